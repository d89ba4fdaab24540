//! Background work: the index follows the feed; the audit trail is checked; contracts end; mails leave; deadlines are watched; what nobody needs any more is cleared away.
pub mod audit;
pub mod contracts;
pub mod deadlines;
pub mod index;
pub mod mail;
pub mod tidy;

use crate::portal::Core;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Starts all jobs; they end when `stop` turns true.
pub fn start(core: &Arc<Core>, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(index::follow(core.clone(), stop.clone()));
    jobs.spawn(mail::run(core.clone(), stop.clone()));
    jobs.spawn(deadlines::run(core.clone(), stop.clone()));
    jobs.spawn(audit::run(core.clone(), stop.clone()));
    jobs.spawn(contracts::run(core.clone(), stop.clone()));
    jobs.spawn(tidy::run(core.clone(), stop.clone()));
    jobs.spawn(tidy::searches(core.clone(), stop.clone()));
    jobs
}
