//! Tables by their public code, with what decides whether and which of their columns a reader may see.
use crate::bodies::{BODY, BodyRow};
use crate::datasets::{DATASET, DatasetRow, with_items};
use crate::sql::{storable, unsigned};
use crate::tx::{Tx, fetch_all, fetch_one, fetch_optional};
use crate::{Audience, StoreResult};
use domain::catalog::{Body, Column, Dataset, Distribution, Suspension, Table};
use serde_json::Value;
use sqlx::AssertSqlSafe;
use sqlx::types::Json;
use uuid::Uuid;

/// A table and what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFull {
    pub table: Table,
    pub distribution: Distribution,
    /// Number of the version the table belongs to, and of the newest one.
    pub version: i64,
    pub latest_version: i64,
    /// With its data items: they say which columns are withheld.
    pub dataset: Dataset,
    pub publisher: Body,
    /// The open ones.
    pub suspensions: Vec<Suspension>,
}

const TABLE: &str = "t.id, t.code, t.distribution_id, t.version_id, t.title, t.sheet, t.row_count, t.parquet, t.parquet_bytes, t.columns, t.warnings";

#[derive(sqlx::FromRow)]
struct TableRow {
    id: Uuid,
    code: String,
    distribution_id: Uuid,
    version_id: Uuid,
    title: String,
    sheet: Option<String>,
    row_count: i64,
    parquet: String,
    parquet_bytes: i64,
    columns: Json<Vec<Column>>,
    warnings: Json<Vec<Value>>,
}

impl TableRow {
    fn table(self) -> StoreResult<Table> {
        Ok(Table {
            rows: unsigned(self.row_count, "tables.row_count")?,
            parquet_bytes: unsigned(self.parquet_bytes, "tables.parquet_bytes")?,
            id: self.id,
            code: self.code,
            distribution: self.distribution_id,
            version: self.version_id,
            title: self.title,
            sheet: self.sheet,
            parquet: self.parquet,
            columns: self.columns.0,
            warnings: self.warnings.0,
        })
    }
}

#[derive(sqlx::FromRow)]
struct PlaceRow {
    #[sqlx(flatten)]
    table: TableRow,
    number: i64,
    dataset_id: Uuid,
    latest_version: i64,
}

impl Tx {
    /// A table by code, in the newest version that has it or in the version asked for. [`Audience::Public`] as in
    /// [`Tx::dataset_by_code`]: also of withdrawn datasets, so that the caller can answer with their tombstone.
    pub async fn table_by_code(
        &mut self,
        code: &str,
        version: Option<i64>,
        audience: Audience,
    ) -> StoreResult<Option<TableFull>> {
        if !storable(code) {
            return Ok(None);
        }
        let sql = format!(
            "SELECT {TABLE}, v.number, v.dataset_id, d.latest_version FROM tables t JOIN versions v ON v.id = t.version_id
             JOIN datasets d ON d.id = v.dataset_id WHERE t.code = $1 AND ($2 IS NULL OR v.number = $2) AND {}
             ORDER BY v.number DESC LIMIT 1",
            audience.finds("d")
        );
        let Some(row) = fetch_optional!(self, PlaceRow, AssertSqlSafe(sql), code, version)? else { return Ok(None) };
        let (id, number, latest_version) = (row.dataset_id, row.number, row.latest_version);
        let table = row.table.table()?;
        let sql = format!("SELECT {DATASET} FROM datasets d WHERE d.id = $1");
        let dataset = fetch_one!(self, DatasetRow, AssertSqlSafe(sql), id)?;
        let sql = format!("SELECT {BODY} FROM bodies b WHERE b.id = $1");
        let publisher = fetch_one!(self, BodyRow, AssertSqlSafe(sql), dataset.publisher_id)?.body()?;
        let items = with_items(self, &[id]).await?.remove(&id).unwrap_or_default();
        Ok(Some(TableFull {
            distribution: self.distribution(table.distribution).await?,
            suspensions: self.open_suspensions(id).await?,
            dataset: dataset.dataset(items)?,
            table,
            version: number,
            latest_version,
            publisher,
        }))
    }

    /// Code of the dataset that a table belongs to. [`Audience::Public`] as in [`Tx::table_by_code`].
    pub async fn dataset_of_table(&mut self, code: &str, audience: Audience) -> StoreResult<Option<String>> {
        if !storable(code) {
            return Ok(None);
        }
        let sql = format!(
            "SELECT d.code FROM tables t JOIN versions v ON v.id = t.version_id JOIN datasets d ON d.id = v.dataset_id
             WHERE t.code = $1 AND {} ORDER BY v.number DESC LIMIT 1",
            audience.finds("d")
        );
        Ok(fetch_optional!(self, (String,), AssertSqlSafe(sql), code)?.map(|(code,)| code))
    }

    /// Tables of all versions of a dataset, newest version first, in order.
    pub async fn tables_of(&mut self, dataset: Uuid) -> StoreResult<Vec<Table>> {
        let sql = format!(
            "SELECT {TABLE} FROM tables t JOIN versions v ON v.id = t.version_id WHERE v.dataset_id = $1 ORDER BY v.number DESC, t.position"
        );
        fetch_all!(self, TableRow, AssertSqlSafe(sql), dataset)?.into_iter().map(TableRow::table).collect()
    }
}
