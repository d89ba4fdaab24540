//! Background work: the index follows the feed; what nobody needs any more is cleared away.
pub mod index;
pub mod tidy;

use crate::portal::Core;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Starts all jobs; they end when `stop` turns true.
pub fn start(core: &Arc<Core>, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(index::follow(core.clone(), stop.clone()));
    jobs.spawn(tidy::run(core.clone(), stop.clone()));
    jobs.spawn(tidy::searches(core.clone(), stop.clone()));
    jobs
}
