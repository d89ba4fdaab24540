-- Raised by every save: a window that shows an older one may not overwrite what another one kept.
ALTER TABLE case_drafts ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
