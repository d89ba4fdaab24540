-- Notices (R-150): one row for each event and recipient, in the transaction of the event; what still has to leave the portal; reminders.

-- `recipient` is `account:<id>` or `address:<blind index>`: with the event it makes the notice unique.
CREATE TABLE notices (
    id UUID PRIMARY KEY,
    event TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    account_id UUID,
    kind TEXT COLLATE "C" NOT NULL,
    case_id UUID,
    case_number TEXT COLLATE "C",
    -- JSON object of texts: numbers, dates, labels; never personal data.
    facts TEXT NOT NULL,
    -- Path on this portal; NULL where there is none or where it is a secret.
    link TEXT,
    statutory BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    read_at TIMESTAMPTZ,
    UNIQUE (event, recipient)
);
CREATE INDEX notices_account ON notices (account_id, id DESC);
CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;
CREATE INDEX notices_case ON notices (case_id, id);

-- What leaves the portal, one row for each notice and channel. A worker claims a row until `claimed_until`; if it dies, another one takes over.
CREATE TABLE deliveries_out (
    notice_id UUID NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    channel TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    attempts BIGINT NOT NULL,
    next_at TIMESTAMPTZ NOT NULL,
    claimed_until TIMESTAMPTZ,
    -- What the other side said, without addresses.
    last_error TEXT,
    -- Sealed: the address (only where the recipient is no account) and the link (only where it is a secret); forgotten when it left.
    sealed BYTEA,
    finished_at TIMESTAMPTZ,
    PRIMARY KEY (notice_id, channel)
);
CREATE INDEX deliveries_out_due ON deliveries_out (next_at) WHERE state = 'due';
CREATE INDEX deliveries_out_state ON deliveries_out (state, notice_id DESC);

-- Addresses that were refused for good, by blind index.
CREATE TABLE refused_addresses (
    channel TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (channel, address)
);

-- Only what differs from the default: kinds whose messages an account does not want.
CREATE TABLE notice_preferences (
    account_id UUID NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (account_id, channel, kind)
);

-- Reminders that went out: once for each clock, stage and due date (R-147).
CREATE TABLE clock_reminders (
    clock_id UUID NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    due TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (clock_id, stage, due)
);
