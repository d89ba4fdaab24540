-- Changes of a calendar or a regulation profile before they hold, and what became of them (R-142, R-148). One is open at a time.
CREATE TABLE regulation_drafts (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('calendar', 'profile')),
    name TEXT NOT NULL,
    base_id BLOB,
    text TEXT NOT NULL,
    changes TEXT NOT NULL,
    activates INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'proposed', 'published', 'refused', 'discarded')),
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    decided_by TEXT,
    decided_at TEXT,
    note TEXT
) STRICT;
CREATE UNIQUE INDEX regulation_drafts_open ON regulation_drafts (kind, name) WHERE state IN ('open', 'proposed');
CREATE INDEX regulation_drafts_name ON regulation_drafts (kind, name, added_at);
