//! Windows open by themselves: whoever asked to be reminded is told.
use crate::portal::Core;
use crate::services::opening::reminders;
use contract::PortResult;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pause between two rounds: whoever asked is told in the first minutes of the first day.
const PAUSE: Duration = Duration::from_secs(5 * 60);
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
        pause = PAUSE;
        match round(&core).await {
            Ok(0) => {}
            Ok(told) => tracing::info!(told, "reminded of windows that opened"),
            Err(error) => tracing::error!(%error, "reminders of windows could not be sent"),
        }
    }
}

/// Tells everybody whose authority accepts applications now; how many.
///
/// # Errors
/// Of database and keys; who was told until then stays told.
pub async fn round(core: &Core) -> PortResult<u64> {
    reminders::due(core).await
}
