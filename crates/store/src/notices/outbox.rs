//! The outbox: claimed by workers of any replica, each row by one of them at a time.
use super::{NoticeRow, kind};
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_in, fetch_one, fetch_optional};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::notice::{DeliveryState, NoticeKind};
use uuid::Uuid;

/// Something to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery<'a> {
    pub notice: Uuid,
    pub channel: &'a str,
    pub next_at: DateTime<Utc>,
    /// Address and link, where they are secret.
    pub sealed: Option<Vec<u8>>,
}

/// A claimed delivery with its notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    pub notice: NoticeRow,
    /// How often it was tried before.
    pub attempts: u32,
    pub sealed: Option<Vec<u8>>,
    /// The mark of this claim: only who holds it may finish the delivery.
    pub claimed_until: DateTime<Utc>,
}

/// A delivery, for the desk and for what the recipient sees of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryRow {
    pub notice: Uuid,
    pub channel: String,
    pub kind: NoticeKind,
    pub case_number: Option<String>,
    pub created_at: DateTime<Utc>,
    pub state: DeliveryState,
    pub attempts: u32,
    /// When it is tried next; means something while it is due.
    pub next_at: DateTime<Utc>,
    pub last_error: Option<String>,
    pub finished_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct OutRow {
    notice_id: Uuid,
    channel: String,
    kind: String,
    case_number: Option<String>,
    created_at: DateTime<Utc>,
    state: String,
    attempts: i64,
    next_at: DateTime<Utc>,
    last_error: Option<String>,
    finished_at: Option<DateTime<Utc>>,
}

impl OutRow {
    fn into_delivery(self) -> StoreResult<DeliveryRow> {
        Ok(DeliveryRow {
            notice: self.notice_id,
            channel: self.channel,
            kind: kind(&self.kind)?,
            case_number: self.case_number,
            created_at: self.created_at,
            state: DeliveryState::from_code(&self.state)
                .ok_or_else(|| StoreError::corrupt("deliveries_out.state", self.state))?,
            attempts: attempts(self.attempts)?,
            next_at: self.next_at,
            last_error: self.last_error,
            finished_at: self.finished_at,
        })
    }
}

fn attempts(value: i64) -> StoreResult<u32> {
    u32::try_from(value).map_err(|_| StoreError::corrupt("deliveries_out.attempts", value.to_string()))
}

/// What a list of deliveries shows.
const LISTED: &str = "SELECT d.notice_id, d.channel, n.kind, n.case_number, n.created_at, d.state, d.attempts, d.next_at, d.last_error, \
     d.finished_at FROM deliveries_out d JOIN notices n ON n.id = d.notice_id";
/// Deliveries the desk looks at: what failed, and what was tried in vain and waits.
const TROUBLED: &str = "(d.state IN ('refused', 'given-up', 'no-address') OR (d.state = 'due' AND d.attempts > 0))";

impl Tx {
    /// Puts something into the outbox.
    pub async fn add_delivery(&mut self, delivery: &NewDelivery<'_>) -> StoreResult<()> {
        self.writable()?;
        execute!(
            self,
            "INSERT INTO deliveries_out (notice_id, channel, state, attempts, next_at, sealed) VALUES ($1, $2, 'due', $3, $4, $5)",
            delivery.notice,
            delivery.channel,
            0_i64,
            micros(delivery.next_at),
            &delivery.sealed
        )?;
        Ok(())
    }

    /// Claims at most `limit` due deliveries of a channel until `until`, the oldest first. What another worker holds is passed over
    /// (PostgreSQL: `SKIP LOCKED`; SQLite has one writer); what a dead worker held comes back when its claim ends.
    pub async fn claim_deliveries(
        &mut self,
        channel: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: u32,
    ) -> StoreResult<Vec<Outgoing>> {
        self.writable()?;
        let lock = if self.is_postgres() { " FOR UPDATE SKIP LOCKED" } else { "" };
        let sql = format!(
            "SELECT notice_id, attempts, sealed FROM deliveries_out WHERE state = 'due' AND channel = $1 AND next_at <= $2 \
             AND (claimed_until IS NULL OR claimed_until <= $2) ORDER BY next_at, notice_id LIMIT $3{lock}"
        );
        type Claimed = (Uuid, i64, Option<Vec<u8>>);
        let (now, until) = (micros(now), micros(until));
        let due = fetch_all!(self, Claimed, sqlx::AssertSqlSafe(sql), channel, now, i64::from(limit))?;
        let mut claimed = Vec::with_capacity(due.len());
        for (notice, tried, sealed) in due {
            let sql = "UPDATE deliveries_out SET claimed_until = $1 WHERE notice_id = $2 AND channel = $3";
            execute!(self, sql, until, notice, channel)?;
            let notice =
                self.notice(notice).await?.ok_or_else(|| StoreError::not_found("notice", notice.to_string()))?;
            claimed.push(Outgoing { notice, attempts: attempts(tried)?, sealed, claimed_until: until });
        }
        Ok(claimed)
    }

    /// Ends a claimed delivery in a final state; its secrets are forgotten. `false` if the claim is no longer this worker's.
    pub async fn finish_delivery(
        &mut self,
        channel: &str,
        claimed: &Outgoing,
        state: DeliveryState,
        answer: Option<&str>,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        // What nobody received may be sent again by hand: its address is kept.
        let forget = !state.undelivered();
        let done = execute!(
            self,
            "UPDATE deliveries_out SET state = $1, attempts = attempts + 1, claimed_until = NULL, last_error = $2, finished_at = $3, \
             sealed = CASE WHEN $4 THEN NULL ELSE sealed END \
             WHERE notice_id = $5 AND channel = $6 AND state = 'due' AND claimed_until = $7",
            state.code(),
            answer,
            micros(at),
            forget,
            claimed.notice.id,
            channel,
            claimed.claimed_until
        )?;
        Ok(done == 1)
    }

    /// Gives a claimed delivery back, to be tried again at `next_at`. `false` if the claim is no longer this worker's.
    pub async fn postpone_delivery(
        &mut self,
        channel: &str,
        claimed: &Outgoing,
        answer: &str,
        next_at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        let done = execute!(
            self,
            "UPDATE deliveries_out SET attempts = attempts + 1, claimed_until = NULL, last_error = $1, next_at = $2 \
             WHERE notice_id = $3 AND channel = $4 AND state = 'due' AND claimed_until = $5",
            answer,
            micros(next_at),
            claimed.notice.id,
            channel,
            claimed.claimed_until
        )?;
        Ok(done == 1)
    }

    /// When the next delivery of a channel is due; `None` when the outbox is empty.
    pub async fn next_delivery(&mut self, channel: &str) -> StoreResult<Option<DateTime<Utc>>> {
        let sql = "SELECT next_at FROM deliveries_out WHERE state = 'due' AND channel = $1 ORDER BY next_at LIMIT 1";
        Ok(fetch_optional!(self, (DateTime<Utc>,), sql, channel)?.map(|(at,)| at))
    }

    /// What did not reach anybody or is in trouble, newest first.
    pub async fn troubled_deliveries(&mut self, skip: u64, limit: u32) -> StoreResult<Vec<DeliveryRow>> {
        let sql = format!("{LISTED} WHERE {TROUBLED} ORDER BY d.notice_id DESC LIMIT $1 OFFSET $2");
        let skip = i64::try_from(skip).unwrap_or(i64::MAX);
        let rows = fetch_all!(self, OutRow, sqlx::AssertSqlSafe(sql), i64::from(limit), skip)?;
        rows.into_iter().map(OutRow::into_delivery).collect()
    }

    /// How many deliveries there are in each state.
    pub async fn count_deliveries(&mut self) -> StoreResult<Vec<(DeliveryState, u64)>> {
        let rows = fetch_all!(
            self,
            (String, i64),
            "SELECT state, COUNT(*) FROM deliveries_out GROUP BY state ORDER BY state"
        )?;
        rows.into_iter()
            .map(|(code, n)| {
                let state =
                    DeliveryState::from_code(&code).ok_or_else(|| StoreError::corrupt("deliveries_out.state", code))?;
                Ok((state, crate::sql::unsigned(n, "count")?))
            })
            .collect()
    }

    /// How many the desk looks at.
    pub async fn count_troubled(&mut self) -> StoreResult<u64> {
        let sql = format!("SELECT COUNT(*) FROM deliveries_out d WHERE {TROUBLED}");
        let (n,): (i64,) = fetch_one!(self, (i64,), sqlx::AssertSqlSafe(sql))?;
        crate::sql::unsigned(n, "count")
    }

    /// Deliveries of some notices.
    pub async fn deliveries_of(&mut self, notices: &[Uuid]) -> StoreResult<Vec<DeliveryRow>> {
        let mut all = Vec::new();
        for part in notices.chunks(crate::sql::LIST) {
            let head = format!("{LISTED} WHERE d.notice_id IN");
            let rows = fetch_in!(self, OutRow, head, part, "ORDER BY d.notice_id DESC, d.channel")?;
            all.extend(rows);
        }
        all.into_iter().map(OutRow::into_delivery).collect()
    }

    /// Sends an undelivered message again: due at once, with all attempts before it. `false` if it is in no such state.
    pub async fn retry_delivery(&mut self, notice: Uuid, channel: &str, at: DateTime<Utc>) -> StoreResult<bool> {
        self.writable()?;
        let done = execute!(
            self,
            "UPDATE deliveries_out SET state = 'due', attempts = $1, next_at = $2, claimed_until = NULL, finished_at = NULL \
             WHERE notice_id = $3 AND channel = $4 AND (state IN ('refused', 'given-up', 'no-address') OR (state = 'due' AND attempts > 0 \
             AND (claimed_until IS NULL OR claimed_until <= $2)))",
            0_i64,
            micros(at),
            notice,
            channel
        )?;
        Ok(done == 1)
    }

    /// Takes back that a message arrived: a report says it did not. `false` if it was not thought to have.
    pub async fn bounce_delivery(
        &mut self,
        notice: Uuid,
        channel: &str,
        state: DeliveryState,
        answer: &str,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        let done = execute!(
            self,
            "UPDATE deliveries_out SET state = $1, last_error = $2, finished_at = $3 \
             WHERE notice_id = $4 AND channel = $5 AND state = 'sent'",
            state.code(),
            answer,
            micros(at),
            notice,
            channel
        )?;
        Ok(done == 1)
    }
}
