-- Applications for restricted data being filled in (B09 step 1), their papers, and what was filed from them.

-- A draft belongs to the party, not to who began it: colleagues go on with it. `data` is sealed JSON, right or wrong; `schema_version` that of
-- its form. Once filed it never changes: the receipt and copies are made from it.
CREATE TABLE application_drafts (
    id UUID PRIMARY KEY,
    party_id UUID NOT NULL,
    data BYTEA NOT NULL,
    schema_version BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_by UUID NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    filed_at TIMESTAMPTZ
);
CREATE INDEX application_drafts_party ON application_drafts (party_id, changed_at);

-- One file a slot; content encrypted with a key of its own. Copies of an application share the object.
CREATE TABLE application_papers (
    id UUID PRIMARY KEY,
    draft_id UUID NOT NULL REFERENCES application_drafts (id) ON DELETE CASCADE,
    slot TEXT COLLATE "C" NOT NULL,
    name BYTEA NOT NULL,
    media TEXT COLLATE "C" NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL,
    data_key BYTEA NOT NULL,
    account_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX application_papers_slot ON application_papers (draft_id, slot);
CREATE INDEX application_papers_object ON application_papers (object);

-- The applications a draft became: one for each authority or body that receives them.
CREATE TABLE application_filings (
    number TEXT COLLATE "C" PRIMARY KEY,
    draft_id UUID NOT NULL REFERENCES application_drafts (id),
    authority_id UUID NOT NULL REFERENCES bodies (id),
    -- JSON: places of its lines in the draft, from 0.
    lines TEXT COLLATE "C" NOT NULL
);
CREATE INDEX application_filings_draft ON application_filings (draft_id);
