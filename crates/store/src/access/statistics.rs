//! Applications as the public statistics read them: states, lines and clocks, no texts.
use crate::cases::ClockRow;
use crate::sql::micros;
use crate::tx::{Tx, fetch_all, fetch_one};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::access::review::Review;
use domain::cases::{CaseKind, Stored};
use std::collections::HashMap;
use uuid::Uuid;

/// Changes whenever a figure can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ApplicationsStamp {
    pub count: i64,
    /// Of all changes there were.
    pub versions: i64,
    pub first: Option<DateTime<Utc>>,
    pub last: Option<DateTime<Utc>>,
}

impl Tx {
    /// How many applications there are, when the first and the last one was filed, and a number that every change raises.
    pub async fn applications_stamp(&mut self) -> StoreResult<ApplicationsStamp> {
        let (count, versions, first, last) = fetch_one!(
            self,
            (i64, i64, Option<DateTime<Utc>>, Option<DateTime<Utc>>),
            "SELECT COUNT(*), CAST(COALESCE(SUM(version), 0) AS BIGINT), MIN(filed_at), MAX(filed_at) FROM cases WHERE kind = $1",
            CaseKind::Application.code()
        )?;
        Ok(ApplicationsStamp { count, versions, first, last })
    }

    /// The applications filed from an instant up to another, each with its clocks.
    pub async fn applications_between(
        &mut self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> StoreResult<Vec<(Review, Vec<ClockRow>)>> {
        let rows = fetch_all!(
            self,
            (Uuid, i64, String),
            "SELECT id, schema_version, data FROM cases WHERE kind = $1 AND filed_at >= $2 AND filed_at < $3 ORDER BY filed_at, id",
            CaseKind::Application.code(),
            micros(from),
            micros(until)
        )?;
        let mut clocks: HashMap<Uuid, Vec<ClockRow>> = HashMap::new();
        for clock in self.clocks_of_kind(CaseKind::Application, micros(from), micros(until)).await? {
            clocks.entry(clock.case).or_default().push(clock);
        }
        let read = |(id, schema, data): (Uuid, i64, String)| {
            let review = Review::from_stored(schema, &data)
                .map_err(|error| StoreError::corrupt("cases.data", error.to_string()))?;
            Ok((review, clocks.remove(&id).unwrap_or_default()))
        };
        rows.into_iter().map(read).collect()
    }
}
