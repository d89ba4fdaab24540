//! What an agreement entitles to: one entitlement per approved line.
use crate::access::DeliveryMode;
use crate::access::application::RequestLine;
use crate::calendar::{CalendarError, day_begins_at, legal_date};
use crate::code_list;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Version of the stored form.
pub const SCHEMA: i64 = 1;

code_list! {
    /// For what time a number of calls or rows is agreed.
    VolumeUnit { Day = "day", Month = "month", Total = "total" }
}

/// 调用频次/数据量: so many calls (interface, query) in each legal day, month, or in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volume {
    pub count: u64,
    pub unit: VolumeUnit,
}

impl VolumeUnit {
    /// Since when use is counted at an instant; `begun` is when the entitlement began.
    ///
    /// # Errors
    /// Of the calendar.
    pub fn since(self, now: DateTime<Utc>, begun: DateTime<Utc>) -> Result<DateTime<Utc>, CalendarError> {
        let today = legal_date(now)?;
        match self {
            Self::Day => day_begins_at(today),
            Self::Month => day_begins_at(today.with_day(1).unwrap_or(today)),
            Self::Total => Ok(begun),
        }
    }
}

/// The right of a party to a dataset under an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entitlement {
    pub id: Uuid,
    /// Number of the agreement, the trace mark of everything delivered under it.
    pub agreement: String,
    pub party: Uuid,
    pub dataset: Uuid,
    pub publisher: Uuid,
    pub mode: DeliveryMode,
    /// The data items approved, by name; later ones are never included.
    pub items: Vec<String>,
    /// 数据范围; open at either end where the data covers no time.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Empty = all the data covers.
    pub regions: Vec<String>,
    pub volume: Option<Volume>,
    /// How consent to personal information or trade secrets is given: `now` (evidence is attached), `per-call`, `treatment`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
    /// The system it is for (C1-19); empty where none was needed.
    pub system: String,
    /// The instant the agreement took effect.
    pub begins: DateTime<Utc>,
    /// Exclusive: 24:00 of the last day. `None` while a renewal is being decided.
    pub ends: Option<DateTime<Utc>>,
    /// 暂时关闭权限 of this user, by a violation case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<DateTime<Utc>>,
}

/// The entitlement of an approved line.
pub fn grant(
    id: Uuid,
    line: &RequestLine,
    agreement: &str,
    party: Uuid,
    system: &str,
    (begins, ends): (DateTime<Utc>, DateTime<Utc>),
) -> Entitlement {
    Entitlement {
        id,
        agreement: agreement.to_owned(),
        party,
        dataset: line.dataset,
        publisher: line.publisher,
        mode: line.mode,
        items: line.items.clone(),
        from: line.from,
        to: line.to,
        regions: line.regions.clone(),
        volume: line.volume,
        consent: line.consent.clone(),
        system: system.to_owned(),
        begins,
        ends: Some(ends),
        closed: None,
    }
}
