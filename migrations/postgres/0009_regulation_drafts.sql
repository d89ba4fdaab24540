-- Changes of a calendar or a regulation profile before they hold, and what became of them (R-142, R-148). One is open at a time.
CREATE TABLE regulation_drafts (
    id UUID PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('calendar', 'profile')),
    name TEXT COLLATE "C" NOT NULL,
    base_id UUID,
    text TEXT NOT NULL,
    changes TEXT NOT NULL,
    activates BOOLEAN NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'proposed', 'published', 'refused', 'discarded')),
    added_by TEXT COLLATE "C" NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    decided_by TEXT COLLATE "C",
    decided_at TIMESTAMPTZ,
    note TEXT
);
CREATE UNIQUE INDEX regulation_drafts_open ON regulation_drafts (kind, name) WHERE state IN ('open', 'proposed');
CREATE INDEX regulation_drafts_name ON regulation_drafts (kind, name, added_at);
