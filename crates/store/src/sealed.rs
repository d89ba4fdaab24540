//! Sealed columns of any table, for rewrapping them under a new master key. Which there are is the services' list; names of tables and
//! columns come from it and never from outside.
use crate::StoreResult;
use crate::tx::{Tx, execute, fetch_all};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A sealed column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedColumn {
    pub table: &'static str,
    /// The column that names the row in the context of the seal.
    pub id: &'static str,
    /// A further column that does, where one id has several rows.
    pub part: Option<&'static str>,
    pub column: &'static str,
}

impl Tx {
    /// Sealed values of the next `limit` ids after `after`: id, further part, sealed bytes.
    pub async fn sealed_values(
        &mut self,
        at: SealedColumn,
        after: Uuid,
        limit: u32,
    ) -> StoreResult<Vec<(Uuid, Option<String>, Vec<u8>)>> {
        let SealedColumn { table, id, part, column } = at;
        let part = part.unwrap_or("NULL");
        let sql = format!(
            "SELECT {id}, CAST({part} AS TEXT), {column} FROM {table} WHERE {column} IS NOT NULL AND {id} IN
             (SELECT DISTINCT {id} FROM {table} WHERE {column} IS NOT NULL AND {id} > $1 ORDER BY {id} LIMIT $2) ORDER BY {id}"
        );
        fetch_all!(self, (Uuid, Option<String>, Vec<u8>), AssertSqlSafe(sql), after, i64::from(limit))
    }

    /// Puts `new` in the place of `old`; 0 rows when somebody wrote there meanwhile.
    pub async fn replace_sealed(&mut self, at: SealedColumn, id: Uuid, old: &[u8], new: &[u8]) -> StoreResult<u64> {
        self.writable()?;
        let sql = format!("UPDATE {0} SET {1} = $1 WHERE {2} = $2 AND {1} = $3", at.table, at.column, at.id);
        execute!(self, AssertSqlSafe(sql), new, id, old)
    }
}
