//! Lists and numbers of the home page, feeds, sitemaps and facets without a query.
use super::cards::{CARD, CardRow, CardSql, FROM};
use crate::codes::code as parse;
use crate::tx::{Tx, fetch_all, fetch_one};
use crate::{Audience, StoreResult};
use chrono::{DateTime, NaiveDate, Utc};
use domain::catalog::{AccessRights, Theme};
use sqlx::AssertSqlSafe;

/// Numbers of the home page's tiles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Totals {
    pub datasets: i64,
    /// 无条件开放
    pub public: i64,
    /// 受限开放
    pub restricted: i64,
    pub with_table: i64,
    /// Bodies with at least one of these datasets.
    pub publishers: i64,
    /// Updated on the day asked for.
    pub updated_on_day: i64,
}

/// An entry of a sitemap or feed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct FeedRow {
    pub code: String,
    pub title: String,
    pub description: String,
    pub publisher: String,
    pub issued: Option<NaiveDate>,
    pub updated: Option<NaiveDate>,
    #[sqlx(rename = "changed_at")]
    pub changed: DateTime<Utc>,
}

const FEED: &str = "SELECT d.code, d.title, d.description, b.name AS publisher, d.issued, d.updated, d.changed_at FROM datasets d JOIN bodies b ON b.id = d.publisher_id";

impl Tx {
    /// The numbers of the home page.
    pub async fn totals(&mut self, audience: Audience, day: NaiveDate) -> StoreResult<Totals> {
        let (public, restricted) = (AccessRights::Public.code(), AccessRights::Restricted.code());
        let sql = format!(
            "SELECT COUNT(*) AS datasets, COUNT(*) FILTER (WHERE d.access_rights = '{public}') AS public,
             COUNT(*) FILTER (WHERE d.access_rights = '{restricted}') AS restricted,
             COUNT(*) FILTER (WHERE d.table_count > 0) AS with_table, COUNT(DISTINCT d.publisher_id) AS publishers,
             COUNT(*) FILTER (WHERE d.updated = $1) AS updated_on_day FROM datasets d WHERE {}",
            audience.sees("d")
        );
        fetch_one!(self, Totals, AssertSqlSafe(sql), day)
    }

    /// Number of datasets of each theme, in the order of the code list; themes without any are left out. A dataset counts once in each
    /// of its themes.
    pub async fn theme_counts(&mut self, audience: Audience) -> StoreResult<Vec<(Theme, i64)>> {
        let sql = format!(
            "SELECT t.theme, COUNT(*) FROM dataset_themes t JOIN datasets d ON d.id = t.dataset_id WHERE {} GROUP BY t.theme",
            audience.sees("d")
        );
        let rows = fetch_all!(self, (String, i64), AssertSqlSafe(sql))?;
        let mut counts = rows
            .into_iter()
            .map(|(theme, count)| Ok((parse::<Theme>("dataset_themes.theme", &theme)?, count)))
            .collect::<StoreResult<Vec<_>>>()?;
        counts.sort_by_key(|(theme, _)| *theme);
        Ok(counts)
    }

    /// Most recently updated datasets. Records that claim an update after `today` are mistaken and passed over.
    pub async fn recently_updated(
        &mut self,
        audience: Audience,
        today: NaiveDate,
        limit: u32,
    ) -> StoreResult<Vec<CardRow>> {
        let sql = format!(
            "SELECT {CARD} FROM {FROM} WHERE {} AND d.updated <= $1 ORDER BY d.updated DESC NULLS LAST, d.code LIMIT $2",
            audience.sees("d")
        );
        fetch_all!(self, CardSql, AssertSqlSafe(sql), today, i64::from(limit))?.into_iter().map(CardSql::card).collect()
    }

    /// Newest entries by date of issue, for feeds.
    pub async fn newest(&mut self, audience: Audience, today: NaiveDate, limit: u32) -> StoreResult<Vec<FeedRow>> {
        let sql = format!(
            "{FEED} WHERE {} AND d.issued <= $1 ORDER BY d.issued DESC NULLS LAST, d.code LIMIT $2",
            audience.sees("d")
        );
        fetch_all!(self, FeedRow, AssertSqlSafe(sql), today, i64::from(limit))
    }

    /// Datasets after the code `after` in code order, for sitemaps and exports; begin with an empty string.
    pub async fn listing(&mut self, audience: Audience, after: &str, limit: u32) -> StoreResult<Vec<FeedRow>> {
        let after = after.trim_end_matches('\0');
        let sql = format!("{FEED} WHERE {} AND d.code > $1 ORDER BY d.code LIMIT $2", audience.sees("d"));
        fetch_all!(self, FeedRow, AssertSqlSafe(sql), after, i64::from(limit))
    }
}
