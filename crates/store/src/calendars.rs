//! Working-day calendars by year. Every text is kept, for cases name the version they were counted with.
use crate::sql::micros;
use crate::tx::{Tx, execute, fetch_all, fetch_optional};
use crate::{ChangeKind, StoreResult};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A version of one year's calendar.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CalendarYear {
    pub id: Uuid,
    pub year: i64,
    /// 1, 2, 3 … within the year.
    pub version: i64,
    /// As imported; without days it is a year not yet announced.
    pub text: String,
    /// Where the text came from.
    pub source: String,
    #[sqlx(rename = "imported_at")]
    pub imported: DateTime<Utc>,
}

impl Tx {
    /// Enters a calendar of a year. Returns whether it differs from the one in force; only then it becomes a new version.
    pub async fn put_calendar(
        &mut self,
        id: Uuid,
        year: i64,
        text: &str,
        source: &str,
        at: DateTime<Utc>,
    ) -> StoreResult<bool> {
        self.writable()?;
        let hash = hex::encode(Sha256::digest(text));
        let latest = fetch_optional!(
            self,
            (i64, String),
            "SELECT version, hash FROM calendar_years WHERE year = $1 ORDER BY version DESC LIMIT 1",
            year
        )?;
        let version = match latest {
            Some((_, known)) if known == hash => return Ok(false),
            Some((version, _)) => version + 1,
            None => 1,
        };
        execute!(
            self,
            "INSERT INTO calendar_years (id, year, version, text, hash, source, imported_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id,
            year,
            version,
            text,
            &hash,
            source,
            micros(at)
        )?;
        self.note(ChangeKind::CalendarPut, &year.to_string(), at);
        Ok(true)
    }

    /// The calendars in force, one a year, by year.
    pub async fn calendars(&mut self) -> StoreResult<Vec<CalendarYear>> {
        fetch_all!(
            self,
            CalendarYear,
            "SELECT c.id, c.year, c.version, c.text, c.source, c.imported_at FROM calendar_years c
             WHERE c.version = (SELECT MAX(x.version) FROM calendar_years x WHERE x.year = c.year) ORDER BY c.year"
        )
    }

    /// Every version of a year, newest first.
    pub async fn calendar_versions(&mut self, year: i64) -> StoreResult<Vec<CalendarYear>> {
        fetch_all!(
            self,
            CalendarYear,
            "SELECT id, year, version, text, source, imported_at FROM calendar_years WHERE year = $1 ORDER BY version DESC",
            year
        )
    }

    /// One version by its id.
    pub async fn calendar(&mut self, id: Uuid) -> StoreResult<Option<CalendarYear>> {
        fetch_optional!(
            self,
            CalendarYear,
            "SELECT id, year, version, text, source, imported_at FROM calendar_years WHERE id = $1",
            id
        )
    }
}
