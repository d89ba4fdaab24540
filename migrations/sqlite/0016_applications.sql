-- Applications for restricted data being filled in (B09 step 1), their papers, and what was filed from them.

-- A draft belongs to the party, not to who began it: colleagues go on with it. `data` is sealed JSON, right or wrong; `schema_version` that of
-- its form. Once filed it never changes: the receipt and copies are made from it.
CREATE TABLE application_drafts (
    id BLOB PRIMARY KEY,
    party_id BLOB NOT NULL,
    data BLOB NOT NULL,
    schema_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_by BLOB NOT NULL,
    created_at TEXT NOT NULL,
    changed_by BLOB NOT NULL,
    changed_at TEXT NOT NULL,
    filed_at TEXT
) STRICT;
CREATE INDEX application_drafts_party ON application_drafts (party_id, changed_at);

-- One file a slot; content encrypted with a key of its own. Copies of an application share the object.
CREATE TABLE application_papers (
    id BLOB PRIMARY KEY,
    draft_id BLOB NOT NULL REFERENCES application_drafts (id) ON DELETE CASCADE,
    slot TEXT NOT NULL,
    name BLOB NOT NULL,
    media TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    object TEXT NOT NULL,
    data_key BLOB NOT NULL,
    account_id BLOB NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX application_papers_slot ON application_papers (draft_id, slot);
CREATE INDEX application_papers_object ON application_papers (object);

-- The applications a draft became: one for each authority or body that receives them.
CREATE TABLE application_filings (
    number TEXT PRIMARY KEY,
    draft_id BLOB NOT NULL REFERENCES application_drafts (id),
    authority_id BLOB NOT NULL REFERENCES bodies (id),
    -- JSON: places of its lines in the draft, from 0.
    lines TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX application_filings_draft ON application_filings (draft_id);
