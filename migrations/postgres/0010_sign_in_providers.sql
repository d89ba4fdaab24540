-- Signing in elsewhere (OpenID Connect): which account an identity of a provider belongs to.
-- `subject_index` is a blind index of issuer and subject: a provider that moves to another issuer knows other people. Sealed: shown (what the
-- provider calls the person, for the owner to tell identities apart).
CREATE TABLE provider_identities (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    -- Its name in the configuration.
    provider TEXT COLLATE "C" NOT NULL,
    subject_index TEXT COLLATE "C" NOT NULL,
    shown BYTEA NOT NULL,
    linked_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX provider_identities_subject ON provider_identities (subject_index);
CREATE UNIQUE INDEX provider_identities_once ON provider_identities (account_id, provider);

-- Offices that a provider's claims give: they count only in sessions that began with that provider.
ALTER TABLE staff ADD COLUMN provider TEXT COLLATE "C";
ALTER TABLE sessions ADD COLUMN provider TEXT COLLATE "C";
