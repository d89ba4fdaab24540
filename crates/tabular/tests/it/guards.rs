//! rows outside of a guard exist nowhere, and marks stand in the metadata of what leaves.

use crate::*;
use tabular::{CsvEncoding, Format, Guard, Headings};

const ROWS: &str = "lot,day,region_code,free\n甲,2026-01-05,330106,12\n乙,2025-12-31,330106,3\n丙,2026-03-02,330212,9\n丁,,330106,7\n戊,2026-12-31,,5\n己,2026-12-31,330100,4\n";

fn guarded() -> (Bench, Table) {
    let bench = Bench::new();
    let ingested = bench.ingest(ROWS.as_bytes());
    // 2026-01-01 and 2026-12-31 as days since 1970.
    let days = Guard::Days { column: "day".into(), from: Some(20_454), to: Some(20_818) };
    let regions = Guard::Begins { column: "region_code".into(), with: vec!["3301".into()] };
    let table = open_hiding(&ingested, &["day", "region_code"]).guarded(vec![days, regions]).unwrap();
    (bench, table)
}

#[test]
fn r088_rows_outside_of_a_guard_are_in_no_page_and_no_count() {
    let (_bench, table) = guarded();
    let shown = page(&table, &all());
    assert_eq!((shown.total, shown.columns), (2, vec!["lot".to_owned(), "free".to_owned()]));
    assert_eq!(
        format!("{:?}", shown.rows).matches('甲').count() + format!("{:?}", shown.rows).matches('己').count(),
        2
    );
    let sorted = page(&table, &TableQuery { sort: vec![("free".into(), true)], ..all() });
    assert_eq!((sorted.total, sorted.rows.len()), (2, 2));
    let asked = page(&table, &TableQuery { conditions: vec![condition("lot", Operator::Eq, &["乙"])], ..all() });
    assert_eq!(asked.total, 0, "a reader's own condition does not open it");
    assert_eq!(page(&table, &TableQuery { search: Some("丙".into()), ..all() }).total, 0);
    assert!(matches!(table.row(1), Err(Error::NoSuchRow { .. })));
    let unknown = table.clone().guarded(vec![Guard::Begins { column: "no".into(), with: vec![] }]);
    assert!(matches!(unknown, Err(Error::UnknownColumn { .. })));
    let nothing = table.clone().guarded(vec![Guard::Begins { column: "lot".into(), with: vec![] }]).unwrap();
    assert_eq!(page(&nothing, &all()).total, 0, "no beginning is met by nothing");
}

#[test]
fn r088_r090_files_hold_the_guarded_rows_alone_and_carry_their_marks() {
    let (_bench, table) = guarded();
    let marks = [("agreement".to_owned(), "XY-20261021-0001".to_owned())];
    for format in [Format::Csv(CsvEncoding::Utf8), Format::Json, Format::JsonLines, Format::Parquet, Format::Xlsx] {
        let mut bytes = Vec::new();
        let done = table.export_marked(&all(), format, Headings::Titles, &marks, &mut bytes, &Control::default());
        assert_eq!(done.unwrap().rows, 2, "{format:?}");
        let text = String::from_utf8_lossy(&bytes);
        match format {
            Format::Parquet => assert!(text.contains("XY-20261021-0001"), "key-value metadata"),
            Format::Xlsx => {}
            _ => assert!(text.contains('甲') && text.contains('己') && !text.contains('乙') && !text.contains('丙')),
        }
    }
}
