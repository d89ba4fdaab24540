//! The public interface on files as people make them.

mod corpus;
mod exports;
mod guards;
mod hidden;
mod hostile;
mod paging;
mod reading;
mod round_trip;
mod workbooks;

use std::path::{Path, PathBuf};
use tabular::{
    Cell, Condition, Control, Error, IngestOptions, Ingested, Operator, Page, QueryLimits, Table, TableQuery, Warning,
};

/// A folder with a source file and the table made of it.
pub struct Bench {
    pub folder: tempfile::TempDir,
}

impl Bench {
    #[allow(clippy::new_without_default, reason = "a folder appears")]
    pub fn new() -> Bench {
        Bench { folder: tempfile::tempdir().unwrap() }
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn parquet(&self) -> PathBuf {
        self.folder.path().join("table.parquet")
    }

    pub fn try_ingest(&self, bytes: &[u8], options: &IngestOptions) -> Result<Ingested, Error> {
        let source = self.file("source", bytes);
        tabular::ingest(&source, &self.parquet(), options, &Control::default())
    }

    pub fn ingest(&self, bytes: &[u8]) -> Ingested {
        self.try_ingest(bytes, &IngestOptions::default()).unwrap()
    }
}

/// Everything of a table.
pub fn open(ingested: &Ingested) -> Table {
    open_hiding(ingested, &[])
}

pub fn open_hiding(ingested: &Ingested, hidden: &[&str]) -> Table {
    Table::open(&ingested.parquet, &ingested.columns, hidden, QueryLimits::default()).unwrap()
}

pub fn all() -> TableQuery {
    TableQuery { limit: 10_000, ..TableQuery::default() }
}

pub fn page(table: &Table, query: &TableQuery) -> Page {
    table.page(query, &Control::default()).unwrap()
}

/// Rows as texts; `∅` where there is nothing.
pub fn texts(page: &Page) -> Vec<Vec<String>> {
    page.rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    Cell::Null => "∅".to_owned(),
                    other => other.to_string(),
                })
                .collect()
        })
        .collect()
}

/// All rows of a text as texts.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let bench = Bench::new();
    let ingested = bench.ingest(text.as_bytes());
    texts(&page(&open(&ingested), &all()))
}

pub fn titles(ingested: &Ingested) -> Vec<&str> {
    ingested.columns.iter().map(|c| c.title.as_str()).collect()
}

pub fn dtypes(ingested: &Ingested) -> Vec<&str> {
    ingested.columns.iter().map(|c| c.dtype.code()).collect()
}

pub fn condition(column: &str, op: Operator, values: &[&str]) -> Condition {
    Condition { column: column.to_owned(), op, values: values.iter().map(|value| (*value).to_owned()).collect() }
}

pub fn has(ingested: &Ingested, wanted: impl Fn(&Warning) -> bool) -> bool {
    ingested.warnings.iter().any(wanted)
}

pub fn fixture(name: &str) -> PathBuf {
    // Cargo runs tests in the folder of their package, whichever checkout they were built in.
    Path::new("tests/fixtures").join(name)
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
