//! 接口: rows to a system of the user, by its key. Each call that is answered takes one from the agreed volume.
use super::super::ask::Ask;
use super::super::keys;
use super::{Delivery, From, Made, Wanted, of, request, run};
use crate::portal::Core;
use crate::services::{internal, open_table};
use async_trait::async_trait;
use contract::deliveries::{RowsPage, RowsWanted, Scope};
use contract::tables::TableQuery;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::DeliveryMode;
use std::time::Duration;

/// The way.
pub struct Api;

#[async_trait]
impl Delivery for Api {
    fn mode(&self) -> DeliveryMode {
        DeliveryMode::Api
    }

    fn amount(&self) -> u64 {
        1
    }

    async fn make(&self, core: &Core, from: From<'_>) -> PortResult<Made> {
        let From { part, wanted, .. } = from;
        let path = part.path(core).await?;
        let query = tabular::TableQuery { columns: Some(part.shown.clone()), ..open_table::query(wanted.query)? };
        let limit = Duration::from_secs(core.config.limits.query_seconds);
        let run = move |control: &tabular::Control| {
            part.open(&path)?.page(&query, control).map(Made::Rows).map_err(open_table::refuse)
        };
        core.gate.run(limit, run).await
    }
}

/// Answers a system.
pub async fn deliver(core: &Core, caller: &Caller, key: Option<&str>, wanted: &RowsWanted) -> PortResult<RowsPage> {
    let key = keys::known(core, key).await?;
    let id = super::super::id(&wanted.entitlement)?;
    let way = of(DeliveryMode::Api).ok_or_else(|| Refusal::new(ErrorCode::WrongMode))?;
    // The key was made for a system of the agreement; a caller may say its name too.
    let system = wanted.system.clone().or_else(|| Some(key.system.clone()).filter(|system| !system.is_empty()));
    // Columns are items too: what is not approved is refused by name.
    let mut scope: Scope = wanted.scope.clone();
    scope.items.extend(wanted.query.columns.iter().flatten().cloned());
    let ask = Ask {
        id: core.ids.id(core.clock.now()),
        caller: caller.clone(),
        request: request(way, key.party, &scope, system),
        key: Some(key),
    };
    let query = TableQuery { columns: None, ..wanted.query.clone() };
    let wanted = Wanted { table: wanted.table.as_deref(), query: &query, format: None, packed: false };
    let done = run(core, way, &ask, id, &wanted).await?;
    let Made::Rows(page) = done.made else { return Err(internal("rows were wanted")) };
    Ok(RowsPage {
        agreement: done.opened.row.entitlement.agreement,
        version: done.version,
        shown: done.shown,
        rows: page.rows.into_iter().map(|row| row.into_iter().map(open_table::cell).collect()).collect(),
        total: page.total,
        offset: query.offset,
        remaining: done.remaining,
    })
}
