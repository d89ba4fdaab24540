//! The ways of delivery: one [`Delivery`] each, chosen from the agreement. 文件 and 接口 are here; 授权查询, 沙箱 and 核验 get one of their own, and until
//! then their entitlements say so and nothing leaves.
pub mod api;
pub mod file;
mod pack;

use super::ask::{self, Ask, Leaving};
use super::open::{Opened, Part};
use crate::portal::Core;
use crate::services::downloads;
use async_trait::async_trait;
use contract::PortResult;
use contract::tables::TableQuery;
use domain::access::DeliveryMode;
use domain::access::delivery::Request;
use uuid::Uuid;

/// What is wanted of the rows that may leave.
pub struct Wanted<'a> {
    /// Code of the table; `None` = the first one that has granted items.
    pub table: Option<&'a str>,
    pub query: &'a TableQuery,
    /// Of a file.
    pub format: Option<tabular::Format>,
    /// In a ZIP, with a description beside it.
    pub packed: bool,
}

/// What is about to leave.
pub enum Made {
    File { file: std::fs::File, bytes: u64, rows: u64 },
    Rows(tabular::Page),
}

/// What a way of delivery makes it from.
pub struct From<'a> {
    pub part: Part,
    /// What a file is called, without its ending: dataset, version, agreement.
    pub stem: &'a str,
    /// Marks by which what left can be traced to its agreement and access.
    pub marks: Vec<(String, String)>,
    pub wanted: &'a Wanted<'a>,
}

/// One way of delivery.
#[async_trait]
pub trait Delivery: Send + Sync {
    fn mode(&self) -> DeliveryMode;
    /// What an access takes from the agreed volume.
    fn amount(&self) -> u64;
    /// Makes what leaves; it is written down afterwards, before the first byte of it goes out.
    async fn make(&self, core: &Core, from: From<'_>) -> PortResult<Made>;
}

/// The way that an agreement says, where it is built.
pub fn of(mode: DeliveryMode) -> Option<&'static dyn Delivery> {
    match mode {
        DeliveryMode::File => Some(&file::File),
        DeliveryMode::Api => Some(&api::Api),
        DeliveryMode::Sandbox | DeliveryMode::AuthorisedQuery | DeliveryMode::Verification => None,
    }
}

/// What left, and from what.
struct Done {
    opened: Opened,
    made: Made,
    shown: Vec<String>,
    stem: String,
    version: i64,
    remaining: Option<u64>,
}

/// One access from the question to what leaves.
async fn run(core: &Core, way: &dyn Delivery, ask: &Ask, id: Uuid, wanted: &Wanted<'_>) -> PortResult<Done> {
    let (mut opened, grant) = ask::decide(core, ask, id).await?;
    let found = opened
        .table(wanted.table, &grant)
        .map(|table| (opened.part(table, &grant), opened.items_of(table, &grant.items), table.title.clone()));
    let (part, items, title) = match found {
        Ok((Ok(part), items, title)) => (part, items, title),
        Ok((Err(reason), ..)) => return Err(ask::cut(core, ask, &opened.row, &reason).await?),
        Err(error) => return Err(ask::refused(core, ask, &opened.row, error).await?),
    };
    let version = opened.version().unwrap_or_default();
    let shown = part.shown.clone();
    let stem = format!("{}_v{version}_{}", downloads::file_stem(&title), grant.trace);
    let marks = [
        ("agreement", grant.trace.clone()),
        ("access", ask.id.to_string()),
        ("dataset", opened.standing.as_ref().map(|standing| standing.code.clone()).unwrap_or_default()),
        ("version", version.to_string()),
        ("delivered", core.clock.now().to_rfc3339()),
    ];
    let marks = marks.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let made = match way.make(core, From { part, stem: &stem, marks, wanted }).await {
        Ok(made) => made,
        Err(error) => return Err(ask::refused(core, ask, &opened.row, error).await?),
    };
    let (rows, bytes) = match &made {
        Made::File { rows, bytes, .. } => (*rows, Some(*bytes)),
        Made::Rows(page) => (page.rows.len() as u64, None),
    };
    let remaining = ask::commit(core, ask, &mut opened, Leaving { items, rows: Some(rows), bytes }).await?;
    Ok(Done { opened, made, shown, stem, version, remaining })
}

/// The question as the rules know it.
fn request(way: &dyn Delivery, party: Uuid, scope: &contract::deliveries::Scope, system: Option<String>) -> Request {
    Request {
        party,
        mode: way.mode(),
        items: (!scope.items.is_empty()).then(|| scope.items.clone()),
        from: scope.from,
        to: scope.to,
        regions: scope.regions.clone(),
        system,
        amount: way.amount(),
        consent: scope.consent.clone(),
    }
}
