-- Restricted data. Applications, agreements and violations are cases (SQ, XY, WG); here is what is asked for across them. `data` is the serde
-- form of the rules' own type, `schema_version` its version; the other columns are copies of it to ask by.

-- Windows in which an authority accepts applications (R-057).
CREATE TABLE access_windows (
    id BLOB PRIMARY KEY,
    authority_id BLOB NOT NULL REFERENCES bodies (id),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    data TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX access_windows_authority ON access_windows (authority_id, first_day);

-- Conditions of a dataset, each version once; published ones never change (R-059).
CREATE TABLE access_conditions (
    dataset_id BLOB NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    data TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    published_at TEXT,
    PRIMARY KEY (dataset_id, number)
) STRICT, WITHOUT ROWID;

-- The authority's table of credit entries (R-055, R-137). `subject` is the keyed hash of the code or number of the party.
CREATE TABLE credit_entries (
    id BLOB PRIMARY KEY,
    subject TEXT NOT NULL,
    test TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    source TEXT NOT NULL,
    grade TEXT,
    -- Number of the violation case it comes from.
    violation TEXT,
    added_at TEXT NOT NULL
) STRICT;
CREATE INDEX credit_entries_subject ON credit_entries (subject);
CREATE UNIQUE INDEX credit_entries_violation ON credit_entries (violation) WHERE violation IS NOT NULL;

-- Lines of applications with their decision (R-063, R-068).
CREATE TABLE application_lines (
    case_id BLOB NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    no INTEGER NOT NULL,
    dataset_id BLOB NOT NULL,
    publisher_id BLOB NOT NULL REFERENCES bodies (id),
    -- `pending`, `agreed`, `refused`.
    decision TEXT NOT NULL,
    PRIMARY KEY (case_id, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX application_lines_publisher ON application_lines (publisher_id, decision);
CREATE INDEX application_lines_dataset ON application_lines (dataset_id);

-- What agreements entitle to (R-088).
CREATE TABLE entitlements (
    id BLOB PRIMARY KEY,
    agreement TEXT NOT NULL,
    party_id BLOB NOT NULL,
    dataset_id BLOB NOT NULL,
    publisher_id BLOB NOT NULL REFERENCES bodies (id),
    data TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX entitlements_party ON entitlements (party_id, dataset_id);
CREATE INDEX entitlements_agreement ON entitlements (agreement);
CREATE INDEX entitlements_dataset ON entitlements (dataset_id);

-- Every access against the agreement, refused ones too (R-088): shown to both sides.
CREATE TABLE data_deliveries (
    id BLOB PRIMARY KEY,
    entitlement_id BLOB NOT NULL REFERENCES entitlements (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    -- Calls or rows it took from the agreed volume.
    amount INTEGER NOT NULL,
    -- JSON: the names of the items that left.
    items TEXT NOT NULL,
    bytes INTEGER,
    -- Code of the refusal; NULL = granted.
    refusal TEXT
) STRICT;
CREATE INDEX data_deliveries_entitlement ON data_deliveries (entitlement_id, at);
