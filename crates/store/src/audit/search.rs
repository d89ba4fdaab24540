//! Looking into the audit trail: by person, body, act, object, case, time, result and address.
use super::{AuditRow, COLUMNS};
use crate::StoreResult;
use crate::sql::{micros, storable, unsigned};
use crate::tx::{Tx, fetch_optional, on};
use chrono::{DateTime, Utc};
use domain::audit::{DONE, Row};
use domain::policy::audit::Reach;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// What is asked of the trail; everything given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// The account that acted.
    pub account: Option<Uuid>,
    /// The body for which it acted.
    pub body: Option<Uuid>,
    /// An act (`case.answer`), or a domain of acts (`case`).
    pub action: Option<String>,
    /// Code, number or id of the object.
    pub object: Option<String>,
    /// Number of the case.
    pub case: Option<String>,
    /// Not before.
    pub from: Option<DateTime<Utc>>,
    /// Before.
    pub until: Option<DateTime<Utc>>,
    /// Only acts that were done (`true`) or refused (`false`).
    pub done: Option<bool>,
    /// Client address.
    pub address: Option<String>,
    /// Only rows that this reader may see; `None` = all of them.
    pub reach: Option<Reach>,
}

impl AuditFilter {
    /// Texts with U+0000 stand in no column, so they find nothing.
    fn possible(&self) -> bool {
        [&self.action, &self.object, &self.case, &self.address].into_iter().flatten().all(|text| storable(text))
    }
}

/// Puts the conditions into a query; the macro because each database has its own type of query.
macro_rules! conditions {
    ($query:expr, $filter:expr) => {{
        let mut word = " WHERE ";
        let mut and = |query: &mut QueryBuilder<Db>, sql: &'static str| {
            query.push(std::mem::replace(&mut word, " AND ")).push(sql);
        };
        let (query, filter) = (&mut $query, $filter);
        if let Some(account) = filter.account {
            and(query, "account_id = ");
            query.push_bind(account);
        }
        if let Some(body) = filter.body {
            and(query, "body = ");
            query.push_bind(body.to_string());
        }
        if let Some(action) = filter.action.clone() {
            and(query, "(action = ");
            query.push_bind(action.clone());
            // `case` means case.answer, case.close …: everything between `case.` and `case/`, the next character.
            query.push(" OR (action >= ").push_bind(format!("{action}."));
            query.push(" AND action < ").push_bind(format!("{action}/")).push("))");
        }
        if let Some(object) = filter.object.clone() {
            and(query, "object = ");
            query.push_bind(object);
        }
        if let Some(case) = filter.case.clone() {
            and(query, "case_number = ");
            query.push_bind(case);
        }
        if let Some(from) = filter.from {
            and(query, "at >= ");
            query.push_bind(micros(from));
        }
        if let Some(until) = filter.until {
            and(query, "at < ");
            query.push_bind(micros(until));
        }
        if let Some(done) = filter.done {
            and(query, if done { "outcome = " } else { "outcome <> " });
            query.push_bind(DONE);
        }
        if let Some(address) = filter.address.clone() {
            and(query, "address = ");
            query.push_bind(address);
        }
        if let Some(reach) = &filter.reach {
            and(query, "");
            within!(query, reach);
        }
    }};
}

/// `domain::policy::audit::Reach::sees` as a condition; a test of the store compares the two.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let (query, reach) = ($query, $reach);
        let mut texts = |head: &'static str, tail: &'static str| {
            query.push(head);
            let mut list = query.separated(", ");
            reach.bodies.iter().for_each(|body| {
                list.push_bind(body.to_string());
            });
            query.push(tail);
        };
        texts("(body IN (", ")");
        texts(" OR (object_kind = 'body' AND object IN (", "))");
        query.push(
            " OR case_number IN (SELECT c.number FROM cases c JOIN bodies b ON b.id IN (c.authority_id, c.above_id, c.handler_id)
             WHERE b.id IN (",
        );
        let mut list = query.separated(", ");
        reach.bodies.iter().for_each(|body| {
            list.push_bind(*body);
        });
        query.push("))");
        if reach.site {
            query.push(
                " OR (body IS NULL AND object_kind <> 'body'
                 AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.number = audit.case_number))",
            );
        }
        query.push(") AND (body = ").push_bind(reach.own.to_string());
        query.push(
            " OR NOT EXISTS (SELECT 1 FROM cases c WHERE c.number = audit.case_number AND c.target_body_id = ",
        );
        query.push_bind(reach.own).push("))");
    }};
}

impl Tx {
    /// Rows that match, newest first: `limit` of them after the first `offset`.
    pub async fn audit_search(&mut self, filter: &AuditFilter, offset: u64, limit: u32) -> StoreResult<Vec<Row>> {
        if !filter.possible() {
            return Ok(Vec::new());
        }
        let (offset, limit) = (i64::try_from(offset).unwrap_or(i64::MAX), i64::from(limit));
        let rows: Vec<AuditRow> = on!(self, conn, Db => {
            let mut query = QueryBuilder::<Db>::new("SELECT ");
            query.push(COLUMNS).push(" FROM audit");
            conditions!(query, filter);
            query.push(" ORDER BY seq DESC LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
            query.build_query_as().fetch_all(conn).await
        })?;
        rows.into_iter().map(AuditRow::into_row).collect()
    }

    /// Rows that match and stand after `seq`, oldest first: for exports, page by page.
    pub async fn audit_matching(&mut self, filter: &AuditFilter, seq: i64, limit: u32) -> StoreResult<Vec<Row>> {
        if !filter.possible() {
            return Ok(Vec::new());
        }
        let limit = i64::from(limit);
        let rows: Vec<AuditRow> = on!(self, conn, Db => {
            let mut query = QueryBuilder::<Db>::new("SELECT * FROM (SELECT ");
            query.push(COLUMNS).push(" FROM audit");
            conditions!(query, filter);
            query.push(") AS found WHERE seq > ").push_bind(seq).push(" ORDER BY seq LIMIT ").push_bind(limit);
            query.build_query_as().fetch_all(conn).await
        })?;
        rows.into_iter().map(AuditRow::into_row).collect()
    }

    /// How many rows match.
    pub async fn audit_count(&mut self, filter: &AuditFilter) -> StoreResult<u64> {
        if !filter.possible() {
            return Ok(0);
        }
        let (count,): (i64,) = on!(self, conn, Db => {
            let mut query = QueryBuilder::<Db>::new("SELECT COUNT(*) FROM audit");
            conditions!(query, filter);
            query.build_query_as().fetch_one(conn).await
        })?;
        unsigned(count, "audit count")
    }

    /// One row by its number, if the filter leaves it, with the numbers of those beside it that it leaves: before and after.
    pub async fn audit_row_among(
        &mut self,
        filter: &AuditFilter,
        seq: i64,
    ) -> StoreResult<Option<(Row, Option<i64>, Option<i64>)>> {
        let after = self.audit_matching(filter, seq - 1, 2).await?;
        let mut after = after.into_iter();
        let Some(row) = after.next().filter(|row| row.seq == seq) else { return Ok(None) };
        let (before,): (Option<i64>,) = on!(self, conn, Db => {
            let mut query = QueryBuilder::<Db>::new("SELECT MAX(seq) FROM (SELECT seq FROM audit");
            conditions!(query, filter);
            query.push(") AS found WHERE seq < ").push_bind(seq);
            query.build_query_as().fetch_one(conn).await
        })?;
        Ok(Some((row, before, after.next().map(|row| row.seq))))
    }

    /// One row by its number.
    pub async fn audit_row(&mut self, seq: i64) -> StoreResult<Option<Row>> {
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq = $1");
        fetch_optional!(self, AuditRow, sqlx::AssertSqlSafe(sql), seq)?.map(AuditRow::into_row).transpose()
    }
}
