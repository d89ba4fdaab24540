//! Files made to break readers end in typed errors, within limits, and leave nothing behind.

use crate::*;
use std::io::Read;
use std::time::Duration;
use tabular::Limits;

fn refused(bytes: &[u8], limits: Limits) -> &'static str {
    let bench = Bench::new();
    let options = IngestOptions { limits, ..IngestOptions::default() };
    let error = bench.try_ingest(bytes, &options).unwrap_err();
    let left = std::fs::read_dir(bench.folder.path()).unwrap().count();
    assert_eq!(left, 1, "only the source stays after {error}");
    error.code()
}

#[test]
fn gzip_bombs() {
    let blanks = gzip(&vec![b' '; 32 << 20]);
    assert!(blanks.len() < 1 << 20);
    assert_eq!(refused(&blanks, Limits::default()), "ratio-too-high");
    let small = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(refused(&blanks, small), "unpacked-too-large");
    let mut cut = gzip(b"a,b\n1,2\n");
    cut.truncate(cut.len() - 9);
    assert_eq!(refused(&cut, Limits::default()), "malformed-file");
}

#[test]
fn ten_thousand_columns() {
    let wide = vec!["x"; 10_000].join(",");
    assert_eq!(refused(format!("{wide}\n{wide}\n").as_bytes(), Limits::default()), "too-many-columns");
    let keys: Vec<String> = (0..3_000).map(|n| format!("\"k{n}\":{n}")).collect();
    let json = format!("[{{{}}}]", keys.join(","));
    assert_eq!(refused(json.as_bytes(), Limits::default()), "too-many-columns");
}

#[test]
fn one_line_of_a_hundred_megabytes() {
    let bench = Bench::new();
    let error = tabular::ingest_reader(
        std::io::repeat(b'x').take(100 << 20),
        &bench.parquet(),
        &IngestOptions::default(),
        &Control::default(),
    )
    .unwrap_err();
    assert_eq!(error.code(), "value-too-long");
    let mut json = b"[{\"a\":\"".to_vec();
    json.resize(12 << 20, b'x');
    assert_eq!(refused(&json, Limits::default()), "record-too-long");
}

#[test]
fn many_short_values_in_one_line() {
    let limits = Limits { columns: 1 << 20, record_bytes: 1 << 20, ..Limits::default() };
    let line = "abcdefgh,".repeat(1 << 18);
    assert_eq!(refused(line.as_bytes(), limits), "record-too-long");
}

#[test]
fn nul_bytes() {
    assert_eq!(refused(b"a,b\n1,\x002\n", Limits::default()), "nul-byte");
}

#[test]
fn deep_json() {
    let deep = format!("[{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(refused(deep.as_bytes(), Limits::default()), "malformed-file");
}

#[test]
fn noise_is_no_table() {
    let mut state = 7_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(1 << 16)
    .collect();
    assert_eq!(refused(&noise, Limits::default()), "nul-byte");
    let visible: Vec<u8> = noise.into_iter().filter(|byte| *byte != 0).collect();
    // Some encoding or none: whatever it is, it ends.
    let bench = Bench::new();
    let _ = bench.try_ingest(&visible, &IngestOptions::default());
}

#[test]
fn too_many_rows_and_too_large_a_source() {
    let rows = Limits { rows: 3, ..Limits::default() };
    assert_eq!(refused(b"a,b\n1,2\n1,2\n1,2\n1,2\n", rows), "too-many-rows");
    let size = Limits { source_bytes: 10, ..Limits::default() };
    assert_eq!(refused(b"a,b\n1,2\n1,2\n", size), "source-too-large");
}

#[test]
fn work_stops_when_asked() {
    let bench = Bench::new();
    let source = bench.file("source", b"a,b\n1,2\n");
    let cancelled = Control::default();
    cancelled.clone().cancel();
    let error = tabular::ingest(&source, &bench.parquet(), &IngestOptions::default(), &cancelled);
    assert_eq!(error.unwrap_err().code(), "cancelled");
    let late = Control::within(Duration::ZERO);
    let error = tabular::ingest(&source, &bench.parquet(), &IngestOptions::default(), &late);
    assert_eq!(error.unwrap_err().code(), "deadline-passed");
    assert!(!bench.parquet().exists());

    let table = open(&bench.ingest(b"a,b\n1,2\n"));
    let error = table.page(&all(), &cancelled).unwrap_err();
    assert_eq!(error.code(), "cancelled");
}
