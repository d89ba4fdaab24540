-- 意见模板 of a body (ui 5.8), each version once: a decision names the one its words began with.
CREATE TABLE opinion_templates (
    id UUID NOT NULL,
    -- From 1; the highest counts.
    number BIGINT NOT NULL,
    body_id UUID NOT NULL REFERENCES bodies (id),
    -- `approve`, `refuse`, `supplement`, `answer`.
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    -- 停用: with this version it is offered no more.
    retired BOOLEAN NOT NULL,
    -- Id of an account.
    written_by UUID,
    written_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (id, number)
);
CREATE INDEX opinion_templates_body ON opinion_templates (body_id);

CREATE FUNCTION opinion_templates_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of templates are never changed';
END $$;
CREATE TRIGGER opinion_templates_no_update BEFORE UPDATE ON opinion_templates
    FOR EACH ROW EXECUTE FUNCTION opinion_templates_refuse();
