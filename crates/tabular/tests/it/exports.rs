//! machine-readable formats of whole tables and of views.

use crate::*;
use tabular::{CsvEncoding, Exported, Format, Headings};

const TEXT: &str = "名称,数值,日期,时刻\n=1+1,1.5,2026-01-02,2026-01-02 03:04:05\n\"甲,乙\",,2026-01-03,2026-01-02 03:04:06\n丙𠮷,300000,,\n";

fn export(table: &Table, query: &TableQuery, format: Format) -> (Vec<u8>, Exported) {
    let mut bytes = Vec::new();
    let done = table.export(query, format, Headings::Titles, &mut bytes, &Control::default()).unwrap();
    (bytes, done)
}

#[test]
fn r011_csv_json_lines() {
    let bench = Bench::new();
    let table = open(&bench.ingest(TEXT.as_bytes()));
    let (csv, done) = export(&table, &all(), Format::Csv(CsvEncoding::Utf8));
    assert_eq!(
        String::from_utf8(csv.clone()).unwrap(),
        TEXT.replace('\n', "\r\n"),
        "what came in that form goes out in that form"
    );
    assert_eq!((done.rows, done.formula_like, done.unmappable), (3, 1, 0));
    let (marked, _) = export(&table, &all(), Format::Csv(CsvEncoding::Utf8Bom));
    assert_eq!(marked, [b"\xef\xbb\xbf", &csv[..]].concat());
    let (gb, _) = export(&table, &all(), Format::Csv(CsvEncoding::Gb18030));
    assert_eq!(encoding_rs::GB18030.decode(&gb).0.as_bytes(), csv);

    let (json, _) = export(&table, &all(), Format::Json);
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&json).unwrap();
    assert_eq!(rows[0]["时刻"], "2026-01-02T03:04:05");
    assert_eq!(rows[1]["数值"], serde_json::Value::Null);
    assert_eq!(rows[2]["名称"], "丙𠮷");
    let (lines, _) = export(&table, &all(), Format::JsonLines);
    let again: Vec<serde_json::Value> = lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(again, rows);
}

#[test]
fn r011_views_ordered_and_filtered() {
    let bench = Bench::new();
    let table = open(&bench.ingest(TEXT.as_bytes()));
    let view = TableQuery {
        columns: Some(vec!["数值".into()]),
        conditions: vec![condition("数值", Operator::NotNull, &[])],
        sort: vec![("名称".into(), true)],
        offset: 1,
        limit: 1,
        ..TableQuery::default()
    };
    let (csv, done) = export(&table, &view, Format::Csv(CsvEncoding::Utf8));
    assert_eq!(csv, "数值\r\n300000\r\n1.5\r\n".as_bytes());
    assert_eq!(done.rows, 2);
    let filtered = TableQuery { sort: vec![], ..view };
    let (csv, _) = export(&table, &filtered, Format::Csv(CsvEncoding::Utf8));
    assert_eq!(csv, "数值\r\n1.5\r\n300000\r\n".as_bytes());
}

#[test]
fn r011_every_format_reads_back() {
    let bench = Bench::new();
    let ingested = bench.ingest(TEXT.as_bytes());
    let table = open(&ingested);
    let wanted = page(&table, &all());
    for format in [Format::Json, Format::JsonLines, Format::Xlsx, Format::Csv(CsvEncoding::Gb18030)] {
        let again = Bench::new();
        let (bytes, _) = export(&table, &all(), format);
        assert_eq!(page(&open(&again.ingest(&bytes)), &all()), wanted, "{format:?}");
    }
    let again = Bench::new();
    let (bytes, _) = export(&table, &all(), Format::Parquet);
    let path = again.file("view.parquet", &bytes);
    let opened = Table::open::<&str>(&path, &ingested.columns, &[], QueryLimits::default()).unwrap();
    assert_eq!(page(&opened, &all()), wanted);
}

#[test]
fn an_empty_table_in_every_format() {
    let bench = Bench::new();
    let table = open(&bench.ingest("a,b\n".as_bytes()));
    assert_eq!(export(&table, &all(), Format::Csv(CsvEncoding::Utf8)).0, b"a,b\r\n");
    assert_eq!(export(&table, &all(), Format::Json).0, b"[\n]\n");
    assert_eq!(export(&table, &all(), Format::JsonLines).0, b"");
    for format in [Format::Parquet, Format::Xlsx] {
        assert_eq!(export(&table, &all(), format).1.rows, 0);
    }
}

#[test]
fn exports_stop_when_asked() {
    let bench = Bench::new();
    let table = open(&bench.ingest(TEXT.as_bytes()));
    let control = Control::default();
    control.cancel();
    let error = table.export(&all(), Format::Json, Headings::Titles, Vec::new(), &control);
    assert_eq!(error.unwrap_err().code(), "cancelled");
}

#[test]
fn r005_a_data_dictionary() {
    let mut bytes = Vec::new();
    let rows = [["字段", "说明"], ["a", "一,二"], ["b", ""]].map(|row| row.map(str::to_owned).to_vec());
    tabular::write_csv(&mut bytes, CsvEncoding::Utf8Bom, rows).unwrap();
    assert_eq!(bytes, "\u{feff}字段,说明\r\na,\"一,二\"\r\nb,\r\n".as_bytes());
}
