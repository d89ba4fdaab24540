//! One transaction on either database, and the macros that let one SQL text serve both. Parameters are written `$1`, values are native
//! (`Uuid`, instants, `Json`, `bool`) on both; `sqlx::Any` knows too few types for that.
use crate::{Change, ChangeKind, StoreError, StoreResult};
use chrono::{DateTime, Utc};
use sqlx::{Postgres, Sqlite, Transaction};
use std::sync::Arc;
use tokio::sync::watch;

/// A transaction. Dropped without [`Tx::commit`] it leaves nothing behind.
pub struct Tx {
    pub(crate) inner: Inner,
    /// Changes to announce at the commit; `None` in a reading transaction.
    pub(crate) noted: Option<Vec<Change>>,
    /// Entries for the audit trail, chained at the commit.
    pub(crate) audited: Vec<domain::audit::Entry>,
    pub(crate) committed: Arc<watch::Sender<i64>>,
}

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Refuses to go on in a reading transaction. Every method that writes calls it first, so that the mistake shows the same way on
    /// both databases.
    pub(crate) fn writable(&self) -> StoreResult<()> {
        self.noted.as_ref().map(|_| ()).ok_or(StoreError::ReadOnly)
    }

    /// Notes a change for the feed. Methods that change what readers see note it themselves, so that no caller can forget to.
    pub(crate) fn note(&mut self, kind: ChangeKind, code: &str, at: DateTime<Utc>) {
        if let Some(noted) = &mut self.noted {
            noted.push(Change { kind, code: code.to_owned(), at });
        }
    }

    pub(crate) const fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(_))
    }
}

/// Matches the database once: `$body` is compiled for each, `$conn` is its connection and `$db` its type.
macro_rules! on {
    ($tx:expr, $conn:ident, $db:ident => $body:expr) => {
        match &mut $tx.inner {
            $crate::tx::Inner::Sqlite(transaction) => {
                type $db = ::sqlx::Sqlite;
                let $conn: &mut ::sqlx::SqliteConnection = &mut *transaction;
                $body
            }
            $crate::tx::Inner::Postgres(transaction) => {
                type $db = ::sqlx::Postgres;
                let $conn: &mut ::sqlx::PgConnection = &mut *transaction;
                $body
            }
        }
    };
}

/// All rows as `$row`.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::tx::on!($tx, conn, Db => ::sqlx::query_as::<Db, $row>($sql)$(.bind($bind))*.fetch_all(conn).await)
            .map_err($crate::StoreError::from)
    };
}

/// The first row as `$row`, or none.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::tx::on!($tx, conn, Db => ::sqlx::query_as::<Db, $row>($sql)$(.bind($bind))*.fetch_optional(conn).await)
            .map_err($crate::StoreError::from)
    };
}

/// The only row as `$row`.
macro_rules! fetch_one {
    ($tx:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::tx::on!($tx, conn, Db => ::sqlx::query_as::<Db, $row>($sql)$(.bind($bind))*.fetch_one(conn).await)
            .map_err($crate::StoreError::from)
    };
}

/// Runs a statement; the number of rows it touched.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::tx::on!($tx, conn, Db => ::sqlx::query::<Db>($sql)$(.bind($bind))*.execute(conn).await.map(|done| done.rows_affected()))
            .map_err($crate::StoreError::from)
    };
}

/// All rows of a statement made of a head, a list of values in brackets, and a tail: `head (…) tail`.
macro_rules! fetch_in {
    ($tx:expr, $row:ty, $head:expr, $values:expr, $tail:expr) => {
        $crate::tx::on!($tx, conn, Db => {
            let mut query = ::sqlx::QueryBuilder::<Db>::new($head);
            query.push(" (");
            let mut list = query.separated(", ");
            for value in $values {
                list.push_bind(value);
            }
            query.push(") ");
            query.push($tail);
            query.build_query_as::<$row>().fetch_all(conn).await
        })
        .map_err($crate::StoreError::from)
    };
}

/// `head (…)` without result: deletes what a list of values names.
macro_rules! delete_in {
    ($tx:expr, $head:expr, $values:expr) => {
        $crate::tx::on!($tx, conn, Db => {
            let mut query = ::sqlx::QueryBuilder::<Db>::new($head);
            query.push(" (");
            let mut list = query.separated(", ");
            for value in $values {
                list.push_bind(value);
            }
            query.push(")");
            query.build().execute(conn).await.map(|done| done.rows_affected())
        })
        .map_err($crate::StoreError::from)
    };
}

/// Inserts many rows with few statements: `$head VALUES (…), (…) $tail`, at most `sql::batch(columns)` rows each.
macro_rules! insert_many {
    ($tx:expr, $columns:expr, $head:expr, $rows:expr, $tail:expr, |$row:ident| [$($value:expr),+ $(,)?]) => {
        $crate::tx::on!($tx, conn, Db => {
            let mut done = Ok(0_u64);
            for chunk in $rows.chunks($crate::sql::batch($columns)) {
                let mut query = ::sqlx::QueryBuilder::<Db>::new($head);
                query.push_values(chunk, |mut list, $row| {
                    $(list.push_bind($value);)+
                });
                query.push($tail);
                match query.build().execute(&mut *conn).await {
                    Ok(result) => done = done.map(|rows| rows + result.rows_affected()),
                    Err(error) => {
                        done = Err($crate::StoreError::from(error));
                        break;
                    }
                }
            }
            done
        })
    };
}

pub(crate) use {delete_in, execute, fetch_all, fetch_in, fetch_one, fetch_optional, insert_many, on};
