//! Bringing the schema up to date: SQLite by itself (after a copy), PostgreSQL only when told to, since other replicas may run.
use store::{Engine, Store};

/// # Errors
/// When PostgreSQL has pending migrations and `migrate` is not set; of the database.
pub async fn bring_up_to_date(store: &Store, migrate: bool) -> anyhow::Result<()> {
    let pending = store.pending().await?;
    if pending.is_empty() {
        return Ok(());
    }
    if store.engine() == Engine::Postgres && !migrate {
        anyhow::bail!(
            "the database needs {} migration(s): run `portal migrate`, or serve with --migrate, when no older portal uses it",
            pending.len()
        );
    }
    if let Some(copy) = store.migrate().await? {
        tracing::info!(copy = %copy.display(), "kept a copy of the database before migrating");
    }
    Ok(())
}
