-- Signing in elsewhere (OpenID Connect): which account an identity of a provider belongs to.
-- `subject_index` is a blind index of issuer and subject: a provider that moves to another issuer knows other people. Sealed: shown (what the
-- provider calls the person, for the owner to tell identities apart).
CREATE TABLE provider_identities (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    -- Its name in the configuration.
    provider TEXT NOT NULL,
    subject_index TEXT NOT NULL,
    shown BLOB NOT NULL,
    linked_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE UNIQUE INDEX provider_identities_subject ON provider_identities (subject_index);
CREATE UNIQUE INDEX provider_identities_once ON provider_identities (account_id, provider);

-- Offices that a provider's claims give: they count only in sessions that began with that provider.
ALTER TABLE staff ADD COLUMN provider TEXT;
ALTER TABLE sessions ADD COLUMN provider TEXT;
