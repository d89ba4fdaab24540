//! Is the record whole? The chain is read from its beginning (or the checkpoint that retention left), every row against the one before;
//! what an earlier check saw of its end is compared as well, so that rows cut off at the end are missed too. What cannot be forged without
//! the key file is signed: checkpoints, and the note of the last check.
use super::alarm;
use crate::portal::Core;
use anyhow::Context;
use chrono::{DateTime, Months, Utc};
use domain::audit::{Broken, Entry, GENESIS};
use serde::{Deserialize, Serialize};
use store::Tx;

/// Rows read at once.
const BATCH: u32 = 5_000;
/// Setting that holds the last check.
const NOTED: &str = "audit.verified";

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// First row looked at.
    pub from: i64,
    /// Last row that is sound, and its hash.
    pub through: i64,
    pub hash: String,
    /// Rows looked at.
    pub rows: u64,
    /// The first that does not fit.
    pub broken: Option<(i64, Broken)>,
}

/// The last check, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    pub through: i64,
    pub hash: String,
    pub at: DateTime<Utc>,
    /// Number and code of the first fault.
    pub broken: Option<(i64, String)>,
    signature: String,
}

fn sign(core: &Core, purpose: &str, seq: i64, hash: &str) -> String {
    core.keys.blind(purpose, &format!("{seq} {hash}"))
}

/// The last check noted with our signature.
///
/// # Errors
/// Of the database.
pub async fn noted(tx: &mut Tx, core: &Core) -> anyhow::Result<Option<Noted>> {
    let noted = tx.setting::<Noted>(NOTED).await?;
    Ok(noted.filter(|noted| noted.signature == sign(core, "audit-verified", noted.through, &noted.hash)))
}

/// Checks the chain from a row on, else from the beginning. Writes nothing.
///
/// # Errors
/// Of the database; when there is no row `from`.
pub async fn verify(core: &Core, from: Option<i64>) -> anyhow::Result<Verified> {
    let mut tx = core.store.read().await?;
    // Also after a check that found a fault: what was known of the end before it still holds.
    let known = noted(&mut tx, core).await?;
    let checkpoint = tx.audit_checkpoints().await?.pop();
    let start = match &checkpoint {
        Some(checkpoint) => (checkpoint.seq, checkpoint.hash.clone()),
        None => (0, GENESIS.to_owned()),
    };
    let mut found = Verified { from: start.0 + 1, through: start.0, hash: start.1, rows: 0, broken: None };
    // Read from the very first row there is, so that rows put in before the beginning are found as well.
    let mut after = 0;
    match from {
        Some(row) if row > start.0 + 1 => {
            let before = tx.audit_row(row - 1).await?.with_context(|| format!("there is no row {}", row - 1))?;
            (found.from, found.through, found.hash, after) = (row, row - 1, before.hash, row - 1);
        }
        _ => {
            if let Some(c) = checkpoint
                && c.signature != sign(core, "audit-checkpoint", c.seq, &c.hash)
            {
                found.broken = Some((c.seq, Broken::Checkpoint));
                return Ok(found);
            }
        }
    }
    drop(tx);
    loop {
        // A transaction for each batch: rows are only added behind, and a long one would hold up the database.
        let rows = core.store.read().await?.audit_after(after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        for row in rows {
            found.rows += 1;
            let fits = domain::audit::verify(found.through, &found.hash, &row).and_then(|()| match &known {
                Some(known) if known.through == row.seq && known.hash != row.hash => Err(Broken::End),
                _ => Ok(()),
            });
            if let Err(broken) = fits {
                found.broken = Some((row.seq, broken));
                return Ok(found);
            }
            (found.through, found.hash) = (row.seq, row.hash);
        }
    }
    if let Some(known) = known
        && known.through > found.through
    {
        found.broken = Some((found.through + 1, Broken::End));
    }
    Ok(found)
}

/// Notes what a check from the beginning found, for the line above the list and for the next check.
///
/// # Errors
/// Of the database.
pub async fn note(core: &Core, found: &Verified) -> anyhow::Result<()> {
    let mut tx = core.store.write().await?;
    let before = noted(&mut tx, core).await?;
    // A fault does not make the end that was known before forgotten.
    let (through, hash) = match (&before, &found.broken) {
        (Some(before), Some(_)) => (before.through, before.hash.clone()),
        _ => (found.through, found.hash.clone()),
    };
    let now = core.clock.now();
    let signature = sign(core, "audit-verified", through, &hash);
    let broken = found.broken.map(|(seq, broken)| (seq, broken.code().to_owned()));
    tx.put_setting(NOTED, &Noted { through, hash, at: now, broken, signature }, now).await?;
    tx.commit(Vec::new()).await?;
    Ok(())
}

/// Removes what is older than the retention, from the beginning, if the chain is whole. Returns how many rows left.
///
/// # Errors
/// Of the database.
pub async fn trim(core: &Core) -> anyhow::Result<u64> {
    let years = super::retention_years(core);
    let now = core.clock.now();
    let Some(before) = now.checked_sub_months(Months::new(12 * years)) else { return Ok(0) };
    let mut tx = core.store.write().await?;
    let Some((seq, hash)) = tx.audit_trimmable(before).await? else { return Ok(0) };
    let rows = tx.trim_audit(seq, &hash, now, &sign(core, "audit-checkpoint", seq, &hash)).await?;
    let mut entry = Entry::new(now, "audit.trim", "audit", seq.to_string());
    entry.after = serde_json::json!({ "through": seq, "hash": hash, "rows": rows, "years": years });
    tx.audit(entry);
    tx.commit(Vec::new()).await?;
    Ok(rows)
}

/// The daily round: check, note, tell the security officers of a fault or publish the head, and only then let go of what is old.
///
/// # Errors
/// Of the database.
pub async fn round(core: &Core) -> anyhow::Result<Verified> {
    let found = verify(core, None).await?;
    note(core, &found).await?;
    match found.broken {
        Some((seq, broken)) => {
            tracing::error!(seq, %broken, "the audit trail does not verify");
            alarm::tell(core, seq, broken).await?;
        }
        None => {
            if found.through > 0 {
                alarm::publish(core, found.through, &found.hash).await?;
            }
            let left = trim(core).await?;
            tracing::info!(through = found.through, head = found.hash, left, "audit trail verified");
        }
    }
    Ok(found)
}
