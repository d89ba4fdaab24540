-- The audit trail (R-160): chained by hash, never updated, never deleted but by retention at its beginning.
CREATE TABLE audit (
    seq BIGINT PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    account_id UUID,
    acting TEXT NOT NULL,
    role TEXT COLLATE "C",
    action TEXT COLLATE "C" NOT NULL,
    object_kind TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL,
    case_number TEXT COLLATE "C",
    outcome TEXT COLLATE "C" NOT NULL,
    reason TEXT,
    before_facts TEXT NOT NULL,
    after_facts TEXT NOT NULL,
    address TEXT COLLATE "C",
    request TEXT COLLATE "C",
    profile TEXT COLLATE "C",
    calendar TEXT COLLATE "C",
    previous TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_case ON audit (case_number, seq);
CREATE INDEX audit_object ON audit (object_kind, object, seq);
CREATE INDEX audit_account ON audit (account_id, seq);
