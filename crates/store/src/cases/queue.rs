//! The queue of a body, ordered by deadline: narrowed and cut into pages by the database, whatever its length.
mod filter;

use filter::OWN_LINE;
pub use filter::{ClockStanding, QueueFilter, QueueTab};

use super::lists::{INVOLVED, TURN, literals};
use super::sight::Sight;
use super::{COLUMNS, CaseRow};
use crate::StoreResult;
use crate::sql::{LIST, micros, storable, unsigned};
use crate::tx::{Tx, fetch_all, fetch_in, fetch_one, fetch_optional};
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// Fetches rows of a filter: what its condition asks for is bound as `$1` to `$7`, the rest from `$8`.
macro_rules! narrowed {
    ($fetch:ident, $tx:expr, $row:ty, $sql:expr, $filter:expr $(, $more:expr)*) => {
        $fetch!(
            $tx,
            $row,
            AssertSqlSafe($sql),
            $filter.body,
            micros($filter.now),
            $filter.kind,
            $filter.dataset,
            $filter.part,
            micros($filter.today_ends),
            micros($filter.soon_ends)
            $(, $more)*
        )
    };
}

/// A title of the queue, sealed, with what its place in the order depends on.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TitleRow {
    pub id: Uuid,
    pub number: String,
    /// Sealed, `cases.title:<id>`.
    pub title: Vec<u8>,
    pub over: bool,
    pub elsewhere: bool,
    pub urgent: bool,
    pub due_at: Option<DateTime<Utc>>,
}

impl TitleRow {
    /// What the queue is ordered by: at once first, then by deadline; what is somebody else's turn, and what is over, last.
    pub fn place(&self) -> (bool, bool, bool, bool, Option<DateTime<Utc>>, &str) {
        (self.over, self.elsewhere, !self.urgent, self.due_at.is_none(), self.due_at, &self.number)
    }
}

/// Where a case stands in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    /// From 1.
    pub place: u64,
    pub total: u64,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// Cases on each tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    pub mine: u64,
    pub office: u64,
    pub waiting: u64,
    pub overdue: u64,
    pub all: u64,
}

/// At once first, then by deadline; what is somebody else's turn, and what is over, last.
fn order() -> String {
    format!("(closed_at IS NOT NULL), (NOT {TURN}), urgent DESC, (due_at IS NULL), due_at, number")
}

impl Tx {
    /// A page of the queue: what the law wants at once first, then by deadline; what is over last.
    pub async fn queue(&mut self, filter: &QueueFilter<'_>) -> StoreResult<Vec<CaseRow>> {
        if filter.finds_nothing() {
            return Ok(Vec::new());
        }
        let (condition, order) = (filter.condition(self.is_postgres()), order());
        let sql = format!("SELECT {COLUMNS} FROM cases WHERE {condition} ORDER BY {order} LIMIT $8 OFFSET $9");
        let (limit, skip) = (i64::from(filter.limit), i64::from(filter.skip));
        narrowed!(fetch_all, self, CaseRow, sql, filter, limit, skip)
    }

    /// How many cases a queue has, all pages together.
    pub async fn queue_total(&mut self, filter: &QueueFilter<'_>) -> StoreResult<u64> {
        if filter.finds_nothing() {
            return Ok(0);
        }
        let sql = format!("SELECT COUNT(*) FROM cases WHERE {}", filter.condition(self.is_postgres()));
        let (total,) = narrowed!(fetch_one, self, (i64,), sql, filter)?;
        unsigned(total, "count")
    }

    /// The cases before and after one in a queue; none if it is not in it.
    pub async fn queue_place(&mut self, filter: &QueueFilter<'_>, number: &str) -> StoreResult<Option<QueuePlace>> {
        if filter.finds_nothing() || !storable(number) {
            return Ok(None);
        }
        let (condition, order) = (filter.condition(self.is_postgres()), order());
        let sql = format!(
            "SELECT place, total, previous, next FROM (SELECT number, ROW_NUMBER() OVER (ORDER BY {order}) AS place,
             COUNT(*) OVER () AS total, LAG(number) OVER (ORDER BY {order}) AS previous,
             LEAD(number) OVER (ORDER BY {order}) AS next FROM cases WHERE {condition}) q WHERE number = $8"
        );
        let found = narrowed!(fetch_optional, self, (i64, i64, Option<String>, Option<String>), sql, filter, number)?;
        let Some((place, total, previous, next)) = found else { return Ok(None) };
        Ok(Some(QueuePlace { place: unsigned(place, "place")?, total: unsigned(total, "count")?, previous, next }))
    }

    /// The next sealed titles of a queue before an id, the newest first: for words, which only those who hold the keys can compare.
    pub async fn queue_titles(
        &mut self,
        filter: &QueueFilter<'_>,
        before: Uuid,
        limit: u32,
    ) -> StoreResult<Vec<TitleRow>> {
        if filter.finds_nothing() {
            return Ok(Vec::new());
        }
        let condition = filter.condition(self.is_postgres());
        let sql = format!(
            "SELECT id, number, title, (closed_at IS NOT NULL) AS over, (NOT {TURN}) AS elsewhere, urgent, due_at
             FROM cases WHERE {condition} AND id < $8 ORDER BY id DESC LIMIT $9"
        );
        narrowed!(fetch_all, self, TitleRow, sql, filter, before, i64::from(limit))
    }

    /// Cases by their ids, in the order of the ids.
    pub async fn cases_by_ids(&mut self, ids: &[Uuid]) -> StoreResult<Vec<CaseRow>> {
        let mut found = HashMap::new();
        for ids in ids.chunks(LIST) {
            let rows =
                fetch_in!(self, CaseRow, format!("SELECT {COLUMNS} FROM cases WHERE id IN"), ids.iter().copied(), "")?;
            found.extend(rows.into_iter().map(|row| (row.id, row)));
        }
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// Datasets that cases of a body are about, as far as it knows of them: code and title, by title.
    pub async fn queue_datasets(&mut self, body: Uuid, sight: &Sight) -> StoreResult<Vec<(String, String)>> {
        let seen = format!("{INVOLVED} AND {}", sight.condition(self.is_postgres()));
        let sql = format!(
            "SELECT s.code, s.title FROM datasets s WHERE s.code IN (SELECT target_dataset FROM cases WHERE {seen} AND kind IN ('TS', 'JY'))
             OR s.id IN (SELECT l.dataset_id FROM application_lines l JOIN cases ON cases.id = l.case_id WHERE {seen} AND {OWN_LINE})
             ORDER BY s.title, s.code"
        );
        fetch_all!(self, (String, String), AssertSqlSafe(sql), body)
    }

    /// How many cases there are on each tab.
    pub async fn queue_counts(
        &mut self,
        body: Uuid,
        sight: Option<&Sight>,
        people: &[Uuid],
        now: DateTime<Utc>,
    ) -> StoreResult<QueueCounts> {
        let postgres = self.is_postgres();
        let mine = literals(people, postgres);
        let count = |tab: QueueTab| format!("COUNT(*) FILTER (WHERE {})", tab.condition(&mine));
        let sight = sight.map_or_else(|| "1 = 1".to_owned(), |sight| sight.condition(postgres));
        let sql = format!(
            "SELECT {} FROM cases WHERE {INVOLVED} AND {sight} AND $2 = $2",
            QueueTab::ALL.iter().map(|tab| count(*tab)).collect::<Vec<_>>().join(", ")
        );
        let (mine, office, waiting, overdue, all) =
            fetch_one!(self, (i64, i64, i64, i64, i64), AssertSqlSafe(sql), body, micros(now))?;
        Ok(QueueCounts {
            mine: unsigned(mine, "count")?,
            office: unsigned(office, "count")?,
            waiting: unsigned(waiting, "count")?,
            overdue: unsigned(overdue, "count")?,
            all: unsigned(all, "count")?,
        })
    }

    /// Cases of a body whose clock ends in a span of time, and those filed in it: today's figures.
    pub async fn queue_today(
        &mut self,
        body: Uuid,
        sight: Option<&Sight>,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> StoreResult<(u64, u64)> {
        let sight = sight.map_or_else(|| "1 = 1".to_owned(), |sight| sight.condition(self.is_postgres()));
        let sql = format!(
            "SELECT COUNT(*) FILTER (WHERE closed_at IS NULL AND {TURN} AND due_at > $2 AND due_at <= $3),
             COUNT(*) FILTER (WHERE filed_at >= $2 AND filed_at < $3) FROM cases WHERE {INVOLVED} AND {sight}"
        );
        let (due, filed) = fetch_one!(self, (i64, i64), AssertSqlSafe(sql), body, micros(from), micros(until))?;
        Ok((unsigned(due, "count")?, unsigned(filed, "count")?))
    }
}
