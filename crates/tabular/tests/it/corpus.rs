//! Run by hand on folders of real files: `TABULAR_CORPUS=<folder> cargo test -p tabular --test it -- --ignored --nocapture`.

use crate::*;
use std::time::Instant;
use tabular::{CsvEncoding, Format, Headings};

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[test]
#[ignore = "needs a folder of files"]
fn every_file_ends_in_a_table_or_a_typed_refusal() {
    let Some(folder) = std::env::var_os("TABULAR_CORPUS") else {
        return;
    };
    let mut files = Vec::new();
    walk(Path::new(&folder), &mut files);
    for path in files {
        let bench = Bench::new();
        let start = Instant::now();
        let outcome = tabular::ingest(&path, &bench.parquet(), &IngestOptions::default(), &Control::default());
        let name = path.strip_prefix(&folder).unwrap_or(&path).display();
        match outcome {
            Ok(done) => {
                let columns: Vec<String> =
                    done.columns.iter().map(|c| format!("{}:{}", c.name, c.dtype.code())).collect();
                let shown = page(&open(&done), &TableQuery { limit: 2, ..TableQuery::default() });
                println!(
                    "{name}: {} rows, {:?}, {:?}, header {:?}, {:?}\n    {}\n    {:?}\n    {:?}",
                    done.rows,
                    done.encoding,
                    done.delimiter,
                    done.header_row,
                    start.elapsed(),
                    columns.join(" "),
                    texts(&shown),
                    done.warnings
                );
            }
            Err(error) => println!("{name}: {} ({error}) {:?}", error.code(), start.elapsed()),
        }
    }
}

/// `TABULAR_FILE=<file>`: how long everything takes.
#[test]
#[ignore = "needs a large file"]
fn figures_of_a_large_file() {
    let Some(path) = std::env::var_os("TABULAR_FILE") else {
        return;
    };
    let bench = Bench::new();
    let timed = |what: &str, start: Instant| println!("{what}: {:?}", start.elapsed());
    let start = Instant::now();
    let done =
        tabular::ingest(Path::new(&path), &bench.parquet(), &IngestOptions::default(), &Control::default()).unwrap();
    timed("ingest", start);
    let size = std::fs::metadata(bench.parquet()).unwrap().len();
    println!("{} rows, {size} bytes of Parquet, {:?}", done.rows, done.warnings);
    let start = Instant::now();
    let table = open(&done);
    timed("open", start);
    let text = done.columns.iter().find(|c| c.dtype.code() == "text" && !c.distinct_exact).unwrap();
    let base = TableQuery { limit: 50, ..TableQuery::default() };
    let filtered = TableQuery { conditions: vec![condition(&text.name, Operator::Contains, &["1"])], ..base.clone() };
    let sorted = TableQuery { sort: vec![(text.name.clone(), true)], ..base.clone() };
    for (what, query) in [
        ("first page", base.clone()),
        ("first page again", base.clone()),
        ("last page", TableQuery { offset: done.rows - 50, ..base.clone() }),
        ("filtered page", filtered.clone()),
        ("searched page", TableQuery { search: Some("社区".into()), ..base.clone() }),
        ("sorted page", sorted.clone()),
        ("sorted page again", sorted.clone()),
        ("deep sorted page", TableQuery { offset: done.rows / 2, ..sorted.clone() }),
    ] {
        let start = Instant::now();
        let found = page(&table, &query);
        timed(what, start);
        println!("    {} rows match", found.total);
    }
    for (what, format) in [
        ("csv", Format::Csv(CsvEncoding::Utf8)),
        ("gb18030", Format::Csv(CsvEncoding::Gb18030)),
        ("json", Format::Json),
        ("parquet", Format::Parquet),
        ("xlsx", Format::Xlsx),
    ] {
        let start = Instant::now();
        let mut bytes = Vec::new();
        table.export(&base, format, Headings::Titles, &mut bytes, &Control::default()).unwrap();
        timed(what, start);
        println!("    {} bytes", bytes.len());
    }
}
