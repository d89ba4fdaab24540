//! Agreements end at 24:00 of their last day, destruction becomes late, expiry is announced, and whoever ordered rectification hears that its
//! day is over: once a minute.
use crate::portal::Core;
use crate::services::access::{agreements, violations};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pause between two rounds. Access itself ends by the dates, not by this.
const PAUSE: Duration = Duration::from_secs(60);
/// The first round waits until the start is over.
const FIRST: Duration = Duration::from_secs(10);

/// Runs until told to stop.
pub async fn run(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    let mut pause = FIRST;
    loop {
        tokio::select! {
            _ = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        pause = PAUSE;
        match agreements::tick::all(&core).await {
            Ok(0) => {}
            Ok(done) => tracing::info!(done, "agreements"),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "agreements were not watched; next try soon"),
        }
        match violations::tick::all(&core).await {
            Ok(0) => {}
            Ok(told) => tracing::info!(told, "violations"),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "violations were not watched; next try soon"),
        }
    }
}
