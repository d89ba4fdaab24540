-- What a queue is narrowed by: how strongly the period of a clock binds, and whether it runs (copies of what `data` says).
ALTER TABLE case_clocks ADD COLUMN strength TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE case_clocks ADD COLUMN phase TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE case_clocks SET strength = data::jsonb #>> '{rule,strength}', phase = data::jsonb #>> '{phase,phase}';
CREATE INDEX case_clocks_owner ON case_clocks (owner_id, case_id);
CREATE INDEX cases_dataset ON cases (target_dataset) WHERE target_dataset IS NOT NULL;
