-- A confirmed change of a profile waits for the day from which it is to hold (R-148). It stays `proposed` until then; `decided_by` says who confirmed.
ALTER TABLE regulation_drafts ADD COLUMN valid_from DATE;
