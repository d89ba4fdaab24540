-- Agreements (B10). Each is a case XY; its state is in `cases.data`, and what of it names people or was typed by them is here, sealed.
CREATE TABLE agreements (
    case_id UUID PRIMARY KEY REFERENCES cases (id),
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    application_id UUID NOT NULL REFERENCES cases (id),
    -- The agreement whose place this version takes (R-082).
    renews_id UUID REFERENCES agreements (case_id),
    version BIGINT NOT NULL,
    -- Sealed, `agreements.secret:<case>`.
    secret BYTEA NOT NULL
);
CREATE INDEX agreements_application ON agreements (application_id, version);

-- What was signed, when, by whom, from where (R-077). Sealed: name and address of the signatory, the text. Rows are never changed; a new
-- master key may only seal the same values anew.
CREATE TABLE agreement_signatures (
    case_id UUID PRIMARY KEY REFERENCES agreements (case_id),
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    at TIMESTAMPTZ NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL,
    -- Version of the template the text was written from.
    template BIGINT NOT NULL,
    -- The body that signs for the opening side, the user, the account that clicked.
    opening_id UUID NOT NULL REFERENCES bodies (id),
    party_id UUID NOT NULL,
    account_id UUID NOT NULL,
    name BYTEA NOT NULL,
    address BYTEA NOT NULL,
    text BYTEA NOT NULL
);

-- Files that hold a signed text, by their content: what `/verify` compares an uploaded file with.
CREATE TABLE agreement_files (
    sha256 TEXT COLLATE "C" NOT NULL,
    case_id UUID NOT NULL REFERENCES agreement_signatures (case_id),
    -- `text`, `pdf`
    form TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (sha256, case_id)
);

CREATE FUNCTION agreement_signatures_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signatures are never changed and never removed';
END $$;
CREATE TRIGGER agreement_signatures_no_update
    BEFORE UPDATE OF case_id, number, at, sha256, template, opening_id, party_id, account_id ON agreement_signatures
    FOR EACH ROW EXECUTE FUNCTION agreement_signatures_refuse();
CREATE TRIGGER agreement_signatures_no_delete BEFORE DELETE ON agreement_signatures
    FOR EACH ROW EXECUTE FUNCTION agreement_signatures_refuse();
CREATE TRIGGER agreement_signatures_no_truncate BEFORE TRUNCATE ON agreement_signatures
    FOR EACH STATEMENT EXECUTE FUNCTION agreement_signatures_refuse();
