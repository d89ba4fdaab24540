//! 受限开放: windows, conditions, lines of applications. Applications, agreements and violations themselves are cases
//! ([`crate::cases`]) whose `data` is the stored form of `domain::access`.
mod agreement_lists;
mod agreements;
mod announcements;
mod applications;
mod credit;
mod deliveries;
mod entitlements;
mod keys;
mod restricted;
mod statistics;
mod templates;
mod violation_lists;

pub use agreement_lists::{Only, Whose};
pub use agreements::{AgreementRow, RegisterStamp, SignatureRow};
pub use announcements::{AnnouncementRow, AnnouncementText};
pub use applications::{ApplicationDraft, FilingRow, PaperRow};
pub use credit::CreditRow;
pub use deliveries::DeliveryRow;
pub use entitlements::{EntitlementRow, Standing};
pub use restricted::RestrictedRow;
pub use statistics::ApplicationsStamp;
pub use templates::{TemplateKind, TemplateRow};

use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all};
use crate::{StoreError, StoreResult};
use chrono::{DateTime, Utc};
use domain::access::conditions::{self, Conditions};
use domain::access::window::{self, Window};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A window and the version it was read with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowRow {
    pub window: Window,
    /// Raised by every change; 0 = not stored yet.
    pub version: i64,
}

/// A line of an application, as it is asked for across applications.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LineRow {
    #[sqlx(rename = "case_id")]
    pub case: Uuid,
    /// 序号, from 1.
    pub no: i64,
    #[sqlx(rename = "dataset_id")]
    pub dataset: Uuid,
    #[sqlx(rename = "publisher_id")]
    pub publisher: Uuid,
    /// `pending`, `agreed`, `refused`.
    pub decision: String,
}

/// Text of a stored value.
pub(crate) fn write<T: Serialize>(value: &T, column: &'static str) -> StoreResult<String> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt(column, error.to_string()))
}

/// A stored value of a schema that this program knows.
pub(crate) fn read<T: DeserializeOwned>(text: &str, schema: i64, newest: i64, column: &'static str) -> StoreResult<T> {
    if schema > newest {
        return Err(StoreError::corrupt(column, format!("schema {schema}")));
    }
    serde_json::from_str(text).map_err(|error| StoreError::corrupt(column, error.to_string()))
}

impl Tx {
    /// The windows of an authority, or all of them, in order of time.
    pub async fn windows(&mut self, authority: Option<Uuid>) -> StoreResult<Vec<WindowRow>> {
        let rows = fetch_all!(
            self,
            (String, i64, i64),
            "SELECT data, schema_version, version FROM access_windows
             WHERE authority_id = $1 OR $2 ORDER BY first_day, id",
            authority.unwrap_or_default(),
            authority.is_none()
        )?;
        rows.into_iter()
            .map(|(data, schema, version)| {
                Ok(WindowRow { window: read(&data, schema, window::SCHEMA, "access_windows.data")?, version })
            })
            .collect()
    }

    /// Stores a window, a new one at version 0, a changed one with the version it was read with.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody else was first.
    pub async fn put_window(&mut self, row: &WindowRow) -> StoreResult<()> {
        self.writable()?;
        let window = &row.window;
        let data = write(window, "access_windows.data")?;
        let touched = execute!(
            self,
            "INSERT INTO access_windows (id, authority_id, first_day, last_day, data, schema_version, version)
             VALUES ($1, $2, $3, $4, $5, $6, 1)
             ON CONFLICT (id) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day, data = excluded.data,
             schema_version = excluded.schema_version, version = access_windows.version + 1 WHERE access_windows.version = $7",
            window.id,
            window.authority,
            window.first,
            window.last,
            data,
            window::SCHEMA,
            row.version
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("access_windows.version".into())) }
    }

    /// Every version of the conditions of a dataset, the first one first.
    pub async fn conditions(&mut self, dataset: Uuid) -> StoreResult<Vec<Conditions>> {
        let rows = fetch_all!(
            self,
            (String, i64),
            "SELECT data, schema_version FROM access_conditions WHERE dataset_id = $1 ORDER BY number",
            dataset
        )?;
        let read = |(data, schema): (String, i64)| read(&data, schema, conditions::SCHEMA, "access_conditions.data");
        rows.into_iter().map(read).collect()
    }

    /// Stores a draft of conditions or publishes it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] for a version that is published already.
    pub async fn put_conditions(&mut self, set: &Conditions) -> StoreResult<()> {
        self.writable()?;
        let published: Option<DateTime<Utc>> = set.published.map(micros);
        let stored = Conditions { published, ..set.clone() };
        let touched = execute!(
            self,
            "INSERT INTO access_conditions (dataset_id, number, data, schema_version, published_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (dataset_id, number) DO UPDATE SET data = excluded.data, schema_version = excluded.schema_version,
             published_at = excluded.published_at WHERE access_conditions.published_at IS NULL",
            set.dataset,
            i64::from(set.version),
            write(&stored, "access_conditions.data")?,
            conditions::SCHEMA,
            published
        )?;
        if touched == 1 { Ok(()) } else { Err(StoreError::Conflict("access_conditions.published_at".into())) }
    }

    /// Stores the lines of an application as they stand.
    pub async fn put_lines(&mut self, lines: &[LineRow]) -> StoreResult<()> {
        self.writable()?;
        for line in lines {
            execute!(
                self,
                "INSERT INTO application_lines (case_id, no, dataset_id, publisher_id, decision) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (case_id, no) DO UPDATE SET decision = excluded.decision",
                line.case,
                line.no,
                line.dataset,
                line.publisher,
                &line.decision
            )?;
        }
        Ok(())
    }

    /// The lines of an application; of one publisher alone where one is named.
    pub async fn lines(&mut self, case: Uuid, publisher: Option<Uuid>) -> StoreResult<Vec<LineRow>> {
        fetch_all!(
            self,
            LineRow,
            "SELECT case_id, no, dataset_id, publisher_id, decision FROM application_lines
             WHERE case_id = $1 AND (publisher_id = $2 OR $3) ORDER BY no",
            case,
            publisher.unwrap_or_default(),
            publisher.is_none()
        )
    }
}
