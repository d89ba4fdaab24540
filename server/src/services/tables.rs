//! Looking into tables: pages, rows, exports of a view. The gate keeps what Polars does within limits.
use super::open_table::{self, Opened, cell, refuse};
use super::words;
use crate::portal::Core;
use async_trait::async_trait;
use contract::datasets::TableRef;
use contract::downloads::{Download, Reader};
use contract::tables::{RowView, TablePage, TableQuery, Tables, ViewFile};
use contract::{BodyRef, PortResult};
use domain::locale::Locale;
use domain::policy::{Action, Actor};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The table port.
pub struct Service(pub Arc<Core>);

impl Service {
    async fn answer(&self, locale: Locale, opened: Opened, query: &TableQuery) -> PortResult<TablePage> {
        let start = Instant::now();
        let asked = open_table::query(query)?;
        let limit = Duration::from_secs(self.0.config.limits.query_seconds);
        let (opened, page) = self
            .0
            .gate
            .run(limit, move |control| {
                let page = opened.table()?.page(&asked, control).map_err(refuse)?;
                Ok((opened, page))
            })
            .await?;
        let dataset = &opened.full.dataset;
        Ok(TablePage {
            dataset: dataset.code.clone(),
            dataset_title: dataset.title.clone(),
            publisher: BodyRef { code: opened.full.publisher.code.clone(), name: opened.full.publisher.name.clone() },
            access_rights: words::access_rights(locale, &self.0.site().wording, dataset.access_rights),
            table: opened.stored.code.clone(),
            title: opened.stored.title.clone(),
            version: opened.version,
            tables: table_refs(&opened),
            columns: opened.columns(),
            shown: page.columns,
            rows: page.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect(),
            row_numbers: page.row_numbers,
            all: opened.stored.rows,
            total: page.total,
            offset: query.offset,
            took_ms: start.elapsed().as_secs_f64() * 1000.0,
        })
    }
}

fn table_refs(opened: &Opened) -> Vec<TableRef> {
    let tables = open_table::latest_tables(&opened.full);
    let one = |t: &&domain::catalog::Table| TableRef {
        code: t.code.clone(),
        title: t.title.clone(),
        rows: t.rows,
        columns: u32::try_from(t.columns.len()).unwrap_or(u32::MAX),
    };
    tables.iter().map(one).collect()
}

#[async_trait]
impl Tables for Service {
    async fn page(
        &self,
        actor: &Actor,
        locale: Locale,
        dataset: &str,
        table: Option<&str>,
        query: &TableQuery,
    ) -> PortResult<TablePage> {
        let opened = open_table::open(&self.0, actor, Action::PreviewTable, dataset, table).await?;
        self.answer(locale, opened, query).await
    }

    async fn rows(&self, actor: &Actor, locale: Locale, table: &str, query: &TableQuery) -> PortResult<TablePage> {
        let opened = open_table::open_by_code(&self.0, actor, Action::QueryApi, table).await?;
        self.answer(locale, opened, query).await
    }

    async fn row(
        &self,
        actor: &Actor,
        _: Locale,
        dataset: &str,
        table: Option<&str>,
        number: u64,
    ) -> PortResult<RowView> {
        let opened = open_table::open(&self.0, actor, Action::PreviewTable, dataset, table).await?;
        let limit = Duration::from_secs(self.0.config.limits.query_seconds);
        let run = move |_: &tabular::Control| {
            let cells = opened.table()?.row(number).map_err(refuse)?;
            Ok((opened, cells))
        };
        let (opened, cells) = self.0.gate.run(limit, run).await?;
        Ok(RowView {
            dataset: opened.full.dataset.code.clone(),
            dataset_title: opened.full.dataset.title.clone(),
            table: opened.stored.code.clone(),
            version: opened.version,
            number,
            all: opened.stored.rows,
            columns: opened.columns(),
            cells: cells.into_iter().map(cell).collect(),
        })
    }

    async fn export(&self, actor: &Actor, _: Locale, wanted: &ViewFile<'_>, reader: &Reader) -> PortResult<Download> {
        let opened = open_table::open_by_code(&self.0, actor, Action::DownloadFile, wanted.table).await?;
        super::exports::view(&self.0, opened, wanted, reader).await
    }
}
