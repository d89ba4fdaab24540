//! The catalogue port: home, search, suggestions, one dataset, lists for feeds and exports.
use super::internal;
use super::views::Labels;
use crate::portal::Core;
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use contract::datasets::{
    DatasetCard, DatasetView, Datasets, FeedEntry, HomeView, SearchPage, SearchQuery, Suggestion,
};
use contract::downloads::Download;
use contract::{ErrorCode, PortResult, Refusal};
use domain::locale::Locale;
use domain::policy::Actor;
use std::sync::Arc;
use store::{Audience, FeedRow};

mod catalog;
mod home;
mod one;
mod search;

pub use search::list;

/// Datasets named as 相近的数据集.
const RELATED: usize = 5;
/// The catalogue port.
pub struct Catalogue {
    core: Arc<Core>,
    home: home::Kept,
}

impl Catalogue {
    /// The port over what the program is made of.
    pub fn new(core: Arc<Core>) -> Self {
        Self { core, home: home::Kept::default() }
    }
}

/// Days since 1970-01-01, as the index counts.
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

fn feed(row: FeedRow) -> FeedEntry {
    FeedEntry {
        code: row.code,
        title: row.title,
        summary: super::views::shorten(&row.description),
        publisher: row.publisher,
        issued: row.issued,
        changed: row.changed,
    }
}

fn number(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}

#[async_trait]
impl Datasets for Catalogue {
    async fn home(&self, _: &Actor, locale: Locale) -> PortResult<HomeView> {
        home::home(&self.core, &self.home, locale).await
    }

    async fn search(&self, _: &Actor, locale: Locale, query: &SearchQuery) -> PortResult<SearchPage> {
        search::search(&self.core, locale, query).await
    }

    async fn suggest(&self, _: &Actor, _: Locale, typed: &str, limit: u32) -> PortResult<Vec<Suggestion>> {
        search::suggest(&self.core, typed, limit)
    }

    async fn dataset(&self, actor: &Actor, locale: Locale, code: &str) -> PortResult<DatasetView> {
        one::dataset(&self.core, actor, locale, code).await
    }

    async fn related(&self, _: &Actor, locale: Locale, code: &str) -> PortResult<Vec<DatasetCard>> {
        let core = &self.core;
        let Some(index) = core.index.get() else { return Ok(Vec::new()) };
        let hits = index.related(code, RELATED).map_err(internal)?;
        let codes: Vec<String> = hits.into_iter().map(|hit| hit.code).collect();
        let mut tx = core.store.read().await.map_err(internal)?;
        let rows = tx.datasets_by_codes(&codes, Audience::Public).await.map_err(internal)?;
        let active = core.active();
        let labels = Labels { locale, active: &active, today: core.clock.today() };
        Ok(rows.into_iter().map(|row| labels.card(row)).collect())
    }

    async fn dictionary(&self, actor: &Actor, locale: Locale, code: &str) -> PortResult<Download> {
        one::dictionary(&self.core, actor, locale, code).await
    }

    async fn catalog(&self, actor: &Actor, locale: Locale) -> PortResult<Download> {
        catalog::export(self.core.clone(), actor, locale).await
    }

    async fn newest(&self, _: &Actor, limit: u32) -> PortResult<Vec<FeedEntry>> {
        let mut tx = self.core.store.read().await.map_err(internal)?;
        let rows = tx.newest(Audience::Public, self.core.clock.today(), limit).await.map_err(internal)?;
        Ok(rows.into_iter().map(feed).collect())
    }

    async fn listing(&self, _: &Actor, after: &str, limit: u32) -> PortResult<Vec<FeedEntry>> {
        let mut tx = self.core.store.read().await.map_err(internal)?;
        let rows = tx.listing(Audience::Public, after, limit).await.map_err(internal)?;
        Ok(rows.into_iter().map(feed).collect())
    }
}

/// The index, or the answer while it is being built.
fn index(core: &Core) -> PortResult<search_crate::Index> {
    core.index.get().ok_or_else(|| Refusal::new(ErrorCode::NotReady).into())
}

use ::search as search_crate;
