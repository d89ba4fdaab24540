//! Datasets, tables and texts of law as the tests of their pages need them.
use super::testing::*;
use super::tests::EVIL;
use chrono::{TimeZone, Utc};
use contract::datasets::*;
use contract::law::{ArticleView, LawRow, LawView};
use contract::tables::{Cell, ColumnView, RowView, TablePage};
use contract::{BodyRef, ErrorCode};
use domain::locale::Locale;

pub(super) const ADDRESSES: [&str; 22] = [
    "/data/8K3M2QAAAA",
    "/data/8K3M2QAAAA/table",
    "/data/8K3M2QAAAA/table?f=district.eq.%E8%A5%BF%E6%B9%96%E5%8C%BA&sort=-spaces&cols=name,spaces&per_page=25",
    "/data/8K3M2QAAAA/table?view=cards&search=%E8%A5%BF%E6%B9%96",
    "/data/8K3M2QAAAA/table?table=t2&f=nonsense",
    "/data/8K3M2QAAAA/rows/2",
    "/data/8K3M2QAAAA/fields",
    "/data/8K3M2QAAAA/files",
    "/data/8K3M2QAAAA/versions",
    "/law",
    "/law/zj22",
    "/help",
    "/help/search",
    "/help/download",
    "/help/quality",
    "/help/citation",
    "/help/errors",
    "/help/contact",
    "/developers",
    "/accessibility",
    "/sitemap",
    "/data/8K3M2QAAAA/table?per_page=200",
];

pub(super) fn file(slot: &str, format: &str, url: Option<&str>) -> FileView {
    FileView {
        slot: slot.into(),
        title: "城市公共停车场信息".into(),
        format: coded(format, format),
        url: url.map(str::to_owned),
        file_name: Some(format!("城市公共停车场信息_v3.{}", format.to_lowercase())),
        bytes: (slot == "csv" || slot == "original").then_some(12_400_000),
        rows: Some(1204),
        encoding: (format == "CSV").then(|| "UTF-8".into()),
        sha256: (slot == "csv").then(|| "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into()),
        why_not: None,
        external_host: None,
    }
}

pub(super) fn item(title: &str, name: &str) -> ItemView {
    ItemView {
        title: title.into(),
        name: name.into(),
        data_type: Some("字符型".into()),
        description: Some("停车场的登记名称".into()),
        unit: None,
        masked: false,
        sensitivity: vec![],
        missing: Some(0.021),
    }
}

/// A dataset like the real ones.
pub(super) fn dataset() -> DatasetView {
    let names = [
        ("停车场名称", "name"),
        ("行政区", "district"),
        ("泊位总数", "spaces"),
        ("联系电话", "phone"),
        ("经度", "lon"),
        ("纬度", "lat"),
        ("开放时间", "hours"),
        ("收费标准", "fee"),
        ("是否充电", "charging"),
        ("备注", "note"),
    ];
    let mut items: Vec<_> = names.iter().map(|(title, name)| item(title, name)).collect();
    items[2].unit = Some("个".into());
    items[3].masked = true;
    items[3].sensitivity = vec![coded("PERSONAL_INFO", "个人信息")];
    items[9].description = None;
    let checks = ["description", "items", "on-time", "open-format", "machine-readable", "available", "provenance"];
    DatasetView {
        card: card("8K3M2QAAAA", "城市公共停车场信息"),
        title_en: None,
        description: "全省城市公共停车场的名称、位置、泊位总数和开放时间。由各市每月汇总。".into(),
        tags: vec!["停车".into(), "交通".into()],
        level: coded("PROVINCE", "省级"),
        region: coded("330000", "浙江省"),
        items,
        withheld_items: 0,
        conditions: None,
        contact: Some("0571-12345678".into()),
        licence: Some("注明来源即可".into()),
        landing_page: None,
        source_name: None,
        data: DataAccess::Open,
        files: vec![
            file("original", "XLSX", Some("/download/8K3M2QAAAA/original/0")),
            file("csv", "CSV", Some("/download/8K3M2QAAAA/t1.csv")),
            file("csv;encoding=utf-8-bom", "CSV", Some("/download/8K3M2QAAAA/t1.csv?encoding=utf-8-bom")),
            file("json", "JSON", Some("/download/8K3M2QAAAA/t1.json")),
            file("parquet", "Parquet", Some("/download/8K3M2QAAAA/t1.parquet")),
        ],
        tables: vec![
            TableRef { code: "t1".into(), title: "停车场".into(), rows: 1204, columns: 10 },
            TableRef { code: "t2".into(), title: "收费".into(), rows: 40, columns: 3 },
        ],
        versions: vec![
            version(3, "更正 1 处泊位数", Some("XH-20260929-0012"), Some(1204)),
            version(2, "新增两市", None, Some(1180)),
            version(1, "", None, None),
        ],
        quality: checks
            .iter()
            .map(|code| QualityCheck { code: (*code).into(), passed: *code != "items", text: format!("检查 {code}") })
            .collect(),
        citation: "数据来源：浙江公共数据开放平台，省交通运输厅《城市公共停车场信息》，2026年9月28日版本".into(),
        original: vec![("dataOpenType".into(), "完全开放".into())],
        changed: Utc.with_ymd_and_hms(2026, 9, 29, 2, 0, 0).single().expect("an instant"),
    }
}

pub(super) fn version(number: i64, note: &str, case: Option<&str>, rows: Option<u64>) -> VersionView {
    VersionView {
        number,
        issued: Utc
            .with_ymd_and_hms(2026, 6 + u32::try_from(number).expect("small"), 28, 2, 0, 0)
            .single()
            .expect("an instant"),
        note: note.into(),
        case: case.map(str::to_owned),
        rows,
        files: vec![file("original", "XLSX", Some("/download/8K3M2QAAAA/original/0"))],
    }
}

pub(super) fn column(name: &str, title: &str, dtype: &str) -> ColumnView {
    ColumnView {
        name: name.into(),
        title: title.into(),
        dtype: dtype.into(),
        masked: name == "phone",
        nulls: 3,
        distinct: None,
        min: None,
        max: None,
    }
}

pub(super) fn columns() -> Vec<ColumnView> {
    vec![
        column("name", "停车场名称", "text"),
        column("district", "行政区", "text"),
        column("spaces", "泊位总数", "integer"),
        column("phone", "联系电话", "text"),
        column("charging", "是否充电", "boolean"),
        column("site", "网址", "text"),
    ]
}

pub(super) fn cells(n: u64) -> Vec<Cell> {
    vec![
        Cell::Text(format!("西湖大道停车场{n}")),
        Cell::Text("西湖区".into()),
        if n == 2 { Cell::Null } else { Cell::Integer(9_007_199_254_740_993) },
        Cell::Text("138****0000".into()),
        Cell::Bool(true),
        Cell::Text("https://park.example.cn/1".into()),
    ]
}

pub(super) fn table() -> TablePage {
    TablePage {
        dataset: "8K3M2QAAAA".into(),
        dataset_title: "城市公共停车场信息".into(),
        publisher: BodyRef { code: "b1t0000001".into(), name: "省交通运输厅".into() },
        access_rights: coded("PUBLIC", "无条件开放"),
        table: "t1".into(),
        title: "停车场".into(),
        version: 3,
        tables: dataset().tables,
        columns: columns(),
        shown: columns().into_iter().map(|column| column.name).collect(),
        rows: (1..=10).map(cells).collect(),
        row_numbers: (1..=10).collect(),
        all: 1204,
        total: 214,
        offset: 0,
        took_ms: 61.0,
    }
}

pub(super) fn law() -> LawView {
    let article = |number: u32, official: Option<&str>| ArticleView {
        number,
        heading: format!("第 {number} 条"),
        summary: "规定公共数据应当按目录开放。".into(),
        official: official.map(str::to_owned),
    };
    let row = LawRow {
        code: "zj22".into(),
        title: "浙江省公共数据条例".into(),
        status: "现行".into(),
        note: Some("由省人大制定。".into()),
        articles: 2,
    };
    LawView { row, articles: vec![article(28, None), article(44, Some("公共数据开放主体……"))] }
}

pub(super) fn full() -> Fake {
    let row = RowView {
        dataset: "8K3M2QAAAA".into(),
        dataset_title: "城市公共停车场信息".into(),
        table: "t1".into(),
        version: 3,
        number: 2,
        all: 1204,
        columns: columns(),
        cells: cells(2),
    };
    Fake { dataset: Some(dataset()), table: Some(table()), row: Some(row), laws: vec![law()], ..Fake::default() }
}

pub(super) fn restricted() -> Fake {
    let mut fake = full();
    let view = fake.dataset.as_mut().expect("a dataset");
    view.data = DataAccess::ApplicationNeeded;
    view.card.access_rights = coded("RESTRICTED", "受限开放");
    view.conditions = Some("在省内登记的企业，用于停车服务。".into());
    view.landing_page = Some("https://data.zjzwfw.example.cn/1".into());
    (view.files, view.tables) = (vec![], vec![]);
    for version in &mut view.versions {
        version.files.clear();
    }
    fake.table_refuses = Some(ErrorCode::ApplicationNeeded);
    fake
}

pub(super) fn suspended() -> Fake {
    let mut fake = full();
    let view = fake.dataset.as_mut().expect("a dataset");
    view.data = DataAccess::Suspended;
    let since = Utc.with_ymd_and_hms(2026, 10, 7, 8, 20, 0).single().expect("an instant");
    view.card.suspended = Some(SuspensionView { since, reason: coded("RIGHTS_VERIFICATION", "权益核实中") });
    fake
}

pub(super) fn external() -> Fake {
    let mut fake = full();
    let view = fake.dataset.as_mut().expect("a dataset");
    view.data = DataAccess::External;
    let mut one = file("external", "JSON", Some("https://data.zjzwfw.example.cn/1"));
    (one.external_host, one.file_name, one.bytes, one.rows) = (Some("data.zjzwfw.example.cn".into()), None, None, None);
    view.files = vec![one];
    view.card.freshness.observed = Some(date(2023, 8, 1));
    view.landing_page = Some("https://data.zjzwfw.example.cn/1".into());
    (view.tables, view.versions, view.items) = (vec![], vec![], vec![]);
    fake
}

pub(super) fn withheld() -> Fake {
    let mut fake = full();
    let view = fake.dataset.as_mut().expect("a dataset");
    view.withheld_items = 2;
    view.files[0].url = None;
    view.files[0].sha256 = None;
    view.files[0].why_not = Some("原文件含有未经处理的敏感数据项，不提供。".into());
    fake
}

pub(super) fn hostile() -> Fake {
    let mut fake = full();
    let view = fake.dataset.as_mut().expect("a dataset");
    view.card.title = EVIL.into();
    view.description = EVIL.into();
    view.card.publisher.name = EVIL.into();
    view.tags = vec![EVIL.into()];
    view.items[0].title = EVIL.into();
    view.items[0].name = EVIL.into();
    view.items[0].description = Some(EVIL.into());
    view.contact = Some(EVIL.into());
    view.licence = Some(EVIL.into());
    view.citation = EVIL.into();
    view.landing_page = Some("javascript:alert(1)".into());
    view.original = vec![(EVIL.into(), EVIL.into())];
    view.versions[0].note = EVIL.into();
    view.versions[0].case = Some(EVIL.into());
    view.files[0].title = EVIL.into();
    let table = fake.table.as_mut().expect("a table");
    table.rows[0][0] = Cell::Text("</script><img onerror=alert(1)>".into());
    table.rows[0][5] = Cell::Text("https://x.example/\"><img onerror=alert(1)>".into());
    table.columns[0].title = EVIL.into();
    table.dataset_title = EVIL.into();
    table.title = EVIL.into();
    let row = fake.row.as_mut().expect("a row");
    row.cells[0] = Cell::Text("</script><img onerror=alert(1)>".into());
    row.dataset_title = EVIL.into();
    fake.laws[0].row.title = EVIL.into();
    fake.laws[0].articles[0].summary = EVIL.into();
    fake
}

pub(super) fn zh(fake: &Fake, address: &str) -> String {
    open(fake, Locale::ZhCn, address).html()
}
