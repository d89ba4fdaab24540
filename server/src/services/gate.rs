//! Places for work that Polars does: so many at once, so many waiting, and beyond that a 503 at once. A query that cannot be
//! interrupted keeps its place until it ends, though its reader got an answer at the time limit.
use contract::{ErrorCode, PortError, Refusal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tabular::Control;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The gate. Cheap to clone.
#[derive(Clone)]
pub struct Gate {
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    most: usize,
}

/// Leaves the queue when dropped, also when the reader goes away while waiting.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Gate {
    /// `places` at once, `most` more waiting.
    pub fn new(places: usize, most: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places.max(1))), waiting: Arc::default(), most }
    }

    /// A place, or `busy` when the queue is full or the wait too long.
    ///
    /// # Errors
    /// `busy`.
    pub async fn enter(&self, patience: Duration) -> Result<OwnedSemaphorePermit, PortError> {
        let busy = || PortError::from(Refusal::new(ErrorCode::Busy));
        if self.waiting.fetch_add(1, Ordering::SeqCst) >= self.most + self.places.available_permits() {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(busy());
        }
        let _waiting = Waiting(self.waiting.clone());
        match tokio::time::timeout(patience, self.places.clone().acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(busy()),
        }
    }

    /// Runs blocking work in a place of its own, at most `limit` long. The work is told to stop at the limit, or when its reader is gone.
    ///
    /// # Errors
    /// `busy`, `timed-out`, or what the work ends with.
    pub async fn run<T, F>(&self, limit: Duration, work: F) -> Result<T, PortError>
    where
        T: Send + 'static,
        F: FnOnce(&Control) -> Result<T, PortError> + Send + 'static,
    {
        let permit = self.enter(limit).await?;
        let control = Control::within(limit);
        let _cancel = Cancel(control.clone());
        let task = tokio::task::spawn_blocking(move || {
            let answer = work(&control);
            drop(permit);
            answer
        });
        match tokio::time::timeout(limit, task).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(panic)) => Err(super::internal(panic)),
            Err(_) => Err(Refusal::new(ErrorCode::TimedOut).fact("seconds", limit.as_secs()).into()),
        }
    }
}

/// Tells the work to stop when nobody waits for it any more.
struct Cancel(Control);

impl Drop for Cancel {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_full_queue_answers_at_once_and_the_limit_holds() {
        let gate = Gate::new(1, 0);
        // Work that cannot be interrupted: it keeps its place until it ends, though its reader got an answer.
        let slow = gate.run(Duration::from_millis(50), |_| {
            std::thread::sleep(Duration::from_millis(300));
            Ok(())
        });
        let (slow, second) = tokio::join!(slow, async {
            tokio::time::sleep(Duration::from_millis(10)).await;
            gate.run(Duration::from_secs(1), |_| Ok(1)).await
        });
        assert_eq!(slow.unwrap_err().code(), ErrorCode::TimedOut);
        assert_eq!(second.unwrap_err().code(), ErrorCode::Busy);
        assert_eq!(gate.run(Duration::from_secs(1), |_| Ok(1)).await.unwrap_err().code(), ErrorCode::Busy);
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(gate.run(Duration::from_secs(1), |_| Ok(2)).await.unwrap(), 2);
    }
}
