use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const RECORDS: &str = include_str!("records.jsonl");

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a date")
}

fn scan(lines: &str) -> Scan {
    let mut scan = Scan::default();
    lines.lines().for_each(|line| scan.line(line));
    scan
}

fn context(scan: &Scan) -> Context<'_> {
    Context {
        mappings: Mappings::shipped(),
        regions: Regions::shipped(),
        scan,
        observed: None,
        today: day(2026, 11, 21),
        limits: Limits::default(),
    }
}

fn one(line: &str) -> Result<NormalisedRecord, Refusal> {
    NormalisedRecord::from_line(line, &context(&scan(line)))
}

/// A record with these fields besides portal and title.
fn record(fields: &str) -> NormalisedRecord {
    one(&format!(r#"{{"portal":"zhejiang_hangzhou","title":"公交站点",{fields}}}"#)).expect("a good record")
}

/// Real records, chosen for what is rough about them.
#[test]
fn r003_real_records_become_entries_as_reviewed() {
    let scan = scan(RECORDS);
    let mut actual = String::new();
    for line in RECORDS.lines() {
        let r = NormalisedRecord::from_line(line, &context(&scan)).expect("the fixture holds acceptable records");
        let codes = |list: Vec<&str>| if list.is_empty() { "-".to_owned() } else { list.join(" ") };
        let _ = writeln!(actual, "{} · {}", r.portal, r.title);
        let _ = writeln!(actual, "  key        {}", r.source_key.replace('\u{1f}', " ¦ "));
        let _ = writeln!(
            actual,
            "  publisher  {} {} {}{}",
            r.publisher.region,
            r.publisher.name,
            r.publisher.level.code(),
            if r.publisher.unattributed { " unattributed" } else { "" }
        );
        let _ = writeln!(
            actual,
            "  rights     {} {} · {}",
            r.access_rights.code(),
            r.access_rights_source.code(),
            r.conditions.as_deref().unwrap_or("-")
        );
        let _ = writeln!(actual, "  themes     {}", codes(r.themes.iter().map(|t| t.code()).collect()));
        let formats: Vec<String> = r.formats.iter().map(|f| format!("{}({})", f.format.code(), f.original)).collect();
        let _ = writeln!(
            actual,
            "  formats    {} · {}",
            codes(formats.iter().map(String::as_str).collect()),
            r.data_type.code()
        );
        let _ = writeln!(
            actual,
            "  frequency  {} ({})",
            r.accrual_periodicity.code(),
            r.periodicity_original.as_deref().unwrap_or("-")
        );
        let _ = writeln!(
            actual,
            "  dates      issued {:?} updated {:?} observed {:?} rows {:?}",
            r.issued, r.updated, r.observed, r.stated_rows
        );
        let _ =
            writeln!(actual, "  text       {}", r.description.chars().take(40).collect::<String>().replace('\n', "⏎"));
        let _ = writeln!(actual, "  tags       {}", codes(r.tags.iter().map(String::as_str).collect()));
        let _ = writeln!(actual, "  warnings   {}", codes(r.warnings.iter().map(Warning::code).collect()));
    }
    crate::snapshot::compare(concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog/record/records.expected.txt"), &actual);
}

#[test]
fn what_cannot_be_an_entry_is_refused_with_the_reason() {
    let refused = |line: &str| one(line).expect_err("must be refused").code();
    assert_eq!(refused("{"), "not-a-record");
    assert_eq!(refused("[]"), "not-a-record");
    assert_eq!(refused(""), "not-a-record");
    assert_eq!(refused(r#"{"title":"甲"}"#), "no-portal");
    for title in [r#""""#, "null", r#"" \r\n""#, r#""暂无""#, r#""<br/>""#] {
        assert_eq!(refused(&format!(r#"{{"portal":"p","title":{title}}}"#)), "no-title", "{title}");
    }
    let long = format!(r#"{{"portal":"p","title":"{}"}}"#, "长".repeat(301));
    assert_eq!(one(&long), Err(Refusal::TooLong { field: "title".into(), limit: 300, found: 301 }));
    let huge = format!(r#"{{"portal":"p","title":"甲","description":"{}"}}"#, "长".repeat(1 << 20));
    assert!(matches!(one(&huge), Err(Refusal::TooLong { field, .. }) if field == "line"));
}

#[test]
fn bad_input_never_panics() {
    for line in [
        r#"{"portal":1,"title":2,"tags":3,"formats":{"a":1},"raw":[],"theme":4,"updated":[],"frequency":true}"#,
        "\u{feff}{\"portal\":\"p\",\"title\":\"a\\u0000b\\ud83d\\ude00\"}",
        r#"{"portal":"p","title":"a","landing_page":"é","organisation":"【","raw":{"所属区县":7,"数据量":"-1"}}"#,
        r#"{"portal":"zhejiang_quzhou","title":"a","organisation":"-","region":"x"}"#,
        r#"{"portal":"p","title":"\ud800"}"#,
    ] {
        let _ = one(line);
    }
}

#[test]
fn the_key_is_the_id_else_a_unique_page_else_the_name() {
    assert_eq!(record(r#""id":7,"landing_page":"https://a/1""#).source_key, "id\u{1f}7");
    assert_eq!(record(r#""landing_page":"https://a/1""#).source_key, "url\u{1f}https://a/1");
    let line =
        r#"{"portal":"zhejiang_hangzhou","title":"公交站点","organisation":"市交通局","landing_page":"https://a/"}"#;
    let twice = scan(&format!("{line}\n{line}"));
    let named = NormalisedRecord::from_line(line, &context(&twice)).expect("a good record");
    assert_eq!(named.source_key, "name\u{1f}杭州市交通局\u{1f}330100\u{1f}公交站点");
}

#[test]
fn dates_that_are_none_are_left_out_and_reported() {
    let r = record(r#""updated":"0000-00-00","issued":"2023-02-30""#);
    assert_eq!((r.updated, r.issued), (None, None));
    assert_eq!(r.warnings.iter().filter(|w| w.code() == "date-invalid").count(), 2);
    for good in ["2023-06-16", "2023/6/16", "2023年6月16日", "20230616", "2023-06-16 08:00:00", " 2023-06-16T08:00Z "]
    {
        assert_eq!(date(good), Some(day(2023, 6, 16)), "{good}");
    }
    for bad in ["", "2023", "2023-06", "16-06-2023", "0001-01-01", "明天", "99999999"] {
        assert_eq!(date(bad), None, "{bad}");
    }
}

#[test]
fn contacts_that_were_redacted_leave_no_trace() {
    let r = record(r#""raw":{"联系方式":"[redacted]","数据量":"1,204"}"#);
    assert_eq!((r.contact, r.stated_rows), (None, Some(1204)));
    assert!(!r.original.to_string().contains("redacted"));
    assert_eq!(record(r#""raw":{"联系电话":"0571-12345"}"#).contact.as_deref(), Some("0571-12345"));
}

#[test]
fn a_link_that_is_no_web_address_is_never_shown() {
    for bad in ["javascript:alert(1)", "ftp://a/b", "https://a b/c", "HTTPS://"] {
        let r = record(&format!(r#""landing_page":"{bad}""#));
        assert_eq!(r.landing_page, None, "{bad}");
        assert!(r.warnings.iter().any(|w| w.code() == "landing-page-invalid"));
    }
}

#[test]
fn conditions_keep_what_the_source_says_of_a_restriction() {
    assert_eq!(record(r#""open_type":"数源部门同意""#).conditions.as_deref(), Some("数源部门同意"));
    assert_eq!(record(r#""open_type":"业务协同""#).conditions.as_deref(), Some("业务协同"));
    for plain in ["受限开放", "暂无", "完全开放"] {
        assert_eq!(record(&format!(r#""open_type":"{plain}""#)).conditions, None, "{plain}");
    }
}

#[test]
fn r017_observed_is_the_latest_update_of_the_portal_or_what_the_operator_says() {
    let lines = "{\"portal\":\"p\",\"title\":\"甲\",\"updated\":\"2023-06-01\"}\n{\"portal\":\"p\",\"title\":\"乙\",\"updated\":\"2023-06-18\"}";
    let scan = scan(lines);
    let first = lines.lines().next().expect("two lines");
    let observed = |context: &Context<'_>| NormalisedRecord::from_line(first, context).expect("a good record").observed;
    assert_eq!(observed(&context(&scan)), Some(day(2023, 6, 18)));
    assert_eq!(observed(&Context { observed: Some(day(2023, 10, 1)), ..context(&scan) }), Some(day(2023, 10, 1)));
}

#[test]
fn a_record_becomes_a_listed_dataset() {
    let r = record(r#""organisation":"县数管局","raw":{"所属区县":"桐庐县"},"open_type":"禁止开放""#);
    let d = r.into_dataset(Uuid::nil(), "code".into(), Uuid::nil());
    assert_eq!(
        (d.region.as_str(), d.publication, d.access_rights),
        ("330122", Publication::Listed, AccessRights::NonPublic)
    );
}

/// Figures over a whole catalogue: `CATALOGUE=zhejiang.jsonl cargo test -p domain -- --ignored --nocapture figures`.
#[test]
#[ignore = "needs a whole catalogue file, named by CATALOGUE"]
fn figures_of_a_whole_catalogue() {
    let path = std::env::var("CATALOGUE").expect("CATALOGUE names a JSONL file");
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let started = std::time::Instant::now();
    let scan = scan(&text);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut keys: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut bodies = BTreeSet::new();
    for (at, line) in text.lines().enumerate() {
        match NormalisedRecord::from_line(line, &context(&scan)) {
            Ok(r) => {
                let rights = format!("rights {} {}", r.access_rights.code(), r.access_rights_source.code());
                *counts.entry(rights).or_default() += 1;
                for w in &r.warnings {
                    *counts.entry(format!("warning {}", w.code())).or_default() += 1;
                }
                for f in &r.formats {
                    *counts.entry(format!("format {}", f.format.code())).or_default() += 1;
                }
                *counts.entry(format!("type {}", r.data_type.code())).or_default() += 1;
                *counts.entry(format!("level {}", r.publisher.level.code())).or_default() += 1;
                if r.publisher.unattributed {
                    *counts.entry("unattributed".into()).or_default() += 1;
                }
                *keys.entry((r.portal.clone(), r.source_key.clone())).or_default() += 1;
                bodies.insert(r.publisher);
            }
            Err(refusal) => {
                println!("line {}: {refusal}", at + 1);
                *counts.entry(format!("refused {}", refusal.code())).or_default() += 1;
            }
        }
    }
    println!("{} lines in {:?}, {} keys, {} bodies", text.lines().count(), started.elapsed(), keys.len(), bodies.len());
    counts.iter().for_each(|(what, n)| println!("{n:>7} {what}"));
    if std::env::var_os("BODIES").is_some() {
        bodies.iter().for_each(|b| println!("body {} {} {:?}", b.region, b.name, b.level));
    }
}
