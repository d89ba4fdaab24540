//! Migrations, compiled in; one folder for each database, with the same numbers.
use crate::connect::{Pools, Store};
use crate::{StoreError, StoreResult};
use sqlx::migrate::Migrator;
use std::path::{Path, PathBuf};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

impl Store {
    /// Numbers of the migrations not yet applied. Writes nothing.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when the database holds a migration this program does not know.
    pub async fn pending(&self) -> StoreResult<Vec<i64>> {
        let applied = self.applied().await?;
        let known = self.migrator();
        if let Some(unknown) = applied.iter().find(|number| !known.version_exists(**number)) {
            return Err(StoreError::Newer(*unknown));
        }
        Ok(known.iter().map(|migration| migration.version).filter(|number| !applied.contains(number)).collect())
    }

    /// Applies what is pending, each migration in a transaction of its own. An SQLite database that holds data is copied first, to
    /// `<file>.before-<first new migration>`; the path of the copy is returned. On PostgreSQL the operator's backups do that.
    pub async fn migrate(&self) -> StoreResult<Option<PathBuf>> {
        let pending = self.pending().await?;
        let Some(first) = pending.first() else { return Ok(None) };
        let copy = match &self.pools {
            Pools::Sqlite { write, file, .. } => {
                let copy =
                    if self.applied().await?.is_empty() { None } else { Some(backup(write, file, *first).await?) };
                SQLITE.run(write).await?;
                copy
            }
            Pools::Postgres(pool) => {
                POSTGRES.run(pool).await?;
                None
            }
        };
        tracing::info!(migrations = ?pending, copy = ?copy, "database migrated");
        Ok(copy)
    }

    /// Whether nothing was ever migrated here.
    pub async fn is_empty(&self) -> StoreResult<bool> {
        Ok(self.applied().await?.is_empty())
    }

    /// A consistent copy of an SQLite database while others write: the state of one moment. The file must not be there yet.
    ///
    /// # Errors
    /// [`StoreError::Address`] on PostgreSQL, whose own tools do that.
    pub async fn copy_to(&self, target: &Path) -> StoreResult<()> {
        let Pools::Sqlite { write, .. } = &self.pools else {
            return Err(StoreError::Address("only an SQLite database can be copied".into()));
        };
        let path = target.to_str().ok_or_else(|| StoreError::Address("the path of the copy is not UTF-8".into()))?;
        sqlx::query("VACUUM INTO $1").bind(path).execute(write).await?;
        std::fs::File::open(target)?.sync_all()?;
        Ok(())
    }

    const fn migrator(&self) -> &'static Migrator {
        match self.pools {
            Pools::Sqlite { .. } => &SQLITE,
            Pools::Postgres(_) => &POSTGRES,
        }
    }

    async fn applied(&self) -> StoreResult<Vec<i64>> {
        const NUMBERS: &str = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        Ok(match &self.pools {
            Pools::Sqlite { write, .. } => {
                let table = "SELECT COUNT(*) > 0 FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'";
                if !sqlx::query_scalar::<_, bool>(table).fetch_one(write).await? {
                    return Ok(Vec::new());
                }
                sqlx::query_scalar(NUMBERS).fetch_all(write).await?
            }
            Pools::Postgres(pool) => {
                if !sqlx::query_scalar::<_, bool>("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
                    .fetch_one(pool)
                    .await?
                {
                    return Ok(Vec::new());
                }
                sqlx::query_scalar(NUMBERS).fetch_all(pool).await?
            }
        })
    }
}

/// A consistent copy beside the file. It gets its name only when it is whole.
async fn backup(pool: &sqlx::SqlitePool, file: &Path, before: i64) -> StoreResult<PathBuf> {
    let named = |end: String| {
        let mut path = file.as_os_str().to_owned();
        path.push(end);
        PathBuf::from(path)
    };
    let (unfinished, copy) = (named(format!(".before-{before:04}.part")), named(format!(".before-{before:04}")));
    if unfinished.exists() {
        std::fs::remove_file(&unfinished)?;
    }
    let target =
        unfinished.to_str().ok_or_else(|| StoreError::Address("the path of the database is not UTF-8".into()))?;
    sqlx::query("VACUUM INTO $1").bind(target).execute(pool).await?;
    std::fs::File::open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, &copy)?;
    Ok(copy)
}
