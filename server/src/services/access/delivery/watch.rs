//! A delivery under way: before each part goes out it is asked again whether it may. The end of the agreement is seen at once, since its instant is
//! known; what others do meanwhile (中止开放, 暂时关闭权限, an end by violation, a suspended account) as soon as this process commits it, and from
//! other processes within [`LOOK`].
use super::super::super::internal;
use super::ask::{self, Ask};
use super::open::Opened;
use crate::portal::Core;
use bytes::Bytes;
use contract::{PortError, PortResult};
use domain::access::delivery::{Cut, still};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch::Receiver;

/// How old what is known may be.
const LOOK: Duration = Duration::from_millis(250);

struct Watched {
    core: Arc<Core>,
    ask: Ask,
    opened: Opened,
    body: BoxStream<'static, PortResult<Bytes>>,
    committed: Receiver<i64>,
    looked: Instant,
    ended: bool,
}

/// The same bytes, as long as they may leave.
pub fn over(
    core: Arc<Core>,
    ask: Ask,
    opened: Opened,
    body: BoxStream<'static, PortResult<Bytes>>,
) -> BoxStream<'static, PortResult<Bytes>> {
    let committed = core.store.committed();
    let watched = Watched { core, ask, opened, body, committed, looked: Instant::now(), ended: false };
    stream::unfold(watched, next).boxed()
}

async fn next(mut watched: Watched) -> Option<(PortResult<Bytes>, Watched)> {
    if watched.ended {
        return None;
    }
    let part = watched.body.next().await?;
    let part = match watched.check().await {
        Ok(Ok(())) => part,
        Ok(Err(reason)) => Err(watched.cut(&reason).await),
        Err(error) => Err(error),
    };
    watched.ended = part.is_err();
    Some((part, watched))
}

impl Watched {
    async fn check(&mut self) -> PortResult<Result<(), Cut>> {
        let now = self.core.clock.now();
        if self.looked.elapsed() >= LOOK || self.committed.has_changed().unwrap_or(true) {
            self.committed.mark_unchanged();
            self.looked = Instant::now();
            let mut tx = self.core.store.read().await.map_err(internal)?;
            let id = self.opened.row.entitlement.id;
            let Some(row) = tx.entitlement(id).await.map_err(internal)? else { return Ok(Err(Cut::Ended)) };
            self.opened.row = row;
            self.opened.standing = tx.standing(self.opened.row.entitlement.dataset).await.map_err(internal)?;
            if let Err(reason) = self.ask.stands(&mut tx, &self.opened.row.entitlement, now).await? {
                return Ok(Err(reason));
            }
        }
        Ok(still(&self.opened.row.entitlement, now, self.opened.suspended(), self.opened.withdrawn()))
    }

    /// Written down beside the access that was granted.
    async fn cut(&mut self, reason: &Cut) -> PortError {
        let ask = Ask { id: self.core.ids.id(self.core.clock.now()), ..self.ask.clone() };
        match ask::cut(&self.core, &ask, &self.opened.row, reason).await {
            Ok(error) | Err(error) => error,
        }
    }
}
