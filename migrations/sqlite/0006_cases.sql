-- Cases: one row each, and real tables for what is asked across kinds: clocks, events, messages, documents, links.
-- BLOB columns named in the comments are sealed (context `table.column:<id>`): what reporters and officials wrote, names, contacts.

-- One counter for each prefix and local day; raised in the transaction that files, so that numbers have neither gaps nor duplicates.
CREATE TABLE case_counters (
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (kind, day)
) STRICT, WITHOUT ROWID;

-- Sealed: title, content, applicant. `data` is the serde form of the procedure's state, `schema_version` its version.
CREATE TABLE cases (
    id BLOB PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    -- To whom it belongs; NULL when filed without account.
    party_id BLOB,
    filed_by BLOB,
    -- The official who entered it for somebody.
    entered_by BLOB,
    -- The authority that received it, the one above it was forwarded to, the body that has it.
    authority_id BLOB NOT NULL REFERENCES bodies (id),
    above_id BLOB REFERENCES bodies (id),
    handler_id BLOB REFERENCES bodies (id),
    -- The body whose turn it is; NULL = the reporter's, or nobody's.
    with_id BLOB REFERENCES bodies (id),
    assignee_id BLOB,
    state TEXT NOT NULL,
    data TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    profile TEXT NOT NULL,
    profile_version TEXT NOT NULL,
    calendars TEXT NOT NULL,
    title BLOB NOT NULL,
    content BLOB NOT NULL,
    applicant BLOB,
    anonymous INTEGER NOT NULL,
    target_kind TEXT NOT NULL,
    target_body_id BLOB REFERENCES bodies (id),
    target_dataset TEXT,
    channel TEXT NOT NULL,
    -- Keyed hash of the query code.
    query_hash TEXT NOT NULL,
    filed_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    closed_at TEXT,
    -- Copies of the running clock, for the order of the queue: end of the period, and whether the law says "at once".
    due_at TEXT,
    urgent INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_with ON cases (with_id, due_at) WHERE closed_at IS NULL;
CREATE INDEX cases_authority ON cases (authority_id, due_at);
CREATE INDEX cases_above ON cases (above_id, due_at) WHERE above_id IS NOT NULL;
CREATE INDEX cases_handler ON cases (handler_id, due_at) WHERE handler_id IS NOT NULL;
CREATE INDEX cases_assignee ON cases (assignee_id) WHERE assignee_id IS NOT NULL AND closed_at IS NULL;
CREATE INDEX cases_party ON cases (party_id, filed_at) WHERE party_id IS NOT NULL;
CREATE INDEX cases_due ON cases (due_at) WHERE closed_at IS NULL;

-- A clock of a case or of a line of it (R-145). `data` holds the rule as it was when it started, the counted days and the versions.
CREATE TABLE case_clocks (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    line TEXT,
    rule TEXT NOT NULL,
    owner_id BLOB REFERENCES bodies (id),
    open INTEGER NOT NULL,
    provisional INTEGER NOT NULL,
    ends_at TEXT,
    started_at TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT;
CREATE INDEX case_clocks_case ON case_clocks (case_id, started_at);
CREATE INDEX case_clocks_open ON case_clocks (ends_at) WHERE open = 1;
CREATE INDEX case_clocks_provisional ON case_clocks (case_id) WHERE provisional = 1;

-- The timeline. Sealed: note (`case_events.note:<case>/<seq>`). `facts` hold codes and ids only.
CREATE TABLE case_events (
    case_id BLOB NOT NULL REFERENCES cases (id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    code TEXT NOT NULL,
    audience TEXT NOT NULL,
    -- `reporter`, `body` or `portal`.
    actor TEXT NOT NULL,
    body_id BLOB,
    account_id BLOB,
    role TEXT,
    facts TEXT NOT NULL,
    note BLOB,
    PRIMARY KEY (case_id, seq)
) STRICT;

-- Messages between the parties, and internal notes of one body. Sealed: text.
CREATE TABLE case_messages (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    at TEXT NOT NULL,
    body_id BLOB,
    account_id BLOB,
    internal INTEGER NOT NULL,
    text BLOB NOT NULL
) STRICT;
CREATE INDEX case_messages_case ON case_messages (case_id, at, id);

-- Documents: encrypted in the private store under `object`, each with a key of its own (`data_key`, wrapped). Sealed: name.
CREATE TABLE case_documents (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    slot TEXT NOT NULL,
    name BLOB NOT NULL,
    media TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    object TEXT NOT NULL UNIQUE,
    data_key BLOB NOT NULL,
    -- NULL = from the reporter.
    body_id BLOB,
    account_id BLOB,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX case_documents_case ON case_documents (case_id, at, id);

-- What a case led to or came from (R-128).
CREATE TABLE case_links (
    id BLOB PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    relation TEXT NOT NULL,
    other_id BLOB REFERENCES cases (id),
    dataset TEXT,
    suspension_id BLOB,
    at TEXT NOT NULL,
    account_id BLOB
) STRICT;
CREATE INDEX case_links_case ON case_links (case_id, at);
CREATE INDEX case_links_other ON case_links (other_id) WHERE other_id IS NOT NULL;

-- Begun and not filed yet. Sealed: data.
CREATE TABLE case_drafts (
    id BLOB PRIMARY KEY,
    party_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    data BLOB NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_drafts_party ON case_drafts (party_id, changed_at);

-- Who stands in during an absence, first and last day included.
CREATE TABLE case_delegations (
    id BLOB PRIMARY KEY,
    body_id BLOB NOT NULL REFERENCES bodies (id),
    account_id BLOB NOT NULL,
    delegate_id BLOB NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX case_delegations_body ON case_delegations (body_id, until_day);

-- Filings and wrong query codes by address (keyed hash), for throttling.
CREATE TABLE case_tries (
    id BLOB PRIMARY KEY,
    what TEXT NOT NULL,
    address TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX case_tries_address ON case_tries (what, address, at);
