-- Accounts, sessions, the parties that apply, and the people of the bodies.
-- BYTEA columns named in the comments are sealed (context `table.column:<id>`); `*_index` are blind indexes: keyed hashes by which a sealed
-- value is found. Lists of codes are texts with blanks between them.

-- 自然人, 法人, 非法人组织. Sealed: name, number.
CREATE TABLE parties (
    id UUID PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('person', 'legal-person', 'unincorporated')),
    name BYTEA NOT NULL,
    proof TEXT COLLATE "C",
    number BYTEA,
    number_index TEXT COLLATE "C",
    verification TEXT COLLATE "C" NOT NULL CHECK (verification IN ('unverified', 'pending', 'verified', 'refused')),
    submitted_at TIMESTAMPTZ,
    decided_at TIMESTAMPTZ,
    decided_by UUID,
    reason TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    CHECK ((number IS NULL) = (number_index IS NULL) AND (number IS NULL) = (proof IS NULL)),
    CHECK (verification NOT IN ('pending', 'verified') OR submitted_at IS NOT NULL)
);
-- One verified code is one organisation.
CREATE UNIQUE INDEX parties_verified ON parties (number_index) WHERE verification = 'verified' AND kind <> 'person';
CREATE INDEX parties_number ON parties (number_index) WHERE number_index IS NOT NULL;
CREATE INDEX parties_pending ON parties (submitted_at) WHERE verification = 'pending';

-- One person's login. Sealed: email, email_new, totp.
CREATE TABLE accounts (
    id UUID PRIMARY KEY,
    party_id UUID NOT NULL REFERENCES parties (id),
    email BYTEA NOT NULL,
    email_index TEXT COLLATE "C" NOT NULL,
    email_confirmed BOOLEAN NOT NULL,
    email_new BYTEA,
    -- Argon2id in PHC notation; none for accounts that sign in elsewhere.
    password TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('registered', 'active', 'suspended', 'closed')),
    locale TEXT COLLATE "C" NOT NULL,
    totp BYTEA,
    -- Last time step a code was taken of: no code counts twice.
    totp_step BIGINT,
    -- Reported lost: the second factor ends then.
    totp_ends_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX accounts_email ON accounts (email_index) WHERE state <> 'closed';
CREATE INDEX accounts_party ON accounts (party_id);

CREATE TABLE recovery_codes (
    account_id UUID NOT NULL REFERENCES accounts (id),
    code_index TEXT COLLATE "C" NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (account_id, code_index)
);

-- `token` is the SHA-256 of the cookie's value. Sealed: totp_setup, fresh_codes.
CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    token TEXT COLLATE "C" NOT NULL UNIQUE,
    -- The password was right, the second factor is still owed.
    pending BOOLEAN NOT NULL,
    second_factor BOOLEAN NOT NULL,
    acting TEXT COLLATE "C" NOT NULL CHECK (acting IN ('person', 'organisation', 'body')),
    acting_id UUID NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    agent TEXT NOT NULL,
    totp_setup BYTEA,
    fresh_codes BYTEA,
    fresh_until TIMESTAMPTZ
);
CREATE INDEX sessions_account ON sessions (account_id, last_seen_at);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- Links in mails: `hash` is the SHA-256 of what the link carries.
CREATE TABLE account_tokens (
    hash TEXT COLLATE "C" PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('confirm', 'reset', 'change-email')),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);
CREATE INDEX account_tokens_account ON account_tokens (account_id, purpose, created_at);

-- Tries to sign in, also for addresses without an account (`account_index` is the blind index of the address typed).
CREATE TABLE sign_ins (
    id UUID PRIMARY KEY,
    account_index TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    agent TEXT NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_ins_account ON sign_ins (account_index, at);
CREATE INDEX sign_ins_address ON sign_ins (address, at);

-- Who acts for an organisation.
CREATE TABLE memberships (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    party_id UUID NOT NULL REFERENCES parties (id),
    mandates TEXT COLLATE "C" NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX memberships_once ON memberships (account_id, party_id) WHERE ended_at IS NULL;
CREATE INDEX memberships_party ON memberships (party_id) WHERE ended_at IS NULL;

-- Contracts with 第三方服务机构.
CREATE TABLE contracts (
    id UUID PRIMARY KEY,
    body_id UUID NOT NULL REFERENCES bodies (id),
    contractor TEXT NOT NULL,
    number TEXT NOT NULL,
    until DATE NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    proof_at TIMESTAMPTZ,
    proof_note TEXT,
    CHECK (proof_at IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX contracts_body ON contracts (body_id, created_at);

-- Who works for a body, in which roles.
CREATE TABLE staff (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id),
    body_id UUID NOT NULL REFERENCES bodies (id),
    roles TEXT COLLATE "C" NOT NULL,
    contract_id UUID REFERENCES contracts (id),
    since TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX staff_once ON staff (account_id, body_id) WHERE ended_at IS NULL;
CREATE INDEX staff_body ON staff (body_id) WHERE ended_at IS NULL;
CREATE INDEX staff_contract ON staff (contract_id) WHERE ended_at IS NULL AND contract_id IS NOT NULL;

-- Sealed: email. Exactly one of party and body.
CREATE TABLE invitations (
    id UUID PRIMARY KEY,
    hash TEXT COLLATE "C" NOT NULL UNIQUE,
    party_id UUID REFERENCES parties (id),
    body_id UUID REFERENCES bodies (id),
    contract_id UUID REFERENCES contracts (id),
    email BYTEA NOT NULL,
    email_index TEXT COLLATE "C" NOT NULL,
    offered TEXT COLLATE "C" NOT NULL,
    invited_by UUID,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    CHECK ((party_id IS NULL) <> (body_id IS NULL))
);
CREATE INDEX invitations_party ON invitations (party_id) WHERE closed_at IS NULL;
CREATE INDEX invitations_body ON invitations (body_id) WHERE closed_at IS NULL;

-- What a body keeps current (GL20-Art.5(2), YN-Art.8). Sealed: people (names of lead, contact, chief data officer, security lead, as JSON).
CREATE TABLE body_profiles (
    body_id UUID PRIMARY KEY REFERENCES bodies (id),
    -- 公共数据主管部门 of its level and region.
    authority BOOLEAN NOT NULL,
    people BYTEA,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    cdo_filed DATE,
    changed_at TIMESTAMPTZ
);
