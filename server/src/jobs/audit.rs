//! Checks the audit trail every night and lets go of what is older than the retention.
use crate::portal::Core;
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A first look once the start is over, so that the page never says "not checked yet" for a day.
const FIRST: Duration = Duration::from_secs(60);
/// Hour of the night in Asia/Shanghai at which the chain is read.
const HOUR: u32 = 3;

/// Runs until told to stop.
pub async fn run(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    let mut pause = FIRST;
    loop {
        tokio::select! {
            _ = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        if let Err(error) = crate::services::audit::verify::round(&core).await {
            tracing::error!(error = format!("{error:#}"), "the audit trail could not be checked");
        }
        pause = until_night(core.clock.now());
    }
}

/// Time to the next 03:00 (+08:00).
fn until_night(now: DateTime<Utc>) -> Duration {
    let local = now + TimeDelta::hours(8);
    let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    let today = local.date_naive().and_time(hour).and_utc();
    let next = if today > local { today } else { today.checked_add_days(Days::new(1)).unwrap_or(today) };
    (next - local).to_std().unwrap_or(Duration::from_secs(60 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_is_read_at_three_in_the_night() {
        let at = |text: &str| until_night(text.parse().expect("an instant")).as_secs();
        assert_eq!(at("2026-09-28T18:00:00Z"), 3600, "02:00 in Shanghai");
        assert_eq!(at("2026-09-28T19:00:00Z"), 24 * 3600, "03:00 sharp: the next one");
        assert_eq!(at("2026-09-28T20:00:00Z"), 23 * 3600);
    }
}
