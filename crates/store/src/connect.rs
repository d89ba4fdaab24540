//! Opening the database and beginning transactions.
use crate::tx::{Inner, Tx, fetch_one};
use crate::{StoreError, StoreResult};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long a writer waits for another one (also one of another process: an import beside the running server), and a reader for a
/// connection.
const PATIENCE: Duration = Duration::from_secs(60);
/// Reading connections to SQLite. Each is a thread of its own; reads of pages take well under a millisecond.
const READERS: u32 = 8;
/// Connections to PostgreSQL, readers and writers together.
const CONNECTIONS: u32 = 16;
/// Size the write-ahead log is cut back to after a large import, in bytes.
const WAL_LIMIT: &str = "67108864";

/// Which database answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The database of the portal. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) pools: Pools,
    committed: Arc<watch::Sender<i64>>,
}

#[derive(Clone)]
pub(crate) enum Pools {
    Sqlite {
        /// One connection: SQLite has one writer, and waiting here is fair where SQLite's own waiting is not.
        write: SqlitePool,
        read: SqlitePool,
        file: PathBuf,
    },
    Postgres(PgPool),
}

impl Store {
    /// Opens `sqlite:///folder/file.db` (made if absent, with its folder) or `postgres://user@host/name`. Migrates nothing.
    ///
    /// SQLite runs in WAL mode, so readers never wait for the writer, with `synchronous = FULL`: what was committed survives a power cut (ADR 3).
    pub async fn connect(url: &str) -> StoreResult<Self> {
        let pools = match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => sqlite(url).await?,
            Some("postgres" | "postgresql") => Pools::Postgres(
                PgPoolOptions::new()
                    .max_connections(CONNECTIONS)
                    .acquire_timeout(PATIENCE)
                    .connect_with(
                        PgConnectOptions::from_str(url).map_err(|error| StoreError::Address(error.to_string()))?,
                    )
                    .await?,
            ),
            _ => return Err(StoreError::Address("it must begin with sqlite: or postgres:".into())),
        };
        Ok(Self { pools, committed: Arc::new(watch::Sender::new(0)) })
    }

    /// Which database this is.
    pub const fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// The file of an SQLite database.
    pub fn file(&self) -> Option<&Path> {
        match &self.pools {
            Pools::Sqlite { file, .. } => Some(file),
            Pools::Postgres(_) => None,
        }
    }

    /// Begins a transaction that sees the database as it is now, whatever is written meanwhile, and cannot write.
    pub async fn read(&self) -> StoreResult<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { read, .. } => Inner::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(Tx { inner, noted: None, audited: Vec::new(), committed: self.committed.clone() })
    }

    /// Begins a transaction that may write. On SQLite it waits here for the other writer (at most a minute), never later.
    pub async fn write(&self) -> StoreResult<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            // Each statement sees what was committed before it: after the lock of `commit` the last number is the true last one.
            Pools::Postgres(pool) => Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?),
        };
        Ok(Tx { inner, noted: Some(Vec::new()), audited: Vec::new(), committed: self.committed.clone() })
    }

    /// Tells the number of the last change that *this process* committed, as it happens. What other processes commit is found by asking
    /// [`Tx::changes_since`] now and then.
    pub fn committed(&self) -> watch::Receiver<i64> {
        self.committed.subscribe()
    }

    /// Health check: the database answers a query.
    pub async fn ping(&self) -> StoreResult<()> {
        let mut tx = self.read().await?;
        let (_one,): (i64,) = fetch_one!(tx, (i64,), "SELECT CAST(1 AS BIGINT)")?;
        Ok(())
    }

    /// Renews the statistics of the query planner; called after large imports.
    pub async fn analyse(&self) -> StoreResult<()> {
        match &self.pools {
            Pools::Sqlite { write, .. } => sqlx::raw_sql("ANALYZE").execute(write).await.map(|_| ())?,
            Pools::Postgres(pool) => sqlx::raw_sql("ANALYZE").execute(pool).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Waits for open transactions and closes all connections.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn sqlite(url: &str) -> StoreResult<Pools> {
    if url.contains(":memory:") || url.contains("mode=memory") {
        return Err(StoreError::Address("a database in memory cannot be shared by writers and readers".into()));
    }
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|error| StoreError::Address(error.to_string()))?
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .synchronous(SqliteSynchronous::Full)
        .pragma("temp_store", "MEMORY");
    let file = options.get_filename().to_owned();
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let one_for_ever = SqlitePoolOptions::new().acquire_timeout(PATIENCE).idle_timeout(None).max_lifetime(None);
    // The writer comes first: it makes the file and puts it into WAL mode, which readers then find.
    let write = one_for_ever
        .clone()
        .max_connections(1)
        .connect_with(
            options
                .clone()
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .pragma("journal_size_limit", WAL_LIMIT)
                .optimize_on_close(true, 400),
        )
        .await?;
    let read = one_for_ever.max_connections(READERS).connect_with(options.pragma("query_only", "ON")).await?;
    Ok(Pools::Sqlite { write, read, file })
}
