use super::*;
use std::fmt::Write as _;

const SPELLINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog/mapping/spellings.tsv");

/// Columns: field, source, count, spelling as JSON, what it maps to. The last is what the test compares and a person reviews.
#[test]
fn every_spelling_of_the_real_catalogues_maps_as_reviewed() {
    let mappings = Mappings::shipped();
    let text = std::fs::read_to_string(SPELLINGS).expect("the list of spellings");
    let mut actual = String::with_capacity(text.len());
    for line in text.lines() {
        let mut columns = line.split('\t');
        let mut column = || columns.next().expect("five columns");
        let (field, source, count, json) = (column(), column(), column(), column());
        let spelling: String = serde_json::from_str(json).expect("a JSON text");
        let _ = writeln!(actual, "{field}\t{source}\t{count}\t{json}\t{}", mapped(mappings, field, &spelling));
    }
    crate::snapshot::compare(SPELLINGS, &actual);
}

fn mapped(mappings: &Mappings, field: &str, spelling: &str) -> String {
    match field {
        "open_type" => {
            let (rights, source) = mappings.access_rights(Some(spelling));
            format!("{} {}", rights.code(), source.code())
        }
        "theme" => {
            let themes = mappings.themes(Some(spelling));
            assert_eq!(themes.unknown, Vec::<String>::new(), "theme {spelling}");
            themes.value.iter().map(|t| t.code()).collect::<Vec<_>>().join(" ")
        }
        "frequency" => {
            let periodicity = mappings.periodicity(Some(spelling));
            assert_eq!(periodicity.unknown, Vec::<String>::new(), "frequency {spelling}");
            periodicity.value.code().to_owned()
        }
        "format" => {
            let formats = mappings.formats(&[spelling]);
            assert_eq!(formats.unknown, Vec::<String>::new(), "format {spelling}");
            let kind = mappings.data_type(None, &formats.value);
            formats.value.iter().map(|f| format!("{} {}", f.format.code(), kind.code())).collect()
        }
        other => panic!("unknown field {other}"),
    }
}

#[test]
fn what_nobody_said_is_restricted_and_assumed() {
    let mappings = Mappings::shipped();
    for nothing in
        [None, Some(""), Some("  "), Some("暂无"), Some("NULL"), Some("某政策"), Some("L1"), Some("业务协同")]
    {
        assert_eq!(
            mappings.access_rights(nothing),
            (AccessRights::Restricted, AccessRightsSource::Assumed),
            "{nothing:?}"
        );
    }
    assert!(mappings.says_nothing_of_access(Some("暂无")) && !mappings.says_nothing_of_access(Some("某政策")));
}

#[test]
fn order_decides_where_a_value_says_two_things() {
    let rights = |text| Mappings::shipped().access_rights(Some(text)).0;
    assert_eq!(rights("开放网站申请"), AccessRights::Restricted);
    assert_eq!(rights("经网站持有部门同意"), AccessRights::Restricted);
    assert_eq!(rights("部门间申请开放"), AccessRights::NonPublic);
    assert_eq!(rights("暂不开放"), AccessRights::NonPublic);
    assert_eq!(rights("无需申请，直接下载"), AccessRights::Public);
    assert_eq!(rights("有条件开放"), AccessRights::Restricted);
    assert_eq!(rights("无条件 开放"), AccessRights::Public);
}

#[test]
fn a_class_number_before_its_kind_is_left_out() {
    let formats = Mappings::shipped().formats(&["03", "0310"]).value;
    assert_eq!(formats, [StatedFormat { format: Format::Database, original: "0310".into() }]);
    let two = Mappings::shipped().formats(&["电子表格:xlsx", "数据库:greenplum", "XLSX"]).value;
    assert_eq!(two.iter().map(|f| f.format).collect::<Vec<_>>(), [Format::Xlsx, Format::Database]);
}

#[test]
fn a_stated_data_type_goes_before_what_formats_imply() {
    let mappings = Mappings::shipped();
    let xml = mappings.formats(&["xml", "csv"]).value;
    assert_eq!(mappings.data_type(None, &xml), DataType::Table);
    assert_eq!(mappings.data_type(Some("接口"), &xml), DataType::Service);
    assert_eq!(mappings.data_type(Some("暂无"), &[]), DataType::Unstated);
}

#[test]
fn unknown_values_are_reported_and_not_guessed() {
    let mappings = Mappings::shipped();
    assert_eq!(mappings.themes(Some("信用服务、月球")).unknown, ["月球"]);
    assert_eq!(mappings.themes(Some("信用服务、月球")).value, [Theme::CreditServices, Theme::Other]);
    assert_eq!(mappings.periodicity(Some("每逢闰年")).unknown, ["每逢闰年"]);
    assert_eq!(mappings.formats(&["qqq"]).unknown, ["qqq"]);
    assert_eq!(mappings.periodicity(Some("每 2 日")).value, AccrualPeriodicity::EveryTwoDays);
}

#[test]
fn wrong_mapping_files_are_refused_with_the_reason() {
    let with =
        |open_type| Mappings::parse(&MappingTexts { open_type, ..SHIPPED }).expect_err("must be refused").to_string();
    assert!(with("[[rule]]\ncode = \"SECRET\"\nequals = [\"x\"]").contains("unknown code SECRET"));
    assert!(with("[[rule]]\ncode = \"PUBLIC\"").contains("rule 1"));
    assert!(
        with("[[rule]]\ncode = \"PUBLIC\"\ncontains = [\" \"]").contains("rule 1"),
        "an empty pattern would fit everything"
    );
    assert!(with("rules = 1").starts_with("mapping open_type:"));
}
