//! Time, ids and randomness are arguments everywhere; this is the one file that reads the real ones.
use chrono::{DateTime, Duration, NaiveDate, Utc};
use std::sync::Mutex;
use uuid::Uuid;

/// Where the present comes from.
pub trait Clock: Send + Sync {
    /// The present instant, to the microsecond (what both databases keep).
    fn now(&self) -> DateTime<Utc>;

    /// The legal date in Asia/Shanghai (+08:00, no daylight saving since 1991).
    fn today(&self) -> NaiveDate {
        (self.now() + Duration::hours(8)).date_naive()
    }
}

/// Where identifiers and secrets come from.
pub trait IdSource: Send + Sync {
    /// A time-ordered identifier (UUIDv7) for this instant.
    fn id(&self, now: DateTime<Utc>) -> Uuid;
    /// Bytes nobody can guess.
    fn secret(&self) -> [u8; 32];
}

/// The machine's clock and randomness.
#[derive(Debug, Default)]
pub struct System;

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        truncate(DateTime::<Utc>::from(std::time::SystemTime::now()))
    }
}

impl IdSource for System {
    fn id(&self, now: DateTime<Utc>) -> Uuid {
        let mut bytes = [0; 10];
        fill(&mut bytes);
        uuid::Builder::from_unix_timestamp_millis(now.timestamp_millis().unsigned_abs(), &bytes).into_uuid()
    }

    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        fill(&mut bytes);
        bytes
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks for randomness")]
fn fill(bytes: &mut [u8]) {
    use rand::RngCore;
    rand::rng().fill_bytes(bytes);
}

fn truncate(instant: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(instant.timestamp_micros()).unwrap_or(instant)
}

/// A clock for tests: stands still until it is moved.
#[derive(Debug)]
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// Starts at `instant`.
    pub fn new(instant: DateTime<Utc>) -> Self {
        Self(Mutex::new(instant))
    }

    /// Moves to `instant`.
    pub fn set(&self, instant: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = instant;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
