-- The audit trail guards itself (R-160, R-161): rows are never changed; they leave only from the beginning, up to a checkpoint that says
-- which row was the last to leave, its hash, and a signature under a key that is not in the database.
CREATE TABLE audit_checkpoints (
    seq INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    rows INTEGER NOT NULL,
    at TEXT NOT NULL,
    signature TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'rows of the audit trail are never changed');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    WHEN NOT EXISTS (SELECT 1 FROM audit_checkpoints WHERE seq >= OLD.seq) BEGIN
    SELECT RAISE(ABORT, 'rows of the audit trail leave by retention alone');
END;
CREATE TRIGGER audit_checkpoints_no_update BEFORE UPDATE ON audit_checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints of the audit trail are never changed');
END;
CREATE TRIGGER audit_checkpoints_no_delete BEFORE DELETE ON audit_checkpoints BEGIN
    SELECT RAISE(ABORT, 'checkpoints of the audit trail are never removed');
END;
CREATE INDEX audit_action ON audit (action, seq);
