-- Counts for the home page, publishers and themes are answered from these indexes alone. For that they must also hold the columns of their own
-- condition: SQLite 3.40 looks them up in the table otherwise, row by row.
DROP INDEX datasets_visible_counts;
CREATE INDEX datasets_visible_counts ON datasets (publisher_id, access_rights, table_count, updated, publication)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
CREATE INDEX datasets_visible_ids ON datasets (id, publication, access_rights)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
