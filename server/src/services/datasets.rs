//! The catalogue port: home, search, suggestions, one dataset, lists for feeds and exports.
use super::views::Labels;
use super::{internal, words};
use crate::portal::Core;
use async_trait::async_trait;
use chrono::{Datelike, NaiveDate};
use contract::datasets::{
    DatasetCard, DatasetView, Datasets, FacetValue, FeedEntry, HomeView, SearchPage, SearchQuery, Suggestion,
};
use contract::downloads::Download;
use contract::{ErrorCode, PortResult, Refusal};
use domain::locale::Locale;
use domain::policy::Actor;
use std::sync::Arc;
use store::{Audience, FeedRow};

mod catalog;
mod one;
mod search;

pub use search::list;

/// Datasets named as 相近的数据集.
const RELATED: usize = 5;
/// Rows of 最近更新 on the home page.
const RECENT: u32 = 6;
/// Different readers that must have searched for a term before others see it, and how many terms are shown.
const POPULAR_LEAST: i64 = 20;
const POPULAR_TERMS: u32 = 5;
/// Days that 大家在搜 looks back.
const POPULAR_DAYS: u64 = 30;

/// The catalogue port.
pub struct Catalogue(pub Arc<Core>);

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
        let core = &self.0;
        let (active, today) = (core.active(), core.clock.today());
        let labels = Labels { locale, active: &active, today };
        let mut tx = core.store.read().await.map_err(internal)?;
        let totals = tx.totals(Audience::Public, today).await.map_err(internal)?;
        let themes = tx.theme_counts(Audience::Public).await.map_err(internal)?;
        let recent = tx.recently_updated(Audience::Public, today, RECENT).await.map_err(internal)?;
        let from = today - chrono::Days::new(POPULAR_DAYS);
        let popular = tx.popular_terms(from, today, POPULAR_LEAST, POPULAR_TERMS).await.map_err(internal)?;
        let theme = |(theme, count)| {
            let coded = words::theme(locale, theme);
            FacetValue { value: coded.value, label: coded.label, count: number(count), selected: false }
        };
        Ok(HomeView {
            datasets: number(totals.datasets),
            public: number(totals.public),
            with_table: number(totals.with_table),
            publishers: number(totals.publishers),
            updated_today: number(totals.updated_on_day),
            themes: themes.into_iter().map(theme).collect(),
            recent: recent.into_iter().map(|row| labels.card(row)).collect(),
            popular: popular.into_iter().map(|term| term.term).collect(),
            as_of: core.clock.now(),
        })
    }

    async fn search(&self, _: &Actor, locale: Locale, query: &SearchQuery) -> PortResult<SearchPage> {
        search::search(&self.0, locale, query).await
    }

    async fn suggest(&self, _: &Actor, _: Locale, typed: &str, limit: u32) -> PortResult<Vec<Suggestion>> {
        search::suggest(&self.0, typed, limit)
    }

    async fn dataset(&self, actor: &Actor, locale: Locale, code: &str) -> PortResult<DatasetView> {
        one::dataset(&self.0, actor, locale, code).await
    }

    async fn related(&self, _: &Actor, locale: Locale, code: &str) -> PortResult<Vec<DatasetCard>> {
        let core = &self.0;
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
        one::dictionary(&self.0, actor, locale, code).await
    }

    async fn catalog(&self, actor: &Actor, locale: Locale) -> PortResult<Download> {
        catalog::export(self.0.clone(), actor, locale).await
    }

    async fn newest(&self, _: &Actor, limit: u32) -> PortResult<Vec<FeedEntry>> {
        let mut tx = self.0.store.read().await.map_err(internal)?;
        let rows = tx.newest(Audience::Public, self.0.clock.today(), limit).await.map_err(internal)?;
        Ok(rows.into_iter().map(feed).collect())
    }

    async fn listing(&self, _: &Actor, after: &str, limit: u32) -> PortResult<Vec<FeedEntry>> {
        let mut tx = self.0.store.read().await.map_err(internal)?;
        let rows = tx.listing(Audience::Public, after, limit).await.map_err(internal)?;
        Ok(rows.into_iter().map(feed).collect())
    }
}

/// The index, or the answer while it is being built.
fn index(core: &Core) -> PortResult<search_crate::Index> {
    core.index.get().ok_or_else(|| Refusal::new(ErrorCode::NotReady).into())
}

use ::search as search_crate;
