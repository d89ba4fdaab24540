-- Notices (R-150): one row for each event and recipient, in the transaction of the event; what still has to leave the portal; reminders.

-- `recipient` is `account:<id>` or `address:<blind index>`: with the event it makes the notice unique.
CREATE TABLE notices (
    id BLOB PRIMARY KEY,
    event TEXT NOT NULL,
    recipient TEXT NOT NULL,
    account_id BLOB,
    kind TEXT NOT NULL,
    case_id BLOB,
    case_number TEXT,
    -- JSON object of texts: numbers, dates, labels; never personal data.
    facts TEXT NOT NULL,
    -- Path on this portal; NULL where there is none or where it is a secret.
    link TEXT,
    statutory INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    read_at TEXT,
    UNIQUE (event, recipient)
) STRICT;
CREATE INDEX notices_account ON notices (account_id, id DESC);
CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL;
CREATE INDEX notices_case ON notices (case_id, id);

-- What leaves the portal, one row for each notice and channel. A worker claims a row until `claimed_until`; if it dies, another one takes over.
CREATE TABLE deliveries_out (
    notice_id BLOB NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at TEXT NOT NULL,
    claimed_until TEXT,
    -- What the other side said, without addresses.
    last_error TEXT,
    -- Sealed: the address (only where the recipient is no account) and the link (only where it is a secret); forgotten when it left.
    sealed BLOB,
    finished_at TEXT,
    PRIMARY KEY (notice_id, channel)
) STRICT;
CREATE INDEX deliveries_out_due ON deliveries_out (next_at) WHERE state = 'due';
CREATE INDEX deliveries_out_state ON deliveries_out (state, notice_id DESC);

-- Addresses that were refused for good, by blind index.
CREATE TABLE refused_addresses (
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    since TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (channel, address)
) STRICT;

-- Only what differs from the default: kinds whose messages an account does not want.
CREATE TABLE notice_preferences (
    account_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (account_id, channel, kind)
) STRICT;

-- Reminders that went out: once for each clock, stage and due date (R-147).
CREATE TABLE clock_reminders (
    clock_id BLOB NOT NULL,
    stage TEXT NOT NULL,
    due TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (clock_id, stage, due)
) STRICT;
