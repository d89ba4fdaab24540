-- A key may end before its agreement does (R-088).
ALTER TABLE api_keys ADD COLUMN expires_at TIMESTAMPTZ;
-- When the people of the party were told that a draft nobody touches goes; a change forgets it.
ALTER TABLE application_drafts ADD COLUMN warned_at TIMESTAMPTZ;
CREATE INDEX application_drafts_untouched ON application_drafts (changed_at) WHERE filed_at IS NULL;
