-- Cases: one row each, and real tables for what is asked across kinds: clocks, events, messages, documents, links.
-- BLOB columns named in the comments are sealed (context `table.column:<id>`): what reporters and officials wrote, names, contacts.

-- One counter for each prefix and local day; raised in the transaction that files, so that numbers have neither gaps nor duplicates.
CREATE TABLE case_counters (
    kind TEXT COLLATE "C" NOT NULL,
    day DATE NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (kind, day)
);

-- Sealed: title, content, applicant. `data` is the serde form of the procedure's state, `schema_version` its version.
CREATE TABLE cases (
    id UUID PRIMARY KEY,
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    kind TEXT COLLATE "C" NOT NULL,
    -- To whom it belongs; NULL when filed without account.
    party_id UUID,
    filed_by UUID,
    -- The official who entered it for somebody.
    entered_by UUID,
    -- The authority that received it, the one above it was forwarded to, the body that has it.
    authority_id UUID NOT NULL REFERENCES bodies (id),
    above_id UUID REFERENCES bodies (id),
    handler_id UUID REFERENCES bodies (id),
    -- The body whose turn it is; NULL = the reporter's, or nobody's.
    with_id UUID REFERENCES bodies (id),
    assignee_id UUID,
    state TEXT COLLATE "C" NOT NULL,
    data TEXT NOT NULL,
    schema_version BIGINT NOT NULL,
    version BIGINT NOT NULL,
    profile TEXT COLLATE "C" NOT NULL,
    profile_version TEXT COLLATE "C" NOT NULL,
    calendars TEXT NOT NULL,
    title BYTEA NOT NULL,
    content BYTEA NOT NULL,
    applicant BYTEA,
    anonymous BOOLEAN NOT NULL,
    target_kind TEXT COLLATE "C" NOT NULL,
    target_body_id UUID REFERENCES bodies (id),
    target_dataset TEXT COLLATE "C",
    channel TEXT COLLATE "C" NOT NULL,
    -- Keyed hash of the query code.
    query_hash TEXT COLLATE "C" NOT NULL,
    filed_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    -- Copies of the running clock, for the order of the queue: end of the period, and whether the law says "at once".
    due_at TIMESTAMPTZ,
    urgent BOOLEAN NOT NULL
);
CREATE INDEX cases_with ON cases (with_id, due_at) WHERE closed_at IS NULL;
CREATE INDEX cases_authority ON cases (authority_id, due_at);
CREATE INDEX cases_above ON cases (above_id, due_at) WHERE above_id IS NOT NULL;
CREATE INDEX cases_handler ON cases (handler_id, due_at) WHERE handler_id IS NOT NULL;
CREATE INDEX cases_assignee ON cases (assignee_id) WHERE assignee_id IS NOT NULL AND closed_at IS NULL;
CREATE INDEX cases_party ON cases (party_id, filed_at) WHERE party_id IS NOT NULL;
CREATE INDEX cases_due ON cases (due_at) WHERE closed_at IS NULL;

-- A clock of a case or of a line of it (R-145). `data` holds the rule as it was when it started, the counted days and the versions.
CREATE TABLE case_clocks (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    line TEXT COLLATE "C",
    rule TEXT COLLATE "C" NOT NULL,
    owner_id UUID REFERENCES bodies (id),
    open BOOLEAN NOT NULL,
    provisional BOOLEAN NOT NULL,
    ends_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX case_clocks_case ON case_clocks (case_id, started_at);
CREATE INDEX case_clocks_open ON case_clocks (ends_at) WHERE open;
CREATE INDEX case_clocks_provisional ON case_clocks (case_id) WHERE provisional;

-- The timeline. Sealed: note (`case_events.note:<case>/<seq>`). `facts` hold codes and ids only.
CREATE TABLE case_events (
    case_id UUID NOT NULL REFERENCES cases (id),
    seq BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    audience TEXT COLLATE "C" NOT NULL,
    -- `reporter`, `body` or `portal`.
    actor TEXT COLLATE "C" NOT NULL,
    body_id UUID,
    account_id UUID,
    role TEXT COLLATE "C",
    facts TEXT NOT NULL,
    note BYTEA,
    PRIMARY KEY (case_id, seq)
);

-- Messages between the parties, and internal notes of one body. Sealed: text.
CREATE TABLE case_messages (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    at TIMESTAMPTZ NOT NULL,
    body_id UUID,
    account_id UUID,
    internal BOOLEAN NOT NULL,
    text BYTEA NOT NULL
);
CREATE INDEX case_messages_case ON case_messages (case_id, at, id);

-- Documents: encrypted in the private store under `object`, each with a key of its own (`data_key`, wrapped). Sealed: name.
CREATE TABLE case_documents (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    slot TEXT COLLATE "C" NOT NULL,
    name BYTEA NOT NULL,
    media TEXT COLLATE "C" NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL UNIQUE,
    data_key BYTEA NOT NULL,
    -- NULL = from the reporter.
    body_id UUID,
    account_id UUID,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX case_documents_case ON case_documents (case_id, at, id);

-- What a case led to or came from (R-128).
CREATE TABLE case_links (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    relation TEXT COLLATE "C" NOT NULL,
    other_id UUID REFERENCES cases (id),
    dataset TEXT COLLATE "C",
    suspension_id UUID,
    at TIMESTAMPTZ NOT NULL,
    account_id UUID
);
CREATE INDEX case_links_case ON case_links (case_id, at);
CREATE INDEX case_links_other ON case_links (other_id) WHERE other_id IS NOT NULL;

-- Begun and not filed yet. Sealed: data.
CREATE TABLE case_drafts (
    id UUID PRIMARY KEY,
    party_id UUID NOT NULL,
    account_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    data BYTEA NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX case_drafts_party ON case_drafts (party_id, changed_at);

-- Who stands in during an absence, first and last day included.
CREATE TABLE case_delegations (
    id UUID PRIMARY KEY,
    body_id UUID NOT NULL REFERENCES bodies (id),
    account_id UUID NOT NULL,
    delegate_id UUID NOT NULL,
    from_day DATE NOT NULL,
    until_day DATE NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX case_delegations_body ON case_delegations (body_id, until_day);

-- Filings and wrong query codes by address (keyed hash), for throttling.
CREATE TABLE case_tries (
    id UUID PRIMARY KEY,
    what TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX case_tries_address ON case_tries (what, address, at);
