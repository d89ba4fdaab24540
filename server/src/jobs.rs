//! Background work: the index follows the feed; the audit trail is checked; contracts and agreements end; notices leave; deadlines are watched; what nobody
//! needs any more is cleared away.
pub mod agreements;
pub mod audit;
pub mod contracts;
pub mod deadlines;
pub mod index;
pub mod outbox;
pub mod regulation;
pub mod tidy;
pub mod windows;

use crate::portal::Core;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Starts all jobs; they end when `stop` turns true.
pub fn start(core: &Arc<Core>, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(index::follow(core.clone(), stop.clone()));
    for channel in outbox::channels(core) {
        jobs.spawn(outbox::run(core.clone(), channel, stop.clone()));
    }
    jobs.spawn(deadlines::run(core.clone(), stop.clone()));
    jobs.spawn(agreements::run(core.clone(), stop.clone()));
    jobs.spawn(regulation::run(core.clone(), stop.clone()));
    jobs.spawn(audit::run(core.clone(), stop.clone()));
    jobs.spawn(contracts::run(core.clone(), stop.clone()));
    jobs.spawn(windows::run(core.clone(), stop.clone()));
    jobs.spawn(tidy::run(core.clone(), stop.clone()));
    jobs.spawn(tidy::searches(core.clone(), stop.clone()));
    jobs
}
