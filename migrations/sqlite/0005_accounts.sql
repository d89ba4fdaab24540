-- Accounts, sessions, the parties that apply, and the people of the bodies.
-- BLOB columns named in the comments are sealed (context `table.column:<id>`); `*_index` are blind indexes: keyed hashes by which a sealed
-- value is found. Lists of codes are texts with blanks between them.

-- 自然人, 法人, 非法人组织. Sealed: name, number.
CREATE TABLE parties (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'legal-person', 'unincorporated')),
    name BLOB NOT NULL,
    proof TEXT,
    number BLOB,
    number_index TEXT,
    verification TEXT NOT NULL CHECK (verification IN ('unverified', 'pending', 'verified', 'refused')),
    submitted_at TEXT,
    decided_at TEXT,
    decided_by BLOB,
    reason TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    CHECK ((number IS NULL) = (number_index IS NULL) AND (number IS NULL) = (proof IS NULL)),
    CHECK (verification NOT IN ('pending', 'verified') OR submitted_at IS NOT NULL)
) STRICT;
-- One verified code is one organisation.
CREATE UNIQUE INDEX parties_verified ON parties (number_index) WHERE verification = 'verified' AND kind <> 'person';
CREATE INDEX parties_number ON parties (number_index) WHERE number_index IS NOT NULL;
CREATE INDEX parties_pending ON parties (submitted_at) WHERE verification = 'pending';

-- One person's login. Sealed: email, email_new, totp.
CREATE TABLE accounts (
    id BLOB PRIMARY KEY,
    party_id BLOB NOT NULL REFERENCES parties (id),
    email BLOB NOT NULL,
    email_index TEXT NOT NULL,
    email_confirmed INTEGER NOT NULL,
    email_new BLOB,
    -- Argon2id in PHC notation; none for accounts that sign in elsewhere.
    password TEXT,
    state TEXT NOT NULL CHECK (state IN ('registered', 'active', 'suspended', 'closed')),
    locale TEXT NOT NULL,
    totp BLOB,
    -- Last time step a code was taken of: no code counts twice.
    totp_step INTEGER,
    -- Reported lost: the second factor ends then.
    totp_ends_at TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;
CREATE UNIQUE INDEX accounts_email ON accounts (email_index) WHERE state <> 'closed';
CREATE INDEX accounts_party ON accounts (party_id);

CREATE TABLE recovery_codes (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    code_index TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (account_id, code_index)
) STRICT, WITHOUT ROWID;

-- `token` is the SHA-256 of the cookie's value. Sealed: totp_setup, fresh_codes.
CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    token TEXT NOT NULL UNIQUE,
    -- The password was right, the second factor is still owed.
    pending INTEGER NOT NULL,
    second_factor INTEGER NOT NULL,
    acting TEXT NOT NULL CHECK (acting IN ('person', 'organisation', 'body')),
    acting_id BLOB NOT NULL,
    started_at TEXT NOT NULL,
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    totp_setup BLOB,
    fresh_codes BLOB,
    fresh_until TEXT
) STRICT;
CREATE INDEX sessions_account ON sessions (account_id, last_seen_at);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- Links in mails: `hash` is the SHA-256 of what the link carries.
CREATE TABLE account_tokens (
    hash TEXT PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'reset', 'change-email')),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX account_tokens_account ON account_tokens (account_id, purpose, created_at);

-- Tries to sign in, also for addresses without an account (`account_index` is the blind index of the address typed).
CREATE TABLE sign_ins (
    id BLOB PRIMARY KEY,
    account_index TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_ins_account ON sign_ins (account_index, at);
CREATE INDEX sign_ins_address ON sign_ins (address, at);

-- Who acts for an organisation.
CREATE TABLE memberships (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    party_id BLOB NOT NULL REFERENCES parties (id),
    mandates TEXT NOT NULL,
    since TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX memberships_once ON memberships (account_id, party_id) WHERE ended_at IS NULL;
CREATE INDEX memberships_party ON memberships (party_id) WHERE ended_at IS NULL;

-- Contracts with 第三方服务机构.
CREATE TABLE contracts (
    id BLOB PRIMARY KEY,
    body_id BLOB NOT NULL REFERENCES bodies (id),
    contractor TEXT NOT NULL,
    number TEXT NOT NULL,
    until TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT,
    proof_at TEXT,
    proof_note TEXT,
    CHECK (proof_at IS NULL OR ended_at IS NOT NULL)
) STRICT;
CREATE INDEX contracts_body ON contracts (body_id, created_at);

-- Who works for a body, in which roles.
CREATE TABLE staff (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    body_id BLOB NOT NULL REFERENCES bodies (id),
    roles TEXT NOT NULL,
    contract_id BLOB REFERENCES contracts (id),
    since TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE UNIQUE INDEX staff_once ON staff (account_id, body_id) WHERE ended_at IS NULL;
CREATE INDEX staff_body ON staff (body_id) WHERE ended_at IS NULL;
CREATE INDEX staff_contract ON staff (contract_id) WHERE ended_at IS NULL AND contract_id IS NOT NULL;

-- Sealed: email. Exactly one of party and body.
CREATE TABLE invitations (
    id BLOB PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    party_id BLOB REFERENCES parties (id),
    body_id BLOB REFERENCES bodies (id),
    contract_id BLOB REFERENCES contracts (id),
    email BLOB NOT NULL,
    email_index TEXT NOT NULL,
    offered TEXT NOT NULL,
    invited_by BLOB,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    closed_at TEXT,
    CHECK ((party_id IS NULL) <> (body_id IS NULL))
) STRICT;
CREATE INDEX invitations_party ON invitations (party_id) WHERE closed_at IS NULL;
CREATE INDEX invitations_body ON invitations (body_id) WHERE closed_at IS NULL;

-- What a body keeps current (GL20-Art.5(2), YN-Art.8). Sealed: people (names of lead, contact, chief data officer, security lead, as JSON).
CREATE TABLE body_profiles (
    body_id BLOB PRIMARY KEY REFERENCES bodies (id),
    -- 公共数据主管部门 of its level and region.
    authority INTEGER NOT NULL,
    people BLOB,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    cdo_filed TEXT,
    changed_at TEXT
) STRICT;
