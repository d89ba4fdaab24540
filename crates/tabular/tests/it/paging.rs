//! pages, orders, conditions, search; the same answer as going through all rows by hand.

use crate::*;
use tabular::Limits;

/// Enough rows for several row groups: n, n % 97 as text with gaps, half of n, a day, whether even.
const ROWS: u64 = 70_000;

fn big() -> (Bench, Ingested) {
    use std::fmt::Write;
    let mut text = String::from("n,组别,半,日,偶\n");
    for n in 1..=ROWS {
        let group = if n % 10 == 0 { String::new() } else { format!("第{}组Ab", n % 97) };
        let half = n as f64 / 2.0;
        let _ = writeln!(text, "{n},{group},{half},2026-01-{:02},{}", n % 28 + 1, n % 2 == 0);
    }
    let bench = Bench::new();
    let ingested = bench.ingest(text.as_bytes());
    assert_eq!(dtypes(&ingested), ["integer", "text", "number", "date", "boolean"]);
    (bench, ingested)
}

fn numbers(page: &Page) -> Vec<u64> {
    page.row_numbers.clone()
}

fn expect(keep: impl Fn(u64) -> bool) -> Vec<u64> {
    (1..=ROWS).filter(|n| keep(*n)).collect()
}

#[test]
fn r007_pages_filters_and_orders_of_a_large_table() {
    let (_bench, ingested) = big();
    let table = open(&ingested);
    assert_eq!(table.rows(), ROWS);
    let query = |conditions: Vec<Condition>| TableQuery { conditions, offset: 40, limit: 25, ..TableQuery::default() };

    // Unfiltered, across a boundary of row groups, and beyond the end.
    let middle = page(&table, &TableQuery { offset: 65_530, limit: 12, ..TableQuery::default() });
    assert_eq!(numbers(&middle), (65_531..=65_542).collect::<Vec<_>>());
    assert_eq!(middle.rows[0][0], Cell::Integer(65_531));
    assert_eq!(middle.total, ROWS);
    let beyond = page(&table, &TableQuery { offset: u64::MAX, limit: 12, ..TableQuery::default() });
    assert_eq!((beyond.rows.len(), beyond.total), (0, ROWS));

    let group = |n: u64| (!n.is_multiple_of(10)).then(|| format!("第{}组Ab", n % 97));
    type Keep = Box<dyn Fn(u64) -> bool>;
    let cases: Vec<(Condition, Keep)> = vec![
        (condition("n", Operator::Gt, &["69000.5"]), Box::new(|n| n > 69_000)),
        (condition("n", Operator::Le, &["1,234"]), Box::new(|n| n <= 1_234)),
        (condition("半", Operator::Eq, &["30000.5"]), Box::new(|n| n == 60_001)),
        (condition("组别", Operator::Eq, &["第5组Ab"]), Box::new(move |n| group(n).as_deref() == Some("第5组Ab"))),
        (condition("组别", Operator::Ne, &["第5组Ab"]), Box::new(move |n| group(n).as_deref() != Some("第5组Ab"))),
        (
            condition("组别", Operator::Contains, &["6组aB"]),
            Box::new(move |n| group(n).is_some_and(|g| g.contains("6组Ab"))),
        ),
        (
            condition("组别", Operator::Contains, &["第6组"]),
            Box::new(move |n| group(n).is_some_and(|g| g.contains("第6组"))),
        ),
        (
            condition("组别", Operator::NotContains, &["6"]),
            Box::new(move |n| !group(n).is_some_and(|g| g.contains('6'))),
        ),
        (
            condition("组别", Operator::StartsWith, &["第9"]),
            Box::new(move |n| group(n).is_some_and(|g| g.starts_with("第9"))),
        ),
        (
            condition("组别", Operator::In, &["第1组Ab", "第2组Ab", "没有"]),
            Box::new(move |n| group(n).is_some_and(|g| g == "第1组Ab" || g == "第2组Ab")),
        ),
        (condition("组别", Operator::IsNull, &[]), Box::new(|n| n % 10 == 0)),
        (condition("组别", Operator::NotNull, &[]), Box::new(|n| n % 10 != 0)),
        (condition("日", Operator::Ge, &["2026年1月28日"]), Box::new(|n| n % 28 + 1 >= 28)),
        (condition("日", Operator::Lt, &["2026/1/2"]), Box::new(|n| n % 28 + 1 < 2)),
        (condition("偶", Operator::Eq, &["true"]), Box::new(|n| n % 2 == 0)),
    ];
    for (condition, keep) in cases {
        let wanted = expect(keep);
        let found = page(&table, &query(vec![condition.clone()]));
        assert_eq!(found.total, wanted.len() as u64, "{condition:?}");
        let slice: Vec<u64> = wanted.iter().skip(40).take(25).copied().collect();
        assert_eq!(numbers(&found), slice, "{condition:?}");
        for (row, number) in found.rows.iter().zip(&slice) {
            assert_eq!(row[0], Cell::Integer(*number as i64), "{condition:?}");
        }
    }

    // Order: by group descending, then number ascending; empty groups last; ties in the order of the file.
    let sorted = TableQuery {
        sort: vec![("组别".into(), true)],
        conditions: vec![condition("n", Operator::Gt, &["100"])],
        offset: 30,
        limit: 50,
        ..TableQuery::default()
    };
    let mut wanted: Vec<u64> = expect(|n| n > 100);
    wanted.sort_by(|a, b| match (group(*a), group(*b)) {
        (Some(x), Some(y)) => y.cmp(&x),
        (x, y) => y.is_some().cmp(&x.is_some()),
    });
    let found = page(&table, &sorted);
    assert_eq!(numbers(&found), wanted[30..80]);
    assert_eq!(found.total, wanted.len() as u64);
    let last = page(&table, &TableQuery { offset: wanted.len() as u64 - 3, ..sorted });
    assert_eq!(numbers(&last), wanted[wanted.len() - 3..]);

    let search = TableQuery { search: Some(" 96组ab ".into()), limit: 5, ..TableQuery::default() };
    assert_eq!(page(&table, &search).total, expect(|n| n % 97 == 96 && n % 10 != 0).len() as u64);
}

#[test]
fn rows_by_number() {
    let bench = Bench::new();
    let table = open(&bench.ingest("a,b\nx,1\ny,2\n".as_bytes()));
    assert_eq!(table.row(2).unwrap(), [Cell::Text("y".into()), Cell::Integer(2)]);
    for number in [0, 3, u64::MAX] {
        assert_eq!(table.row(number).unwrap_err().code(), "no-such-row");
    }
}

#[test]
fn projection_keeps_the_order_asked_for() {
    let bench = Bench::new();
    let table = open(&bench.ingest("a,b,c\nx,1,2026-01-02\n".as_bytes()));
    let query = TableQuery { columns: Some(vec!["c".into(), "a".into(), "c".into()]), ..all() };
    let found = page(&table, &query);
    assert_eq!(found.columns, ["c", "a"]);
    assert_eq!(texts(&found), [["2026-01-02", "x"]]);
    let none = TableQuery { columns: Some(vec![]), ..all() };
    assert_eq!(page(&table, &none).rows, [Vec::<Cell>::new()]);
}

#[test]
fn queries_that_make_no_sense_are_told_so() {
    let bench = Bench::new();
    let table = open(&bench.ingest("t,n,d,b\nx,1,2026-01-02,true\n".as_bytes()));
    let code = |condition: Condition| {
        let query = TableQuery { conditions: vec![condition], ..all() };
        table.page(&query, &Control::default()).unwrap_err().code()
    };
    assert_eq!(code(condition("n", Operator::Eq, &["many"])), "bad-value");
    assert_eq!(code(condition("d", Operator::Ge, &["2026-02-30"])), "bad-value");
    assert_eq!(code(condition("b", Operator::Eq, &["maybe"])), "bad-value");
    assert_eq!(code(condition("n", Operator::Contains, &["1"])), "operator-not-applicable");
    assert_eq!(code(condition("b", Operator::Gt, &["true"])), "operator-not-applicable");
    assert_eq!(code(condition("n", Operator::Eq, &[])), "value-count");
    assert_eq!(code(condition("n", Operator::IsNull, &["1"])), "value-count");
    assert_eq!(code(condition("t", Operator::In, &[])), "value-count");
    assert_eq!(code(condition("t", Operator::Eq, &[&"x".repeat(2_000)])), "query-too-large");
    let many: Vec<&str> = vec!["x"; 1_001];
    assert_eq!(code(condition("t", Operator::In, &many)), "query-too-large");
    assert_eq!(code(condition("#row", Operator::Eq, &["1"])), "unknown-column");
    assert_eq!("like".parse::<Operator>().unwrap_err().code(), "unknown-operator");
    let wide = TableQuery { limit: 1_000_000, ..TableQuery::default() };
    assert_eq!(table.page(&wide, &Control::default()).unwrap_err().code(), "query-too-large");
}

#[test]
fn a_thousand_values_and_pattern_characters_are_harmless() {
    let bench = Bench::new();
    let table = open(&bench.ingest("t,n\na.c(1,1\nabc(1,2\n".as_bytes()));
    let values: Vec<String> = (1..=1_000).map(|n| n.to_string()).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let query = TableQuery { conditions: vec![condition("n", Operator::In, &values)], ..all() };
    assert_eq!(page(&table, &query).total, 2);
    let query = TableQuery { search: Some("A.C(".into()), ..all() };
    assert_eq!(page(&table, &query).total, 1);
}

#[test]
fn what_costs_too_much_is_refused_before_it_begins() {
    let bench = Bench::new();
    let text: String = (0..2_000).map(|n| format!("{n},{}\n", "长".repeat(50))).collect();
    let ingested = bench.ingest(format!("n,t\n{text}").as_bytes());
    let limits = QueryLimits { sort_bytes: 10_000, ..QueryLimits::default() };
    let table = Table::open::<&str>(&ingested.parquet, &ingested.columns, &[], limits).unwrap();
    let sorted = TableQuery { sort: vec![("n".into(), false)], limit: 10, ..TableQuery::default() };
    let cost = table.estimate(&sorted).unwrap();
    assert!(cost.sort_bytes > 10_000 && cost.rows == 2_000);
    assert_eq!(table.page(&sorted, &Control::default()).unwrap_err().code(), "too-costly");
    let plain = TableQuery { limit: 10, ..TableQuery::default() };
    assert_eq!(table.estimate(&plain).unwrap().rows, 10);
    assert_eq!(page(&table, &plain).rows.len(), 10);
    let _ = Limits::default();
}

#[test]
fn integers_json_readers_would_round_are_texts_there() {
    let exact = serde_json::to_string(&[
        Cell::Integer(9_007_199_254_740_991),
        Cell::Integer(9_007_199_254_740_993),
        Cell::Number(0.1),
        Cell::Null,
    ]);
    assert_eq!(exact.unwrap(), "[9007199254740991,\"9007199254740993\",0.1,null]");
}
