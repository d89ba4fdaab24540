//! Clears away once a day: searches that are too old to count, files that nothing names any more.
use crate::portal::Core;
use crate::services::applications::kept;
use anyhow::Context;
use chrono::{Days, TimeDelta};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Pause between two rounds.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The first round waits until the start is over.
const FIRST: Duration = Duration::from_secs(5 * 60);
/// Days that searched terms are kept, for 大家在搜.
const TERMS_KEPT: u64 = 90;
/// A file younger than this may belong to an import that has not committed yet.
const ORPHAN_HOURS: i64 = 24;
/// Tries to sign in are shown to their owner and counted for throttling; the audit trail keeps them longer.
const SIGN_INS_KEPT: TimeDelta = TimeDelta::days(180);
/// Rows of files read at once.
const PAGE: u32 = 1_000;

/// Searches are written this often.
const SEARCHES: Duration = Duration::from_secs(60);

/// Writes what readers searched for, every minute and at the end.
pub async fn searches(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    loop {
        let ended = tokio::time::timeout(SEARCHES, stop.changed()).await.is_ok();
        if let Err(error) = core.searches.write(&core).await {
            tracing::warn!(error = format!("{error:#}"), "searches were not counted");
        }
        if ended {
            return;
        }
    }
}

/// Runs until told to stop.
pub async fn run(core: Arc<Core>, mut stop: watch::Receiver<bool>) {
    let mut pause = FIRST;
    loop {
        tokio::select! {
            _ = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        pause = DAY;
        if let Err(error) = round(&core).await {
            tracing::warn!(error = format!("{error:#}"), "tidying failed; next try tomorrow");
        }
    }
}

/// One round: old searches, drafts of applications that nobody touches, then rows of files that nothing names, then the files themselves and
/// private documents that nothing names.
///
/// # Errors
/// Of the database or the file store; what was cleared until then stays cleared.
pub async fn round(core: &Core) -> anyhow::Result<Tidied> {
    let today = core.clock.today();
    let old = core.clock.now() - TimeDelta::hours(ORPHAN_HOURS);
    let mut tx = core.store.write().await?;
    tx.forget_searches(today, today - Days::new(TERMS_KEPT)).await?;
    let forgotten = tx.forget_unused_files(old).await?;
    tx.forget_sessions(core.clock.now()).await?;
    tx.forget_sign_ins(core.clock.now() - SIGN_INS_KEPT).await?;
    tx.forget_forms(core.clock.now()).await?;
    tx.commit(Vec::new()).await?;
    let (warned, dropped) =
        kept::round(core).await.map_err(|error| anyhow::anyhow!("drafts of applications: {error}"))?;
    tracing::info!(warned, dropped, "drafts of applications that nobody touches");
    // Read after `old` was fixed: a file that gets its row meanwhile was published meanwhile, and is too young to go.
    let files = known(core, Kept::Files).await?;
    let mut removed = core.files.remove_orphans(|sha256| files.contains(sha256), old).await?;
    // Documents are encrypted before the transaction that names them: where that failed, nobody ever will.
    let documents = known(core, Kept::Documents).await?;
    removed += core.private.remove_orphans(|name| documents.contains(name), old).await?;
    tracing::info!(forgotten, removed, "tidied");
    Ok(Tidied { forgotten, removed })
}

/// What a round cleared away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tidied {
    /// Rows of files that nothing named.
    pub forgotten: u64,
    /// Stored files without a row, and temporary files left over.
    pub removed: u64,
}

/// Addresses of all files the database knows, 32 bytes each and in order, so that a million take 32 MB.
struct Known(Vec<[u8; 32]>);

impl Known {
    fn contains(&self, sha256: &str) -> bool {
        // What is no address is none of ours: it stays.
        address(sha256).is_none_or(|address| self.0.binary_search(&address).is_ok())
    }
}

fn address(sha256: &str) -> Option<[u8; 32]> {
    hex::decode(sha256).ok()?.try_into().ok()
}

/// What keeps an object of a store from going.
enum Kept {
    /// Rows of public files.
    Files,
    /// Whatever names a private document.
    Documents,
}

async fn known(core: &Core, kept: Kept) -> anyhow::Result<Known> {
    let (mut known, mut after) = (Vec::new(), String::new());
    let mut tx = core.store.read().await?;
    loop {
        let names: Vec<String> = match kept {
            Kept::Files => tx.files(&after, PAGE).await?.into_iter().map(|row| row.sha256).collect(),
            Kept::Documents => tx.private_objects(&after, PAGE).await?,
        };
        let Some(last) = names.last() else { break };
        after.clone_from(last);
        for name in &names {
            known.push(address(name).with_context(|| format!("{name} is no SHA-256"))?);
        }
    }
    // Both databases order by bytes; a search in another order would take files for orphans.
    known.sort_unstable();
    Ok(Known(known))
}
