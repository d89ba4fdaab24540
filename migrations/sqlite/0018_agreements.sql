-- Agreements (B10). Each is a case XY; its state is in `cases.data`, and what of it names people or was typed by them is here, sealed.
CREATE TABLE agreements (
    case_id BLOB PRIMARY KEY REFERENCES cases (id),
    number TEXT NOT NULL UNIQUE,
    application_id BLOB NOT NULL REFERENCES cases (id),
    -- The agreement whose place this version takes (R-082).
    renews_id BLOB REFERENCES agreements (case_id),
    version INTEGER NOT NULL,
    -- Sealed, `agreements.secret:<case>`.
    secret BLOB NOT NULL
) STRICT;
CREATE INDEX agreements_application ON agreements (application_id, version);

-- What was signed, when, by whom, from where (R-077). Sealed: name and address of the signatory, the text. Rows are never changed; a new
-- master key may only seal the same values anew.
CREATE TABLE agreement_signatures (
    case_id BLOB PRIMARY KEY REFERENCES agreements (case_id),
    number TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    -- Version of the template the text was written from.
    template INTEGER NOT NULL,
    -- The body that signs for the opening side, the user, the account that clicked.
    opening_id BLOB NOT NULL REFERENCES bodies (id),
    party_id BLOB NOT NULL,
    account_id BLOB NOT NULL,
    name BLOB NOT NULL,
    address BLOB NOT NULL,
    text BLOB NOT NULL
) STRICT;

-- Files that hold a signed text, by their content: what `/verify` compares an uploaded file with.
CREATE TABLE agreement_files (
    sha256 TEXT NOT NULL,
    case_id BLOB NOT NULL REFERENCES agreement_signatures (case_id),
    -- `text`, `pdf`
    form TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (sha256, case_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER agreement_signatures_no_update
    BEFORE UPDATE OF case_id, number, at, sha256, template, opening_id, party_id, account_id ON agreement_signatures BEGIN
    SELECT RAISE(ABORT, 'signatures are never changed');
END;
CREATE TRIGGER agreement_signatures_no_delete BEFORE DELETE ON agreement_signatures BEGIN
    SELECT RAISE(ABORT, 'signatures are never removed');
END;
