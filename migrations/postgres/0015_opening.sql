-- What happens before anybody applies: announcements, texts of commitment and agreement, who wants to be reminded of a window.

-- 通知公告 of an authority (B35, R-057). A published one never disappears.
CREATE TABLE announcements (
    id UUID PRIMARY KEY,
    -- Public address.
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    authority_id UUID NOT NULL REFERENCES bodies (id),
    -- `acceptance` (受理公告), `other` (其他公告).
    kind TEXT COLLATE "C" NOT NULL,
    -- Raised by every change.
    version BIGINT NOT NULL,
    -- The first time it was published; NULL = never yet.
    issued_at TIMESTAMPTZ
);
CREATE INDEX announcements_issued ON announcements (issued_at);
CREATE INDEX announcements_authority ON announcements (authority_id);

-- Its texts, each version once: a correction is another version, the one before stays to be read.
CREATE TABLE announcement_texts (
    announcement_id UUID NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    title TEXT COLLATE "C" NOT NULL,
    body TEXT COLLATE "C" NOT NULL,
    -- English, for reading; may be empty.
    title_en TEXT COLLATE "C" NOT NULL,
    body_en TEXT COLLATE "C" NOT NULL,
    -- What was corrected; empty in the first version.
    note TEXT COLLATE "C" NOT NULL,
    -- Id of an account.
    written_by UUID,
    written_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ,
    PRIMARY KEY (announcement_id, number)
);

-- Texts of commitment and agreement of an authority (R-075, R-081), each version once; the shipped text is version 1 and stands in no row.
CREATE TABLE access_templates (
    -- `commitment`, `agreement`.
    kind TEXT COLLATE "C" NOT NULL,
    authority_id UUID NOT NULL REFERENCES bodies (id),
    number BIGINT NOT NULL,
    data TEXT COLLATE "C" NOT NULL,
    schema_version BIGINT NOT NULL,
    -- Why it was changed.
    note TEXT COLLATE "C" NOT NULL,
    written_by UUID,
    written_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ,
    PRIMARY KEY (kind, authority_id, number)
);

-- 到时提醒我: who is told once when an authority accepts applications again.
CREATE TABLE window_reminders (
    account_id UUID NOT NULL,
    authority_id UUID NOT NULL REFERENCES bodies (id),
    asked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (account_id, authority_id)
);
