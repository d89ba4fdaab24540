-- The audit trail (R-160): chained by hash, never updated, never deleted but by retention at its beginning.
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    account_id BLOB,
    acting TEXT NOT NULL,
    role TEXT,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object TEXT NOT NULL,
    case_number TEXT,
    outcome TEXT NOT NULL,
    reason TEXT,
    before_facts TEXT NOT NULL,
    after_facts TEXT NOT NULL,
    address TEXT,
    request TEXT,
    profile TEXT,
    calendar TEXT,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_case ON audit (case_number, seq);
CREATE INDEX audit_object ON audit (object_kind, object, seq);
CREATE INDEX audit_account ON audit (account_id, seq);
