-- The open catalogue, its files and tables, what was downloaded, and the feed of changes.
-- Both databases have the same tables and columns. Codes, hashes and keys compare byte by byte; times come from the program, never from the database.
-- JSON columns hold lists that are read with their row and never searched.

-- 公共管理和服务机构. `normalised` is the name without blanks and width differences: (region, normalised) is the identity.
CREATE TABLE bodies (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_en TEXT,
    level TEXT NOT NULL,
    region TEXT NOT NULL,
    normalised TEXT NOT NULL,
    parent_id BLOB REFERENCES bodies (id),
    unattributed INTEGER NOT NULL,
    contact TEXT,
    website TEXT,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (region, normalised)
) STRICT;

-- 数据集. The last group of columns is derived: kept by the statements that add versions, so that lists need no counting.
CREATE TABLE datasets (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    source_key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_en TEXT,
    publisher_id BLOB NOT NULL REFERENCES bodies (id),
    access_rights TEXT NOT NULL CHECK (access_rights IN ('PUBLIC', 'RESTRICTED', 'NON_PUBLIC')),
    access_rights_source TEXT NOT NULL,
    -- True once the attribute was set by decision; an import does not overrule it then.
    rights_decided INTEGER NOT NULL,
    publication TEXT NOT NULL CHECK (publication IN ('UNLISTED', 'LISTED', 'WITHDRAWN')),
    withdrawn_on TEXT,
    withdrawn_reason TEXT,
    withdrawn_case TEXT,
    withdrawn_title_shown INTEGER,
    themes TEXT NOT NULL,
    tags TEXT NOT NULL,
    formats TEXT NOT NULL,
    data_type TEXT NOT NULL,
    accrual_periodicity TEXT NOT NULL,
    periodicity_original TEXT,
    level TEXT NOT NULL,
    region TEXT NOT NULL,
    conditions TEXT,
    contact TEXT,
    licence TEXT,
    landing_page TEXT,
    source_name TEXT,
    issued TEXT,
    updated TEXT,
    observed TEXT,
    example INTEGER NOT NULL,
    stated_rows INTEGER,
    -- SHA-256 of the record as imported: an unchanged record is recognised by it.
    record_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    version_count INTEGER NOT NULL,
    latest_version INTEGER NOT NULL,
    table_count INTEGER NOT NULL,
    table_rows INTEGER,
    description TEXT NOT NULL,
    original TEXT NOT NULL,
    CHECK ((publication = 'WITHDRAWN') = (withdrawn_on IS NOT NULL AND withdrawn_reason IS NOT NULL AND withdrawn_title_shown IS NOT NULL))
) STRICT;

-- Lists and counts of what the public may know of are answered from these alone.
CREATE INDEX datasets_visible_counts ON datasets (publisher_id, access_rights, table_count, updated)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
CREATE INDEX datasets_visible_updated ON datasets (updated DESC, code)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
CREATE INDEX datasets_visible_issued ON datasets (issued DESC, code)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
CREATE INDEX datasets_publisher ON datasets (publisher_id, id);

-- 数据领域 of each dataset once more, as rows: for the counts.
CREATE TABLE dataset_themes (
    dataset_id BLOB NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    theme TEXT NOT NULL,
    PRIMARY KEY (dataset_id, theme)
) STRICT, WITHOUT ROWID;

-- 数据项
CREATE TABLE dataset_items (
    dataset_id BLOB NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    data_type TEXT,
    description TEXT,
    unit TEXT,
    sensitivity TEXT NOT NULL,
    treatment TEXT,
    PRIMARY KEY (dataset_id, position)
) STRICT, WITHOUT ROWID;

-- 中止开放: rows, because two can overlap.
CREATE TABLE suspensions (
    id BLOB PRIMARY KEY,
    dataset_id BLOB NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    reason TEXT NOT NULL,
    case_number TEXT,
    ended TEXT
) STRICT;
CREATE INDEX suspensions_open ON suspensions (dataset_id, since) WHERE ended IS NULL;

-- Files of the store that the database knows: address = SHA-256 (hex).
CREATE TABLE files (
    sha256 TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE versions (
    id BLOB PRIMARY KEY,
    dataset_id BLOB NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    issued TEXT NOT NULL,
    note TEXT NOT NULL,
    case_number TEXT,
    UNIQUE (dataset_id, number)
) STRICT;

CREATE TABLE distributions (
    id BLOB PRIMARY KEY,
    version_id BLOB NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    format TEXT NOT NULL,
    access_url TEXT,
    sha256 TEXT REFERENCES files (sha256),
    file_name TEXT,
    bytes INTEGER,
    encoding TEXT,
    UNIQUE (version_id, position)
) STRICT;
CREATE INDEX distributions_file ON distributions (sha256);

-- One (file, sheet). A table keeps its code from version to version.
CREATE TABLE tables (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL,
    distribution_id BLOB NOT NULL REFERENCES distributions (id) ON DELETE CASCADE,
    version_id BLOB NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    sheet TEXT,
    row_count INTEGER NOT NULL,
    parquet TEXT NOT NULL REFERENCES files (sha256),
    parquet_bytes INTEGER NOT NULL,
    columns TEXT NOT NULL,
    warnings TEXT NOT NULL,
    UNIQUE (code, version_id)
) STRICT;
CREATE INDEX tables_version ON tables (version_id, position);
CREATE INDEX tables_distribution ON tables (distribution_id);
CREATE INDEX tables_file ON tables (parquet);

-- Whole-table conversions already made; `key` is format and options, e.g. csv;encoding=gb18030.
CREATE TABLE conversions (
    table_id BLOB NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    bytes INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    PRIMARY KEY (table_id, key)
) STRICT;
CREATE INDEX conversions_file ON conversions (sha256);

-- R-015: one row a download. `session` is a keyed hash of the day, never an address.
CREATE TABLE downloads (
    id BLOB PRIMARY KEY,
    at TEXT NOT NULL,
    dataset_id BLOB NOT NULL REFERENCES datasets (id),
    version_number INTEGER,
    distribution_id BLOB,
    table_id BLOB,
    format TEXT NOT NULL,
    session TEXT NOT NULL,
    account_id BLOB,
    bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX downloads_dataset ON downloads (dataset_id, at);
CREATE INDEX downloads_at ON downloads (at);

-- Sum of the rows above, kept by the statement that inserts them.
CREATE TABLE download_counts (
    dataset_id BLOB PRIMARY KEY REFERENCES datasets (id) ON DELETE CASCADE,
    total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The feed: index, caches and revocations follow it. `seq` has no holes and grows in the order of commits.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Codes of merged entries; their addresses answer 301.
CREATE TABLE redirects (
    code TEXT PRIMARY KEY,
    target TEXT NOT NULL,
    at TEXT NOT NULL,
    CHECK (code <> target)
) STRICT;

-- Regulation profiles: every text ever seen, and which one was decided to hold.
CREATE TABLE profile_versions (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('shipped', 'edited')),
    added_by TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (name, hash)
) STRICT;
CREATE TABLE profile_activations (
    number INTEGER PRIMARY KEY,
    profile_version_id BLOB NOT NULL REFERENCES profile_versions (id),
    decided_by TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Working-day calendars: the highest version of a year holds; an empty text is a year without data.
CREATE TABLE calendar_years (
    id BLOB PRIMARY KEY,
    year INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    source TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    UNIQUE (year, version)
) STRICT;

-- Official texts the operator imported; the highest version of an article is shown.
CREATE TABLE law_texts (
    doc TEXT NOT NULL,
    article INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (doc, article, version)
) STRICT;

CREATE TABLE import_runs (
    id BLOB PRIMARY KEY,
    source TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,
    inserted INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    report TEXT NOT NULL
) STRICT;
CREATE INDEX import_runs_started ON import_runs (started);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- 大家在搜: how many different readers searched for a term on a day. Who did is forgotten the next day.
CREATE TABLE search_terms (
    day TEXT NOT NULL,
    term TEXT NOT NULL,
    sessions INTEGER NOT NULL,
    PRIMARY KEY (day, term)
) STRICT, WITHOUT ROWID;
CREATE TABLE search_term_sessions (
    day TEXT NOT NULL,
    term TEXT NOT NULL,
    session TEXT NOT NULL,
    PRIMARY KEY (day, term, session)
) STRICT, WITHOUT ROWID;
