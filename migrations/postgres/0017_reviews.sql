-- Cases that are several bodies' turn at once: applications with lines of more than one publisher (R-063, R-068).

-- A body with a part in a case beside those named in the case itself; `turn` = it owes an act now.
CREATE TABLE case_bodies (
    case_id UUID NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
    body_id UUID NOT NULL REFERENCES bodies (id),
    turn BOOLEAN NOT NULL,
    PRIMARY KEY (case_id, body_id)
);
CREATE INDEX case_bodies_body ON case_bodies (body_id);

-- The body said why the act of this clock is late (R-065, R-151).
ALTER TABLE case_clocks ADD COLUMN explained BOOLEAN NOT NULL DEFAULT FALSE;
