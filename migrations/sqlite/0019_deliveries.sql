-- Keys of systems that fetch restricted data under an agreement (R-088, R-092), and more about each access.

CREATE TABLE api_keys (
    id BLOB PRIMARY KEY,
    party_id BLOB NOT NULL REFERENCES parties (id),
    agreement TEXT NOT NULL,
    -- First characters, shown to tell keys apart.
    prefix TEXT NOT NULL,
    -- Hex SHA-256 of the key; the key itself is shown once and never kept.
    hash TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    system TEXT NOT NULL,
    -- JSON: addresses it may be used from; none = any.
    addresses TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by BLOB NOT NULL REFERENCES accounts (id),
    replaces BLOB,
    retires_at TEXT,
    revoked_at TEXT,
    used_at TEXT,
    used_from TEXT
) STRICT;
CREATE INDEX api_keys_party ON api_keys (party_id, agreement);

ALTER TABLE data_deliveries ADD COLUMN mode TEXT NOT NULL DEFAULT '';
-- Of a refusal: what was asked for is in `items`.
ALTER TABLE data_deliveries ADD COLUMN row_count INTEGER;
ALTER TABLE data_deliveries ADD COLUMN key_id BLOB;
ALTER TABLE data_deliveries ADD COLUMN account_id BLOB;
ALTER TABLE data_deliveries ADD COLUMN address TEXT NOT NULL DEFAULT '';
CREATE INDEX entitlements_publisher ON entitlements (publisher_id);
