-- Bodies as the system administrators keep them, suspended accounts, and forms kept over the end of a session.

-- Type by the regulation profile's list; NULL where nobody said. An ended body keeps its datasets and its past; its successor has its cases.
ALTER TABLE bodies ADD COLUMN body_type TEXT;
ALTER TABLE bodies ADD COLUMN ended_at TEXT;
ALTER TABLE bodies ADD COLUMN successor_id BLOB REFERENCES bodies (id);

-- Sealed: suspended_reason.
ALTER TABLE accounts ADD COLUMN suspended_at TEXT;
ALTER TABLE accounts ADD COLUMN suspended_reason BLOB;
CREATE INDEX accounts_created ON accounts (created_at, id);

-- What somebody sent after their session had ended, for an hour. `hash` is the SHA-256 of a cookie's value; the account, where it is known,
-- is the one whose session it was. Sealed: data.
CREATE TABLE kept_forms (
    id BLOB PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    account_id BLOB REFERENCES accounts (id),
    path TEXT NOT NULL,
    data BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX kept_forms_expires ON kept_forms (expires_at);
