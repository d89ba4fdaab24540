//! Contracts with service contractors end by themselves once their last day has passed: nobody keeps access because somebody
//! forgot to press a button.
use crate::portal::Core;
use crate::services::accounts::contracts;
use contract::PortResult;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pause between two rounds: the access ends in the first hour of the day after.
const HOUR: Duration = Duration::from_secs(60 * 60);
/// The first round waits until the start is over.
const FIRST: Duration = Duration::from_secs(60);

/// Runs until told to stop.
pub async fn run(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    let mut pause = FIRST;
    loop {
        tokio::select! {
            _ = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        pause = HOUR;
        match round(&core).await {
            Ok(0) => {}
            Ok(ended) => tracing::info!(ended, "contracts past their last day ended"),
            Err(error) => tracing::error!(%error, "contracts past their last day could not be ended"),
        }
    }
}

/// Ends the contracts whose last day has passed; how many.
///
/// # Errors
/// Of database and keys; what ended until then stays ended.
pub async fn round(core: &Core) -> PortResult<u64> {
    contracts::end_past(core).await
}
