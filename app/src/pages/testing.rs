//! For the tests of pages: ports that answer from memory, and a reader who opens an address and looks at the HTML.
pub mod accounts;
mod agreements;
mod applications;
mod audit;
mod cases;
pub mod deliveries;
mod directory;
mod notices;
mod opening;
mod oversight;
mod regulation;
mod statistics;

pub use cases::PASS;

use crate::page::{Ending, IslandFiles, Page, PageCtx, Params, Ports, Prefs, SiteAssets};
use async_trait::async_trait;
use chrono::{NaiveDate, TimeZone, Utc};
use contract::bodies::{Bodies, PublisherPage, PublisherQuery, PublisherRow, PublisherView};
use contract::datasets::*;
use contract::downloads::{Download, Reader};
use contract::law::{Law, LawRow, LawView};
use contract::site::{Site, Wording};
use contract::tables::{RowView, TablePage, TableQuery, Tables, ViewFile};
use contract::{BodyRef, Coded, ErrorCode, Marked, PortError, PortResult, Refusal};
use domain::locale::Locale;
use domain::policy::Actor;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// What the ports answer. Everything is the same for every reader.
#[derive(Clone)]
pub struct Fake {
    pub home: HomeView,
    pub search: SearchPage,
    pub publishers: PublisherPage,
    /// The end of every publisher.
    pub ended: Option<contract::bodies::EndedView>,
    pub dataset: Option<DatasetView>,
    pub table: Option<TablePage>,
    pub row: Option<RowView>,
    pub laws: Vec<LawView>,
    /// Tables refuse conditions with this; `application-needed` refuses always.
    pub table_refuses: Option<ErrorCode>,
    pub cases: cases::CasesFake,
    /// All ports fail with this.
    pub broken: Option<ErrorCode>,
    pub site: Site,
    /// Of accounts and people.
    pub accounts: accounts::Answers,
    /// Of the system administrators' pages.
    pub directory: directory::DirectoryFake,
    pub audit: audit::AuditFake,
    pub regulation: regulation::RegulationFake,
    pub statistics: contract::statistics::AccessStatistics,
    pub deliveries: deliveries::DeliveriesFake,
    pub agreements: agreements::AgreementsFake,
    pub violations: contract::oversight::ViolationList,
}

fn pair(zh: &str, en: &str) -> (String, String) {
    (zh.into(), en.into())
}

pub fn coded(value: &str, label: &str) -> Coded {
    Coded { value: value.into(), label: label.into() }
}

pub fn facet(value: &str, label: &str, count: u64) -> FacetValue {
    FacetValue { value: value.into(), label: label.into(), count, selected: false }
}

pub fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a date of the calendar")
}

/// A card like the real ones.
pub fn card(id: &str, title: &str) -> DatasetCard {
    DatasetCard {
        id: id.into(),
        title: title.into(),
        title_ranges: vec![],
        publisher: BodyRef { code: "b1t0000001".into(), name: "省交通运输厅".into() },
        access_rights: coded("PUBLIC", "无条件开放"),
        access_rights_assumed: false,
        suspended: None,
        formats: vec![coded("CSV", "CSV"), coded("JSON", "JSON")],
        data_type: coded("TABLE", "表"),
        accrual_periodicity: coded("MONTHLY", "每月"),
        freshness: FreshnessView {
            updated: Some(date(2026, 9, 28)),
            next_due: Some(date(2026, 10, 28)),
            overdue_days: 0,
            observed: None,
        },
        issued: Some(date(2024, 3, 1)),
        themes: vec![coded("TRANSPORT", "交通运输")],
        summary: Marked {
            text: "全省城市公共停车场的名称、位置、泊位总数和开放时间。".into(), ranges: vec![]
        },
        matched_items: vec![],
        has_table: true,
        rows: Some(1204),
        versions: 3,
        downloads: 4310,
        example: false,
    }
}

/// A publisher like the real ones.
pub fn publisher(code: &str, name: &str) -> PublisherRow {
    PublisherRow {
        code: code.into(),
        name: name.into(),
        level: coded("PROVINCE", "省级"),
        region: coded("330000", "浙江省"),
        datasets: 128,
        public: 101,
        with_table: 12,
        updated: Some(date(2026, 9, 28)),
    }
}

impl Default for Fake {
    fn default() -> Self {
        let cards = vec![card("8K3M2QAAAA", "城市公共停车场信息"), card("8K3M2QBBBB", "道路停车泊位")];
        Self {
            ended: None,
            home: HomeView {
                datasets: 15_926,
                public: 12_870,
                with_table: 14,
                publishers: 1_043,
                updated_today: 3,
                themes: vec![
                    facet("TRANSPORT", "交通运输", 1210),
                    facet("ENVIRONMENT", "生态环境", 640),
                    facet("OTHER", "其他", 8),
                ],
                recent: cards.clone(),
                popular: vec![],
                as_of: Utc.with_ymd_and_hms(2026, 10, 8, 1, 30, 0).single().expect("an instant"),
            },
            search: SearchPage {
                total: 128,
                took_ms: 41.0,
                page: 1,
                per_page: 20,
                items: cards,
                facets: [
                    (
                        "access_rights".to_owned(),
                        vec![facet("PUBLIC", "无条件开放", 101), facet("RESTRICTED", "受限开放", 27)],
                    ),
                    (
                        "publisher".to_owned(),
                        (0..12).map(|n| facet(&format!("p{n}"), &format!("开放主体{n}"), 40 - n)).collect(),
                    ),
                    ("theme".to_owned(), vec![facet("TRANSPORT", "交通运输", 90)]),
                    ("has_table".to_owned(), vec![facet("true", "可在线看表", 12)]),
                ]
                .into(),
                did_you_mean: None,
                matched_by_pinyin: None,
                searched_instead: None,
                relaxed: None,
                zero_help: None,
            },
            publishers: PublisherPage {
                total: 2,
                page: 1,
                per_page: 50,
                rows: vec![publisher("b1t0000001", "省交通运输厅"), publisher("b1t0000002", "杭州市统计局")],
                regions: vec![facet("330000", "浙江省", 40), facet("330100", "杭州市", 61)],
                levels: vec![facet("PROVINCE", "省级", 40), facet("CITY", "市级", 61)],
            },
            dataset: None,
            table: None,
            row: None,
            laws: vec![],
            table_refuses: None,
            cases: cases::CasesFake::default(),
            accounts: accounts::Answers::default(),
            directory: directory::DirectoryFake::default(),
            audit: audit::AuditFake::default(),
            regulation: regulation::RegulationFake::default(),
            statistics: statistics::some(),
            deliveries: deliveries::DeliveriesFake::default(),
            violations: contract::oversight::ViolationList::default(),
            agreements: agreements::AgreementsFake::default(),
            broken: None,
            site: Site {
                name: "浙江公共数据开放平台".into(),
                name_en: "Zhejiang public-data open portal".into(),
                base_url: "https://data.example.gov.cn".into(),
                demo: true,
                version: "0.1.0".into(),
                wording: Wording {
                    publisher: pair("开放主体", "Publisher"),
                    access_rights: pair("开放属性", "Open attribute"),
                    accrual_periodicity: pair("更新频率", "Update frequency"),
                    public: pair("无条件开放", "Unconditionally open"),
                    restricted: pair("受限开放", "Restricted"),
                },
                ..Site::default()
            },
        }
    }
}

impl Fake {
    fn gate(&self) -> PortResult<()> {
        self.broken.map_or(Ok(()), |code| Err(Refusal::new(code).into()))
    }
}

fn missing<T>() -> PortResult<T> {
    Err(Refusal::new(ErrorCode::NotFound).into())
}

fn found<T>(value: Option<T>) -> PortResult<T> {
    value.map_or_else(missing, Ok)
}

#[async_trait]
impl Datasets for Fake {
    async fn home(&self, _: &Actor, _: Locale) -> PortResult<HomeView> {
        self.gate()?;
        Ok(self.home.clone())
    }
    async fn search(&self, _: &Actor, _: Locale, query: &SearchQuery) -> PortResult<SearchPage> {
        self.gate()?;
        let mut page = self.search.clone();
        (page.page, page.per_page) = (query.page, query.per_page);
        for (name, values) in &mut page.facets {
            for value in values {
                value.selected = query.filters.get(name).is_some_and(|chosen| chosen.contains(&value.value));
            }
        }
        if u64::from(query.page - 1) * u64::from(query.per_page) >= page.total {
            page.items.clear();
        }
        Ok(page)
    }
    async fn suggest(&self, _: &Actor, _: Locale, _: &str, _: u32) -> PortResult<Vec<Suggestion>> {
        Ok(vec![])
    }
    async fn dataset(&self, _: &Actor, _: Locale, _: &str) -> PortResult<DatasetView> {
        self.gate()?;
        found(self.dataset.clone())
    }
    async fn related(&self, _: &Actor, _: Locale, _: &str) -> PortResult<Vec<DatasetCard>> {
        Ok(self.search.items.clone())
    }
    async fn dictionary(&self, _: &Actor, _: Locale, _: &str) -> PortResult<Download> {
        missing()
    }
    async fn catalog(&self, _: &Actor, _: Locale) -> PortResult<Download> {
        missing()
    }
    async fn newest(&self, _: &Actor, _: u32) -> PortResult<Vec<FeedEntry>> {
        Ok(vec![])
    }
    async fn listing(&self, _: &Actor, _: &str, _: u32) -> PortResult<Vec<FeedEntry>> {
        Ok(vec![])
    }
}

#[async_trait]
impl Bodies for Fake {
    async fn publishers(&self, _: &Actor, _: Locale, query: &PublisherQuery) -> PortResult<PublisherPage> {
        self.gate()?;
        let mut page = self.publishers.clone();
        page.page = query.page;
        page.rows.retain(|row| row.name.contains(&query.q));
        Ok(page)
    }
    async fn publisher(&self, _: &Actor, _: Locale, code: &str) -> PortResult<PublisherView> {
        self.gate()?;
        let row = self.publishers.rows.iter().find(|row| row.code == code).cloned();
        Ok(PublisherView {
            row: found(row)?,
            contact: Some("0571-12345678".into()),
            website: Some("https://jtyst.zj.example.cn/".into()),
            unattributed: false,
            parent: Some(BodyRef { code: "b1t0000002".into(), name: "省人民政府".into() }),
            ended: self.ended.clone(),
        })
    }
}

#[async_trait]
impl Tables for Fake {
    async fn page(&self, _: &Actor, _: Locale, _: &str, _: Option<&str>, query: &TableQuery) -> PortResult<TablePage> {
        self.gate()?;
        if let Some(code) = self.table_refuses
            && (code == ErrorCode::ApplicationNeeded || !query.conditions.is_empty())
        {
            let field = query.conditions.first().map_or("f", |condition| condition.column.as_str());
            return Err(Refusal::new(code).field(field).into());
        }
        found(self.table.clone())
    }
    async fn rows(&self, _: &Actor, _: Locale, _: &str, _: &TableQuery) -> PortResult<TablePage> {
        found(self.table.clone())
    }
    async fn row(&self, _: &Actor, _: Locale, _: &str, _: Option<&str>, _: u64) -> PortResult<RowView> {
        found(self.row.clone())
    }
    async fn export(&self, _: &Actor, _: Locale, _: &ViewFile<'_>, _: &Reader) -> PortResult<Download> {
        missing()
    }
}

#[async_trait]
impl Law for Fake {
    async fn documents(&self, _: Locale) -> PortResult<Vec<LawRow>> {
        Ok(self.laws.iter().map(|law| law.row.clone()).collect())
    }
    async fn document(&self, _: Locale, code: &str) -> PortResult<LawView> {
        found(self.laws.iter().find(|law| law.row.code == code).cloned())
    }
}

/// What a reader got.
#[derive(Debug)]
pub enum Answer {
    Page { status: u16, html: String },
    Redirect { to: String, permanent: bool },
}

impl Answer {
    /// The HTML of a page; fails on a redirect.
    pub fn html(self) -> String {
        match self {
            Self::Page { html, .. } => html,
            other => panic!("expected a page, got {other:?}"),
        }
    }
}

/// The context of one request.
pub fn ctx(fake: &Fake, locale: Locale, address: &str) -> Arc<PageCtx> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let port = Arc::new(fake.clone());
    Arc::new(PageCtx {
        locale,
        actor: Actor::Anonymous,
        caller: Arc::new(contract::Caller { locale, ..contract::Caller::operator() }),
        viewer: None,
        submission: None,
        pass: None,
        lapsed: false,
        flash: None,
        offer: None,
        site: Arc::new(fake.site.clone()),
        ports: Ports {
            datasets: port.clone(),
            tables: port.clone(),
            bodies: port.clone(),
            law: port.clone(),
            accounts: port.clone(),
            applications: port.clone(),
            cases: port.clone(),
            directory: port.clone(),
            audit: port.clone(),
            notices: port.clone(),
            opening: port.clone(),
            regulation: port.clone(),
            statistics: port.clone(),
            deliveries: port.clone(),
            agreements: port.clone(),
            oversight: port,
        },
        assets: Arc::new(SiteAssets {
            css: "/pkg/portal.css".into(),
            boot: Some("/pkg/boot.js".into()),
            page: IslandFiles { js: "/pkg/portal.js".into(), wasm: "/pkg/portal.wasm".into() },
            forms: IslandFiles { js: "/pkg/portal-forms.js".into(), wasm: "/pkg/portal-forms.wasm".into() },
            icons: "/pkg/icons.svg".into(),
            favicon: "/pkg/favicon.svg".into(),
        }),
        prefs: Prefs::default(),
        path: path.into(),
        query: query.into(),
        today: date(2026, 10, 8),
        request_id: "7F3A".into(),
    })
}

/// Opens an address (without language prefix) as `server` does: finds the route, runs the page, renders it or the error page.
pub fn open(fake: &Fake, locale: Locale, address: &str) -> Answer {
    let ctx = ctx(fake, locale, address);
    let route = super::ROUTES.iter().find_map(|route| Some((route, matched(route.path, &ctx.path)?)));
    let result = match route {
        Some((route, params)) => now((route.page)(ctx.clone(), params)),
        None => Err(Ending::Error(Refusal::new(ErrorCode::NotFound).into())),
    };
    match result {
        Ok(page) => rendered(ctx, page),
        Err(Ending::Redirect { to, permanent }) => Answer::Redirect { to, permanent },
        Err(Ending::Shown(page)) => rendered(ctx, *page),
        Err(Ending::Error(error)) => fail(ctx, &error),
    }
}

/// The error page of an error.
pub fn fail(ctx: Arc<PageCtx>, error: &PortError) -> Answer {
    let page = super::error_page(&ctx, error);
    rendered(ctx, page)
}

pub fn rendered(ctx: Arc<PageCtx>, page: Page) -> Answer {
    let status = page.status;
    Answer::Page { status, html: crate::page::render(ctx, page) }
}

/// The parameters of a route pattern that matches a path.
pub fn matched(pattern: &str, path: &str) -> Option<Params> {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    if pattern.len() != path.len() {
        return None;
    }
    let mut params = Params::new();
    for (want, have) in pattern.into_iter().zip(path) {
        match want.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if !have.is_empty() => drop(params.insert(name.to_owned(), have.to_owned())),
            None if want == have => {}
            _ => return None,
        }
    }
    Some(params)
}

/// Runs a future that never waits: the ports above answer at once.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = Box::pin(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a page waited for something that is not a port"),
    }
}
