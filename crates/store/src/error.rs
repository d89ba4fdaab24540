//! What can go wrong below the services.
use sqlx::migrate::MigrateError;
use thiserror::Error;

/// Result of every function of the store.
pub type StoreResult<T> = Result<T, StoreError>;

/// Errors of the store. Only [`StoreError::Conflict`] and [`StoreError::NotFound`] can be caused by what a reader or record says.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Database(sqlx::Error),
    #[error("migration: {0}")]
    Migrate(#[from] MigrateError),
    /// The database was written by a newer version of the program.
    #[error("the database has migration {0}, which this program does not know: it was made by a newer version")]
    Newer(i64),
    /// The address of the database cannot be used.
    #[error("database address: {0}")]
    Address(String),
    #[error("file of the database: {0}")]
    File(#[from] std::io::Error),
    /// A row holds what the program cannot have written.
    #[error("unexpected value in column {column}: {value}")]
    Corrupt { column: &'static str, value: String },
    /// Nothing has this code or id.
    #[error("no {entity} {code}")]
    NotFound { entity: &'static str, code: String },
    /// A rule of the database stands against it; the name of the rule or of the field.
    #[error("conflict: {0}")]
    Conflict(String),
    /// A write was tried in a transaction begun by [`crate::Store::read`].
    #[error("a reading transaction cannot write")]
    ReadOnly,
}

impl StoreError {
    pub(crate) fn corrupt(column: &'static str, value: impl Into<String>) -> Self {
        Self::Corrupt { column, value: value.into() }
    }

    pub(crate) fn not_found(entity: &'static str, code: impl Into<String>) -> Self {
        Self::NotFound { entity, code: code.into() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(cause)
                if cause.is_unique_violation() || cause.is_foreign_key_violation() || cause.is_check_violation() =>
            {
                // PostgreSQL names the constraint; SQLite names table and columns in its message.
                Self::Conflict(cause.constraint().map_or_else(|| cause.message().to_owned(), str::to_owned))
            }
            _ => Self::Database(error),
        }
    }
}
