//! From a table's code to a table that its reader may see: authorization, then the columns without those withheld, then the
//! file. Pages, API, exports and conversions all come through here.
use super::{deny, internal};
use crate::portal::Core;
use contract::tables::{Cell, ColumnView, TableQuery};
use contract::{ErrorCode, PortError, PortResult, Refusal};
use domain::catalog::withheld::{hidden_columns, item_of};
use domain::catalog::{Column, Table as StoredTable};
use domain::policy::{Action, Actor, DatasetFacts, ResourceFacts, authorize};
use std::path::PathBuf;
use store::{Audience, DatasetFull};
use tabular::{ColumnInfo, DType, Operator, QueryLimits, Table};

/// A table and the dataset it belongs to.
pub struct Opened {
    pub full: DatasetFull,
    pub stored: StoredTable,
    /// Number of its version.
    pub version: i64,
    /// Field names of columns that do not exist for this reader.
    pub hidden: Vec<String>,
    path: PathBuf,
}

/// Finds a table of the newest version by the dataset's code and, unless it is the first, its own.
///
/// # Errors
/// `not-found`, a tombstone, `suspended`, `application-needed`, `withheld-items`.
pub async fn open(
    core: &Core,
    actor: &Actor,
    action: Action,
    dataset: &str,
    table: Option<&str>,
) -> PortResult<Opened> {
    let full = super::load(core, actor, dataset).await?;
    admit(core, actor, action, full, table).await
}

/// Finds a table by its own code.
///
/// # Errors
/// As [`open`].
pub async fn open_by_code(core: &Core, actor: &Actor, action: Action, table: &str) -> PortResult<Opened> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let dataset = tx.dataset_of_table(table, Audience::Public).await.map_err(internal)?;
    drop(tx);
    open(core, actor, action, &dataset.ok_or_else(|| Refusal::new(ErrorCode::NotFound))?, Some(table)).await
}

async fn admit(
    core: &Core,
    actor: &Actor,
    action: Action,
    full: DatasetFull,
    table: Option<&str>,
) -> PortResult<Opened> {
    let facts = ResourceFacts::Dataset(DatasetFacts::of(&full.dataset, &full.suspensions));
    authorize(actor, action, &facts).map_err(|denial| deny(denial, &full))?;
    let missing = || PortError::from(Refusal::new(ErrorCode::NotFound));
    let tables = latest_tables(&full);
    let at = match table {
        None => 0,
        Some(code) => tables.iter().position(|t| t.code == code).ok_or_else(missing)?,
    };
    let stored = (*tables.get(at).ok_or_else(missing)?).clone();
    let columns: Vec<&[Column]> = tables.iter().map(|t| t.columns.as_slice()).collect();
    let hidden = hidden_columns(&full.dataset.items, &columns, at).map_err(|unmatched| {
        // For the operator: which item keeps the table closed.
        tracing::warn!(dataset = %full.dataset.code, %unmatched, "table kept closed");
        PortError::from(Refusal::new(ErrorCode::WithheldItems).rule("zj22/art-30"))
    })?;
    let path = core.files.local_path(&stored.parquet).await.map_err(internal)?;
    let version = full.latest().map_or(1, |v| v.number);
    Ok(Opened { full, stored, version, hidden, path })
}

/// Tables of the version in force, in order.
pub fn latest_tables(full: &DatasetFull) -> Vec<&StoredTable> {
    full.latest().map(|version| full.tables_of(version.id).collect()).unwrap_or_default()
}

impl Opened {
    /// Opens the file without the hidden columns. Blocks.
    ///
    /// # Errors
    /// `internal` when the file is not the table that the database describes.
    pub fn table(&self) -> PortResult<Table> {
        let columns: Vec<ColumnInfo> = self.stored.columns.iter().map(info).collect();
        Table::open(&self.path, &columns, &self.hidden, QueryLimits::default()).map_err(refuse)
    }

    /// The columns as pages show them: the data item's Chinese name where there is one.
    pub fn columns(&self) -> Vec<ColumnView> {
        let shown = self.stored.columns.iter().filter(|c| !self.hidden.contains(&c.name));
        shown
            .map(|column| {
                let item = item_of(&self.full.dataset.items, column);
                let title = item.map(|i| i.title.as_str()).filter(|t| !t.is_empty()).unwrap_or(&column.title);
                ColumnView {
                    name: column.name.clone(),
                    title: if title.is_empty() { column.name.clone() } else { title.to_owned() },
                    dtype: column.dtype.clone(),
                    masked: item.is_some_and(domain::catalog::DataItem::masked),
                    nulls: column.nulls,
                    distinct: column.distinct,
                    min: column.min.clone(),
                    max: column.max.clone(),
                }
            })
            .collect()
    }
}

/// A column as the engine knows it.
pub fn info(column: &Column) -> ColumnInfo {
    ColumnInfo {
        name: column.name.clone(),
        title: column.title.clone(),
        dtype: DType::from_code(&column.dtype).unwrap_or(DType::Text),
        unit: None,
        nulls: column.nulls,
        distinct: column.distinct.unwrap_or_default(),
        distinct_exact: false,
        min: column.min.clone(),
        max: column.max.clone(),
        top: Vec::new(),
    }
}

/// The query in the engine's words.
///
/// # Errors
/// `bad-value` for an operator nobody knows.
pub fn query(query: &TableQuery) -> PortResult<tabular::TableQuery> {
    let conditions = query.conditions.iter().map(|c| {
        Ok(tabular::Condition {
            column: c.column.clone(),
            op: c.op.parse::<Operator>().map_err(refuse)?,
            values: c.values.clone(),
        })
    });
    Ok(tabular::TableQuery {
        columns: query.columns.clone(),
        conditions: conditions.collect::<PortResult<_>>()?,
        search: query.search.clone(),
        sort: query.sort.clone(),
        offset: query.offset,
        limit: query.limit,
    })
}

/// A cell on its way out.
pub fn cell(cell: tabular::Cell) -> Cell {
    match cell {
        tabular::Cell::Null => Cell::Null,
        tabular::Cell::Boolean(value) => Cell::Bool(value),
        // Readers whose numbers are doubles would round it.
        tabular::Cell::Integer(value) if value.unsigned_abs() > (1 << 53) - 1 => Cell::Text(value.to_string()),
        tabular::Cell::Integer(value) => Cell::Integer(value),
        tabular::Cell::Number(value) => Cell::Number(value),
        tabular::Cell::Text(value) => Cell::Text(value),
    }
}

/// What the engine refuses, in the portal's codes.
pub fn refuse(error: tabular::Error) -> PortError {
    use tabular::Error as E;
    let refusal = match error {
        E::UnknownColumn { column } => Refusal::new(ErrorCode::UnknownColumn).field(column),
        E::UnknownOperator { operator } => Refusal::new(ErrorCode::BadValue).field("op").fact("value", operator),
        E::OperatorNotApplicable { column, operator } => {
            Refusal::new(ErrorCode::BadValue).field(column).fact("value", operator)
        }
        E::BadValue { column, value, dtype } => {
            Refusal::new(ErrorCode::BadValue).field(column).fact("value", value).fact("dtype", dtype)
        }
        E::ValueCount { column, operator } => Refusal::new(ErrorCode::BadValue).field(column).fact("value", operator),
        E::QueryTooLarge { part, limit } => Refusal::new(ErrorCode::OutOfRange).field(part).fact("max", limit),
        E::NoSuchRow { .. } => Refusal::new(ErrorCode::NotFound),
        E::TooCostly { .. } => Refusal::new(ErrorCode::TooExpensive),
        E::TooManyRows { limit } => Refusal::new(ErrorCode::TooLargeForFormat).fact("max", limit),
        E::Cancelled | E::DeadlinePassed => Refusal::new(ErrorCode::TimedOut),
        other => return internal(other),
    };
    refusal.into()
}
