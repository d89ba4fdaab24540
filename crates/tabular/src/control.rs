//! Stopping work that nobody waits for any more.

use crate::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A flag and a deadline, looked at between batches. Clones share the flag.
#[derive(Clone, Debug, Default)]
pub struct Control {
    cancelled: Arc<AtomicBool>,
    deadline: Option<Instant>,
}

impl Control {
    /// Stops when [`Control::cancel`] is called, or this much from now.
    pub fn within(limit: Duration) -> Self {
        Control { deadline: Some(now() + limit), ..Control::default() }
    }

    /// Asks the work to stop at its next look.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// # Errors
    /// [`Error::Cancelled`] or [`Error::DeadlinePassed`].
    pub fn check(&self) -> Result<()> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        match self.deadline {
            Some(deadline) if now() >= deadline => Err(Error::DeadlinePassed),
            _ => Ok(()),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "how long a computation runs is not a date anyone decides by")]
fn now() -> Instant {
    Instant::now()
}
