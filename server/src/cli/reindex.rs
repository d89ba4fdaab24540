//! `portal reindex`: asks for a new index. The running server builds it beside the old one and swaps; without a server the next start does.
use crate::clock::{Clock, System};
use crate::config::Config;
use crate::jobs::index::REINDEX;
use contract::Caller;
use domain::audit::Entry;
use std::process::ExitCode;

/// # Errors
/// Of the database.
pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let core = super::core(config).await?;
    let now = System.now();
    let mut tx = core.store.write().await?;
    tx.put_setting(REINDEX, &now.to_rfc3339(), now).await?;
    tx.audit(Caller::operator().sign(Entry::new(now, "portal.reindex", "index", "")));
    tx.commit(Vec::new()).await?;
    println!("requested: a running server builds the index anew now, otherwise the next start does");
    core.store.close().await;
    Ok(ExitCode::SUCCESS)
}
