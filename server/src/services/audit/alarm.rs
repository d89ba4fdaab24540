//! What a check has to tell: a chain that does not verify, to the security officers; a sound one, its head, where it can be published.
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Role;
use domain::audit::Broken;
use domain::notice::NoticeKind;
use std::path::Path;
use tokio::io::AsyncWriteExt;

/// Tells every security officer of a fault, once: the same fault found again, tomorrow or by another replica, is the same event.
///
/// # Errors
/// Of the database.
pub async fn tell(core: &Core, seq: i64, broken: Broken) -> anyhow::Result<()> {
    let mut tx = core.store.write().await?;
    for account in tx.holders(Role::SecurityOfficer).await? {
        let event = format!("audit:broken:{seq}:{}", broken.code());
        let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::AuditBroken);
        // The list, not the row: it may be gone.
        let notice = notice.fact("row", seq).link("/admin/audit").statutory();
        owe(core, &mut tx, notice).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    }
    tx.commit(Vec::new()).await?;
    Ok(())
}

/// Adds the head of a sound chain to `audit-heads.txt`, one line a day (+08:00): `2026-11-21 N:HASH`. Lines are only ever added.
///
/// # Errors
/// Names the file.
pub async fn publish(core: &Core, seq: i64, hash: &str) -> anyhow::Result<()> {
    let file = core.config.audit_heads();
    add_line(&file, core.clock.now(), seq, hash).await.with_context(|| file.display().to_string())
}

async fn add_line(file: &Path, now: DateTime<Utc>, seq: i64, hash: &str) -> anyhow::Result<()> {
    let day = (now + TimeDelta::hours(8)).date_naive().to_string();
    let known = match tokio::fs::read_to_string(file).await {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error.into()),
    };
    if known.lines().any(|line| line.split(' ').next() == Some(&day)) {
        return Ok(());
    }
    let mut open = tokio::fs::OpenOptions::new().append(true).create(true).open(file).await?;
    open.write_all(format!("{day} {seq}:{hash}\n").as_bytes()).await?;
    open.sync_data().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn r160_one_head_a_day_is_added_and_none_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("heads.txt");
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        add_line(&file, at("2026-11-20T19:00:00Z"), 5, "aa").await.unwrap();
        add_line(&file, at("2026-11-21T15:59:59Z"), 6, "bb").await.unwrap();
        add_line(&file, at("2026-11-21T16:00:00Z"), 7, "cc").await.unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(text, "2026-11-21 5:aa\n2026-11-22 7:cc\n");
    }
}
