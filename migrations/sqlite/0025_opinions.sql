-- 意见模板 of a body (ui 5.8), each version once: a decision names the one its words began with.
CREATE TABLE opinion_templates (
    id BLOB NOT NULL,
    -- From 1; the highest counts.
    number INTEGER NOT NULL,
    body_id BLOB NOT NULL REFERENCES bodies (id),
    -- `approve`, `refuse`, `supplement`, `answer`.
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    -- 停用: with this version it is offered no more.
    retired INTEGER NOT NULL,
    -- Id of an account.
    written_by BLOB,
    written_at TEXT NOT NULL,
    PRIMARY KEY (id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX opinion_templates_body ON opinion_templates (body_id);

CREATE TRIGGER opinion_templates_no_update BEFORE UPDATE ON opinion_templates BEGIN
    SELECT RAISE(ABORT, 'versions of templates are never changed');
END;
