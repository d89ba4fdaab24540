-- The open catalogue, its files and tables, what was downloaded, and the feed of changes.
-- Both databases have the same tables and columns. Codes, hashes and keys compare byte by byte; times come from the program, never from the database.
-- JSON columns hold lists that are read with their row and never searched.

-- 公共管理和服务机构. `normalised` is the name without blanks and width differences: (region, normalised) is the identity.
CREATE TABLE bodies (
    id UUID PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_en TEXT,
    level TEXT COLLATE "C" NOT NULL,
    region TEXT COLLATE "C" NOT NULL,
    normalised TEXT COLLATE "C" NOT NULL,
    parent_id UUID REFERENCES bodies (id),
    unattributed BOOLEAN NOT NULL,
    contact TEXT,
    website TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    UNIQUE (region, normalised)
);

-- 数据集. The last group of columns is derived: kept by the statements that add versions, so that lists need no counting.
CREATE TABLE datasets (
    id UUID PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    source_key TEXT COLLATE "C" NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_en TEXT,
    publisher_id UUID NOT NULL REFERENCES bodies (id),
    access_rights TEXT COLLATE "C" NOT NULL CHECK (access_rights IN ('PUBLIC', 'RESTRICTED', 'NON_PUBLIC')),
    access_rights_source TEXT COLLATE "C" NOT NULL,
    -- True once the attribute was set by decision; an import does not overrule it then.
    rights_decided BOOLEAN NOT NULL,
    publication TEXT COLLATE "C" NOT NULL CHECK (publication IN ('UNLISTED', 'LISTED', 'WITHDRAWN')),
    withdrawn_on DATE,
    withdrawn_reason TEXT COLLATE "C",
    withdrawn_case TEXT,
    withdrawn_title_shown BOOLEAN,
    themes JSONB NOT NULL,
    tags JSONB NOT NULL,
    formats JSONB NOT NULL,
    data_type TEXT COLLATE "C" NOT NULL,
    accrual_periodicity TEXT COLLATE "C" NOT NULL,
    periodicity_original TEXT,
    level TEXT COLLATE "C" NOT NULL,
    region TEXT COLLATE "C" NOT NULL,
    conditions TEXT,
    contact TEXT,
    licence TEXT,
    landing_page TEXT,
    source_name TEXT,
    issued DATE,
    updated DATE,
    observed DATE,
    example BOOLEAN NOT NULL,
    stated_rows BIGINT,
    -- SHA-256 of the record as imported: an unchanged record is recognised by it.
    record_hash TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    version_count BIGINT NOT NULL,
    latest_version BIGINT NOT NULL,
    table_count BIGINT NOT NULL,
    table_rows BIGINT,
    description TEXT NOT NULL,
    original JSONB NOT NULL,
    CHECK ((publication = 'WITHDRAWN') = (withdrawn_on IS NOT NULL AND withdrawn_reason IS NOT NULL AND withdrawn_title_shown IS NOT NULL))
);

-- Lists and counts of what the public may know of are answered from these alone.
CREATE INDEX datasets_visible_counts ON datasets (publisher_id, access_rights, table_count, updated)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
CREATE INDEX datasets_visible_updated ON datasets (updated DESC NULLS LAST, code)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
CREATE INDEX datasets_visible_issued ON datasets (issued DESC NULLS LAST, code)
    WHERE publication = 'LISTED' AND access_rights <> 'NON_PUBLIC';
CREATE INDEX datasets_publisher ON datasets (publisher_id, id);

-- 数据领域 of each dataset once more, as rows: for the counts.
CREATE TABLE dataset_themes (
    dataset_id UUID NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    theme TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (dataset_id, theme)
);

-- 数据项
CREATE TABLE dataset_items (
    dataset_id UUID NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    data_type TEXT,
    description TEXT,
    unit TEXT,
    sensitivity JSONB NOT NULL,
    treatment JSONB,
    PRIMARY KEY (dataset_id, position)
);

-- 中止开放: rows, because two can overlap.
CREATE TABLE suspensions (
    id UUID PRIMARY KEY,
    dataset_id UUID NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    since TIMESTAMPTZ NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    case_number TEXT,
    ended TIMESTAMPTZ
);
CREATE INDEX suspensions_open ON suspensions (dataset_id, since) WHERE ended IS NULL;

-- Files of the store that the database knows: address = SHA-256 (hex).
CREATE TABLE files (
    sha256 TEXT COLLATE "C" PRIMARY KEY,
    bytes BIGINT NOT NULL,
    added_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE versions (
    id UUID PRIMARY KEY,
    dataset_id UUID NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    issued TIMESTAMPTZ NOT NULL,
    note TEXT NOT NULL,
    case_number TEXT,
    UNIQUE (dataset_id, number)
);

CREATE TABLE distributions (
    id UUID PRIMARY KEY,
    version_id UUID NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    format TEXT COLLATE "C" NOT NULL,
    access_url TEXT,
    sha256 TEXT COLLATE "C" REFERENCES files (sha256),
    file_name TEXT,
    bytes BIGINT,
    encoding TEXT,
    UNIQUE (version_id, position)
);
CREATE INDEX distributions_file ON distributions (sha256);

-- One (file, sheet). A table keeps its code from version to version.
CREATE TABLE tables (
    id UUID PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL,
    distribution_id UUID NOT NULL REFERENCES distributions (id) ON DELETE CASCADE,
    version_id UUID NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    sheet TEXT,
    row_count BIGINT NOT NULL,
    parquet TEXT COLLATE "C" NOT NULL REFERENCES files (sha256),
    parquet_bytes BIGINT NOT NULL,
    columns JSONB NOT NULL,
    warnings JSONB NOT NULL,
    UNIQUE (code, version_id)
);
CREATE INDEX tables_version ON tables (version_id, position);
CREATE INDEX tables_distribution ON tables (distribution_id);
CREATE INDEX tables_file ON tables (parquet);

-- Whole-table conversions already made; `key` is format and options, e.g. csv;encoding=gb18030.
CREATE TABLE conversions (
    table_id UUID NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    key TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL REFERENCES files (sha256),
    bytes BIGINT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (table_id, key)
);
CREATE INDEX conversions_file ON conversions (sha256);

-- R-015: one row a download. `session` is a keyed hash of the day, never an address.
CREATE TABLE downloads (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    dataset_id UUID NOT NULL REFERENCES datasets (id),
    version_number BIGINT,
    distribution_id UUID,
    table_id UUID,
    format TEXT COLLATE "C" NOT NULL,
    session TEXT COLLATE "C" NOT NULL,
    account_id UUID,
    bytes BIGINT NOT NULL
);
CREATE INDEX downloads_dataset ON downloads (dataset_id, at);
CREATE INDEX downloads_at ON downloads (at);

-- Sum of the rows above, kept by the statement that inserts them.
CREATE TABLE download_counts (
    dataset_id UUID PRIMARY KEY REFERENCES datasets (id) ON DELETE CASCADE,
    total BIGINT NOT NULL
);

-- The feed: index, caches and revocations follow it. `seq` has no holes and grows in the order of commits.
CREATE TABLE changes (
    seq BIGINT PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

-- Codes of merged entries; their addresses answer 301.
CREATE TABLE redirects (
    code TEXT COLLATE "C" PRIMARY KEY,
    target TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CHECK (code <> target)
);

-- Regulation profiles: every text ever seen, and which one was decided to hold.
CREATE TABLE profile_versions (
    id UUID PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    text TEXT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('shipped', 'edited')),
    added_by TEXT NOT NULL,
    added_at TIMESTAMPTZ NOT NULL,
    UNIQUE (name, hash)
);
CREATE TABLE profile_activations (
    number BIGINT PRIMARY KEY,
    profile_version_id UUID NOT NULL REFERENCES profile_versions (id),
    decided_by TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

-- Working-day calendars: the highest version of a year holds; an empty text is a year without data.
CREATE TABLE calendar_years (
    id UUID PRIMARY KEY,
    year BIGINT NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    source TEXT NOT NULL,
    imported_at TIMESTAMPTZ NOT NULL,
    UNIQUE (year, version)
);

-- Official texts the operator imported; the highest version of an article is shown.
CREATE TABLE law_texts (
    doc TEXT COLLATE "C" NOT NULL,
    article BIGINT NOT NULL,
    version BIGINT NOT NULL,
    text TEXT NOT NULL,
    imported_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (doc, article, version)
);

CREATE TABLE import_runs (
    id UUID PRIMARY KEY,
    source TEXT NOT NULL,
    started TIMESTAMPTZ NOT NULL,
    finished TIMESTAMPTZ,
    inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    report JSONB NOT NULL
);
CREATE INDEX import_runs_started ON import_runs (started);

CREATE TABLE settings (
    key TEXT COLLATE "C" PRIMARY KEY,
    value JSONB NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

-- 大家在搜: how many different readers searched for a term on a day. Who did is forgotten the next day.
CREATE TABLE search_terms (
    day DATE NOT NULL,
    term TEXT COLLATE "C" NOT NULL,
    sessions BIGINT NOT NULL,
    PRIMARY KEY (day, term)
);
CREATE TABLE search_term_sessions (
    day DATE NOT NULL,
    term TEXT COLLATE "C" NOT NULL,
    session TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (day, term, session)
);
