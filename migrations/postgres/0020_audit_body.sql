-- The body that was acted for, out of the capacity as recorded (R-152): derived by the database itself, so the hash of the row covers it and
-- nobody can hide a row from those who may read it.
ALTER TABLE audit ADD COLUMN body TEXT COLLATE "C" GENERATED ALWAYS AS (
    CASE WHEN strpos(acting, '"body":"') > 0 THEN substr(acting, strpos(acting, '"body":"') + 8, 36) END
) STORED;
CREATE INDEX audit_body ON audit (body, seq);
