-- What happens before anybody applies: announcements, texts of commitment and agreement, who wants to be reminded of a window.

-- 通知公告 of an authority (B35, R-057). A published one never disappears.
CREATE TABLE announcements (
    id BLOB PRIMARY KEY,
    -- Public address.
    code TEXT NOT NULL UNIQUE,
    authority_id BLOB NOT NULL REFERENCES bodies (id),
    -- `acceptance` (受理公告), `other` (其他公告).
    kind TEXT NOT NULL,
    -- Raised by every change.
    version INTEGER NOT NULL,
    -- The first time it was published; NULL = never yet.
    issued_at TEXT
) STRICT;
CREATE INDEX announcements_issued ON announcements (issued_at);
CREATE INDEX announcements_authority ON announcements (authority_id);

-- Its texts, each version once: a correction is another version, the one before stays to be read.
CREATE TABLE announcement_texts (
    announcement_id BLOB NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    -- English, for reading; may be empty.
    title_en TEXT NOT NULL,
    body_en TEXT NOT NULL,
    -- What was corrected; empty in the first version.
    note TEXT NOT NULL,
    -- Id of an account.
    written_by BLOB,
    written_at TEXT NOT NULL,
    published_at TEXT,
    PRIMARY KEY (announcement_id, number)
) STRICT, WITHOUT ROWID;

-- Texts of commitment and agreement of an authority (R-075, R-081), each version once; the shipped text is version 1 and stands in no row.
CREATE TABLE access_templates (
    -- `commitment`, `agreement`.
    kind TEXT NOT NULL,
    authority_id BLOB NOT NULL REFERENCES bodies (id),
    number INTEGER NOT NULL,
    data TEXT NOT NULL,
    schema_version INTEGER NOT NULL,
    -- Why it was changed.
    note TEXT NOT NULL,
    written_by BLOB,
    written_at TEXT NOT NULL,
    published_at TEXT,
    PRIMARY KEY (kind, authority_id, number)
) STRICT, WITHOUT ROWID;

-- 到时提醒我: who is told once when an authority accepts applications again.
CREATE TABLE window_reminders (
    account_id BLOB NOT NULL,
    authority_id BLOB NOT NULL REFERENCES bodies (id),
    asked_at TEXT NOT NULL,
    PRIMARY KEY (account_id, authority_id)
) STRICT, WITHOUT ROWID;
