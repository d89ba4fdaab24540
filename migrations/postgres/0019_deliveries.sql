-- Keys of systems that fetch restricted data under an agreement (R-088, R-092), and more about each access.

CREATE TABLE api_keys (
    id UUID PRIMARY KEY,
    party_id UUID NOT NULL REFERENCES parties (id),
    agreement TEXT COLLATE "C" NOT NULL,
    -- First characters, shown to tell keys apart.
    prefix TEXT COLLATE "C" NOT NULL,
    -- Hex SHA-256 of the key; the key itself is shown once and never kept.
    hash TEXT COLLATE "C" NOT NULL UNIQUE,
    label TEXT NOT NULL,
    system TEXT NOT NULL,
    -- JSON: addresses it may be used from; none = any.
    addresses TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    made_by UUID NOT NULL REFERENCES accounts (id),
    replaces UUID,
    retires_at TIMESTAMPTZ,
    revoked_at TIMESTAMPTZ,
    used_at TIMESTAMPTZ,
    used_from TEXT
);
CREATE INDEX api_keys_party ON api_keys (party_id, agreement);

ALTER TABLE data_deliveries ADD COLUMN mode TEXT COLLATE "C" NOT NULL DEFAULT '';
-- Of a refusal: what was asked for is in `items`.
ALTER TABLE data_deliveries ADD COLUMN row_count BIGINT;
ALTER TABLE data_deliveries ADD COLUMN key_id UUID;
ALTER TABLE data_deliveries ADD COLUMN account_id UUID;
ALTER TABLE data_deliveries ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE INDEX entitlements_publisher ON entitlements (publisher_id);
