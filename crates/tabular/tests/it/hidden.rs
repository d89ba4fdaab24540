//! a flagged column is absent everywhere, and nothing tells it from a column that never was.

use crate::*;
use tabular::{CsvEncoding, Format, Headings};

fn table() -> (Bench, Table) {
    let bench = Bench::new();
    let text = "姓名,身份证号,街道\n张三,330102199001011234,西湖\n李四,330102199002021234,上城\n";
    let ingested = bench.ingest(text.as_bytes());
    let table = open_hiding(&ingested, &["身份证号"]);
    (bench, table)
}

fn unknown(result: Result<Page, Error>) -> String {
    match result {
        Err(Error::UnknownColumn { column }) => column,
        other => panic!("{other:?}"),
    }
}

#[test]
fn r009_hidden_columns_are_unknown_in_every_part_of_a_query() {
    let (_bench, table) = table();
    assert_eq!(table.columns().len(), 2);
    let control = Control::default();
    let shown = page(&table, &all());
    assert_eq!(shown.columns, ["姓名", "街道"]);
    assert!(!format!("{shown:?}").contains("330102"));
    assert_eq!(table.row(1).unwrap().len(), 2);

    for name in ["身份证号", "从来没有"] {
        let columns = TableQuery { columns: Some(vec!["姓名".into(), name.into()]), ..all() };
        assert_eq!(unknown(table.page(&columns, &control)), name);
        for op in Operator::ALL {
            let values: &[&str] = match op {
                Operator::IsNull | Operator::NotNull => &[],
                _ => &["330102199001011234"],
            };
            let filtered = TableQuery { conditions: vec![condition(name, op, values)], ..all() };
            assert_eq!(unknown(table.page(&filtered, &control)), name);
        }
        let sorted = TableQuery { sort: vec![(name.into(), true)], ..all() };
        assert_eq!(unknown(table.page(&sorted, &control)), name);
        assert!(matches!(table.estimate(&sorted), Err(Error::UnknownColumn { .. })));
    }
}

#[test]
fn r009_search_does_not_look_into_hidden_columns() {
    let (_bench, table) = table();
    let search = |words: &str| TableQuery { search: Some(words.into()), ..all() };
    assert_eq!(page(&table, &search("330102")).total, 0);
    assert_eq!(page(&table, &search("张三")).total, 1);
}

#[test]
fn r009_no_export_holds_a_hidden_column() {
    let (_bench, table) = table();
    for format in [
        Format::Csv(CsvEncoding::Utf8),
        Format::Csv(CsvEncoding::Gb18030),
        Format::Json,
        Format::JsonLines,
        Format::Parquet,
        Format::Xlsx,
    ] {
        let mut bytes = Vec::new();
        let done = table.export(&all(), format, Headings::Names, &mut bytes, &Control::default()).unwrap();
        assert_eq!(done.rows, 2);
        let again = Bench::new();
        match format {
            Format::Parquet => {
                let path = again.file("view.parquet", &bytes);
                let refused = Table::open::<&str>(&path, &[], &[], QueryLimits::default());
                assert!(matches!(refused, Err(Error::SchemaMismatch { .. })));
                assert!(!contains(&bytes, "身份证号".as_bytes()));
                let opened = Table::open::<&str>(&path, table.columns(), &[], QueryLimits::default());
                assert_eq!(page(&opened.unwrap(), &all()).rows.len(), 2);
            }
            _ => {
                let ingested = again.ingest(&bytes);
                assert_eq!(titles(&ingested), ["姓名", "街道"], "{format:?}");
            }
        }
        let asked = TableQuery { columns: Some(vec!["身份证号".into()]), ..all() };
        let refused = table.export(&asked, format, Headings::Names, Vec::new(), &Control::default());
        assert_eq!(refused.unwrap_err().code(), "unknown-column");
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
