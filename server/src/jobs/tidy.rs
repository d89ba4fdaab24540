//! Clears away once a day: searches that are too old to count, files that nothing names any more.
use crate::portal::Core;
use chrono::{Days, TimeDelta};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pause between two rounds.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The first round waits until the start is over.
const FIRST: Duration = Duration::from_secs(5 * 60);
/// Days that searched terms are kept, for 大家在搜.
const TERMS_KEPT: u64 = 90;
/// A file younger than this may belong to an import that has not committed yet.
const ORPHAN_HOURS: i64 = 24;

/// Searches are written this often.
const SEARCHES: Duration = Duration::from_secs(60);

/// Writes what readers searched for, every minute and at the end.
pub async fn searches(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    loop {
        let ended = tokio::time::timeout(SEARCHES, stop.changed()).await.is_ok();
        if let Err(error) = core.searches.write(&core).await {
            tracing::warn!(error = format!("{error:#}"), "searches were not counted");
        }
        if ended {
            return;
        }
    }
}

/// Runs until told to stop.
pub async fn run(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    let mut pause = FIRST;
    loop {
        tokio::select! {
            _ = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        pause = DAY;
        if let Err(error) = round(&core).await {
            tracing::warn!(error = format!("{error:#}"), "tidying failed; next try tomorrow");
        }
    }
}

async fn round(core: &Core) -> anyhow::Result<()> {
    let today = core.clock.today();
    let old = core.clock.now() - TimeDelta::hours(ORPHAN_HOURS);
    let mut tx = core.store.write().await?;
    tx.forget_searches(today, today - Days::new(TERMS_KEPT)).await?;
    let forgotten = tx.forget_unused_files(old).await?;
    tx.commit(Vec::new()).await?;
    tracing::info!(forgotten, "tidied");
    Ok(())
}
