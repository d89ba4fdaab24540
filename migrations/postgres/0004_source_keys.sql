-- A record is recognised by its source key. What it is made of (the landing page, or the name within the publisher) depends on the records
-- beside it in the file; an entry is then found by its name within its publisher.
CREATE INDEX datasets_name ON datasets (publisher_id, title);
