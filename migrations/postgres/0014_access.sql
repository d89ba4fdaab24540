-- Restricted data. Applications, agreements and violations are cases (SQ, XY, WG); here is what is asked for across them. `data` is the serde
-- form of the rules' own type, `schema_version` its version; the other columns are copies of it to ask by.

-- Windows in which an authority accepts applications (R-057).
CREATE TABLE access_windows (
    id UUID PRIMARY KEY,
    authority_id UUID NOT NULL REFERENCES bodies (id),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    data TEXT NOT NULL,
    schema_version BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX access_windows_authority ON access_windows (authority_id, first_day);

-- Conditions of a dataset, each version once; published ones never change (R-059).
CREATE TABLE access_conditions (
    dataset_id UUID NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    data TEXT NOT NULL,
    schema_version BIGINT NOT NULL,
    published_at TIMESTAMPTZ,
    PRIMARY KEY (dataset_id, number)
);

-- The authority's table of credit entries (R-055, R-137). `subject` is the keyed hash of the code or number of the party.
CREATE TABLE credit_entries (
    id UUID PRIMARY KEY,
    subject TEXT COLLATE "C" NOT NULL,
    test TEXT COLLATE "C" NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE,
    source TEXT COLLATE "C" NOT NULL,
    grade TEXT COLLATE "C",
    -- Number of the violation case it comes from.
    violation TEXT COLLATE "C",
    added_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX credit_entries_subject ON credit_entries (subject);
CREATE UNIQUE INDEX credit_entries_violation ON credit_entries (violation) WHERE violation IS NOT NULL;

-- Lines of applications with their decision (R-063, R-068).
CREATE TABLE application_lines (
    case_id UUID NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    no BIGINT NOT NULL,
    dataset_id UUID NOT NULL,
    publisher_id UUID NOT NULL REFERENCES bodies (id),
    -- `pending`, `agreed`, `refused`.
    decision TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, no)
);
CREATE INDEX application_lines_publisher ON application_lines (publisher_id, decision);
CREATE INDEX application_lines_dataset ON application_lines (dataset_id);

-- What agreements entitle to (R-088).
CREATE TABLE entitlements (
    id UUID PRIMARY KEY,
    agreement TEXT COLLATE "C" NOT NULL,
    party_id UUID NOT NULL,
    dataset_id UUID NOT NULL,
    publisher_id UUID NOT NULL REFERENCES bodies (id),
    data TEXT NOT NULL,
    schema_version BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX entitlements_party ON entitlements (party_id, dataset_id);
CREATE INDEX entitlements_agreement ON entitlements (agreement);
CREATE INDEX entitlements_dataset ON entitlements (dataset_id);

-- Every access against the agreement, refused ones too (R-088): shown to both sides.
CREATE TABLE data_deliveries (
    id UUID PRIMARY KEY,
    entitlement_id UUID NOT NULL REFERENCES entitlements (id) ON DELETE CASCADE,
    at TIMESTAMPTZ NOT NULL,
    -- Calls or rows it took from the agreed volume.
    amount BIGINT NOT NULL,
    -- JSON: the names of the items that left.
    items TEXT NOT NULL,
    bytes BIGINT,
    -- Code of the refusal; NULL = granted.
    refusal TEXT COLLATE "C"
);
CREATE INDEX data_deliveries_entitlement ON data_deliveries (entitlement_id, at);
