//! What is exported and read again is the same table.

use crate::*;
use proptest::prelude::*;
use tabular::{CsvEncoding, DType, Format, Headings};

/// Texts with everything that has meaning in CSV, JSON or spreadsheets.
fn text() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(String::new())),
        6 => "[a-c甲乙𠮷,\"\r\n\t;=| '{}\\[\\]\u{a0}é-]{1,8}".prop_map(Some),
    ]
}

fn whole() -> impl Strategy<Value = Option<i64>> {
    proptest::option::weighted(0.9, -999_999_999_999_999_i64..=999_999_999_999_999)
}

fn number() -> impl Strategy<Value = Option<f64>> {
    let any = prop_oneof![
        -1e6..1e6,
        (-1_000_000_i64..1_000_000).prop_map(|n| n as f64 / 100.0),
        proptest::num::f64::NORMAL.prop_filter("spreadsheets end there", |x| x.abs() < 1e14 && x.abs() > 1e-90),
    ];
    proptest::option::weighted(0.9, any)
}

type Row = (Option<String>, Option<i64>, Option<f64>, Option<String>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec((text(), whole(), number(), text()), 1..40)
}

fn cells(row: &Row) -> Vec<Cell> {
    vec![
        row.0.clone().map_or(Cell::Null, Cell::Text),
        row.1.map_or(Cell::Null, Cell::Integer),
        row.2.map_or(Cell::Null, Cell::Number),
        row.3.clone().map_or(Cell::Null, Cell::Text),
        Cell::Text("末".into()),
    ]
}

/// The table as JSON lines: the one format that says everything.
fn json(rows: &[Row]) -> String {
    rows.iter()
        .map(|(a, b, c, d)| {
            let line = serde_json::json!({ "文": a, "整": b, "数": c, "句": d, "尾": "末" });
            format!("{line}\n")
        })
        .collect()
}

fn options() -> IngestOptions {
    IngestOptions {
        types: ["文", "句", "尾"].map(|title| (title.to_owned(), DType::Text)).to_vec(),
        ..IngestOptions::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn export_and_ingestion_are_inverse(rows in rows()) {
        let bench = Bench::new();
        let ingested = bench.try_ingest(json(&rows).as_bytes(), &options()).unwrap();
        let table = open(&ingested);
        let query = TableQuery {
            columns: Some(["文", "整", "数", "句", "尾"].map(str::to_owned).to_vec()),
            ..all()
        };
        let first = page(&table, &query);
        let wanted: Vec<Vec<Cell>> = rows.iter().map(cells).collect();
        for (found, wanted) in first.rows.iter().flatten().zip(wanted.iter().flatten()) {
            prop_assert!(same(found, wanted, true), "{found:?} {wanted:?}");
        }
        prop_assert_eq!(first.rows.len(), rows.len());
        for format in [
            Format::Csv(CsvEncoding::Utf8),
            Format::Csv(CsvEncoding::Utf8Bom),
            Format::Csv(CsvEncoding::Gb18030),
            Format::Json,
            Format::JsonLines,
        ] {
            let mut bytes = Vec::new();
            table.export(&query, format, Headings::Titles, &mut bytes, &Control::default()).unwrap();
            let again = Bench::new();
            let second = page(&open(&again.try_ingest(&bytes, &options()).unwrap()), &query);
            prop_assert_eq!(&second.rows.len(), &first.rows.len());
            for (found, wanted) in second.rows.iter().flatten().zip(first.rows.iter().flatten()) {
                let json = matches!(format, Format::Json | Format::JsonLines);
                prop_assert!(same(found, wanted, json), "{format:?}: {found:?} {wanted:?}");
            }
        }
    }
}

/// A column of whole numbers or of nothing may come back as another type of number. The JSON reader is exact up to 15 digits
/// only.
fn same(a: &Cell, b: &Cell, json: bool) -> bool {
    match (a, b) {
        (Cell::Integer(a), Cell::Number(b)) | (Cell::Number(b), Cell::Integer(a)) => *a as f64 == *b,
        (Cell::Number(a), Cell::Number(b)) if json => (a - b).abs() <= a.abs() * 1e-14,
        _ => a == b,
    }
}
