//! Changes of profiles that were confirmed for a day come into force at its beginning (+08:00).
use crate::portal::Core;
use crate::services::regulation::publish;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pause between two looks: an index is asked, nothing is locked.
const PAUSE: Duration = Duration::from_secs(60);

/// Runs until told to stop.
pub async fn run(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = tokio::time::sleep(PAUSE) => {}
            _ = stop.changed() => return,
        }
        match publish::due(&core).await {
            Ok(0) => {}
            Ok(n) => tracing::info!(n, "changes of regulation profiles came into force"),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "changes of profiles wait; next try soon"),
        }
    }
}
