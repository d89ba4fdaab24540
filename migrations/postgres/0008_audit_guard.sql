-- The audit trail guards itself (R-160, R-161): rows are never changed; they leave only from the beginning, up to a checkpoint that says
-- which row was the last to leave, its hash, and a signature under a key that is not in the database.
CREATE TABLE audit_checkpoints (
    seq BIGINT PRIMARY KEY,
    hash TEXT COLLATE "C" NOT NULL,
    rows BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    signature TEXT COLLATE "C" NOT NULL
);

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of the audit trail are never changed, and leave by retention alone';
END $$;
CREATE FUNCTION audit_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    allowed BOOLEAN;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.audit_checkpoints WHERE seq >= $1)', TG_TABLE_SCHEMA) INTO allowed USING OLD.seq;
    IF NOT allowed THEN
        RAISE EXCEPTION 'rows of the audit trail leave by retention alone';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse_delete();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_checkpoints_guard BEFORE UPDATE OR DELETE ON audit_checkpoints FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_checkpoints_no_truncate BEFORE TRUNCATE ON audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE INDEX audit_action ON audit (action, seq);
