//! Entitlement and dataset together: which items there still are, which table has them, and the table opened without anything else.
use super::super::super::internal;
use super::super::super::open_table::info;
use crate::portal::Core;
use chrono::{DateTime, NaiveDate, Utc};
use contract::{ErrorCode, PortError, PortResult, Refusal};
use domain::access::delivery::{self, Cut, Grant, Request, Situation};
use domain::catalog::withheld::column_named;
use domain::catalog::{Column, Table as StoredTable};
use domain::locale::Locale;
use std::collections::BTreeMap;
use std::path::PathBuf;
use store::access::{EntitlementRow, Standing};
use store::{Audience, DatasetFull, Tx};
use tabular::{ColumnInfo, Guard, QueryLimits, Table};

/// An entitlement and what it is about.
pub struct Opened {
    pub row: EntitlementRow,
    /// `None`: the dataset is not in the catalogue any more.
    pub standing: Option<Standing>,
    pub full: Option<DatasetFull>,
}

impl Opened {
    pub async fn of(tx: &mut Tx, row: EntitlementRow) -> PortResult<Self> {
        let standing = tx.standing(row.entitlement.dataset).await.map_err(internal)?;
        let full = match &standing {
            Some(standing) => tx.dataset_by_code(&standing.code, Audience::All).await.map_err(internal)?,
            None => None,
        };
        Ok(Self { row, standing, full })
    }

    pub fn withdrawn(&self) -> bool {
        self.standing.as_ref().is_none_or(|standing| standing.withdrawn)
    }

    pub fn suspended(&self) -> bool {
        self.standing.as_ref().is_some_and(|standing| standing.suspended)
    }

    /// Versions that have tables, newest first, with the columns of each.
    fn versions(&self) -> Vec<(i64, Vec<&[Column]>)> {
        let Some(full) = &self.full else { return Vec::new() };
        let one = |version: &domain::catalog::Version| {
            let columns: Vec<&[Column]> = full.tables_of(version.id).map(|table| table.columns.as_slice()).collect();
            (version.number, columns)
        };
        full.versions.iter().map(one).filter(|(_, tables)| !tables.is_empty()).collect()
    }

    /// The version that is delivered: always the newest one.
    pub fn version(&self) -> Option<i64> {
        self.versions().first().map(|(number, _)| *number)
    }

    /// For each approved item the last version that has it.
    pub fn history(&self) -> BTreeMap<String, Option<i64>> {
        let Some(full) = &self.full else { return BTreeMap::new() };
        delivery::history(&self.row.entitlement.items, &full.dataset.items, &self.versions())
    }

    /// Tables of the version that is delivered, in order.
    pub fn tables(&self) -> Vec<&StoredTable> {
        let (Some(full), Some(number)) = (&self.full, self.version()) else { return Vec::new() };
        full.version(number).map(|version| full.tables_of(version.id).collect()).unwrap_or_default()
    }

    /// The column of an item in a table.
    fn column<'a>(&self, table: &'a StoredTable, item: &str) -> Option<&'a Column> {
        self.full.as_ref().and_then(|full| column_named(&full.dataset.items, &table.columns, item))
    }

    /// Which of some items a table has.
    pub fn items_of(&self, table: &StoredTable, items: &[String]) -> Vec<String> {
        items.iter().filter(|item| self.column(table, item).is_some()).cloned().collect()
    }

    /// An item with its Chinese name, where the catalogue gives it one besides.
    pub fn label(&self, locale: Locale, item: &str) -> String {
        let items = self.full.as_ref().map(|full| full.dataset.items.as_slice()).unwrap_or_default();
        match items.iter().find(|one| one.name == item && one.title != item && !one.title.is_empty()) {
            Some(one) => texts::t!(locale, "access-item", title = one.title.as_str(), name = item),
            None => item.to_owned(),
        }
    }

    /// The approved item that is meant by a name: its own, or that of its column. Other names stay as they are, to be refused.
    fn item(&self, name: &str) -> String {
        let approved = &self.row.entitlement.items;
        if approved.iter().any(|item| item == name) {
            return name.to_owned();
        }
        let tables = self.tables();
        let is = |item: &&String| {
            tables.iter().any(|table| self.column(table, item).is_some_and(|column| column.name == name))
        };
        approved.iter().find(is).map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// Decides about a request; `used` = taken from the agreed volume in its period.
    pub fn decide(&self, request: &Request, used: u64, now: DateTime<Utc>) -> Result<Grant, Cut> {
        let items = self.full.as_ref().map(|full| full.dataset.items.as_slice()).unwrap_or_default();
        let untreated = delivery::untreated(&self.row.entitlement.items, items);
        let history = self.history();
        let named = request.items.as_ref().map(|items| items.iter().map(|item| self.item(item)).collect());
        let request = Request { items: named, ..request.clone() };
        let situation = Situation {
            now,
            suspended: self.suspended(),
            withdrawn: self.withdrawn(),
            used,
            untreated: &untreated,
            items: &history,
        };
        delivery::fetch(&self.row.entitlement, &request, &situation)
    }

    /// The table asked for, or the first one that has granted items.
    ///
    /// # Errors
    /// `not-found`, also for a table that has none of them.
    pub fn table(&self, code: Option<&str>, grant: &Grant) -> PortResult<&StoredTable> {
        let fits = |table: &&StoredTable| {
            code.is_none_or(|code| table.code == code) && !self.items_of(table, &grant.items).is_empty()
        };
        self.tables().into_iter().find(fits).ok_or_else(|| PortError::from(Refusal::new(ErrorCode::NotFound)))
    }

    /// What of a table leaves under a grant.
    ///
    /// # Errors
    /// [`Cut::RangeUnclear`]
    pub fn part(&self, table: &StoredTable, grant: &Grant) -> Result<Part, Cut> {
        let columns = grant.items.iter().filter_map(|item| self.column(table, item));
        let mut shown: Vec<String> = Vec::new();
        for column in columns {
            if !shown.contains(&column.name) {
                shown.push(column.name.clone());
            }
        }
        let region = self.full.as_ref().map(|full| full.dataset.region.as_str()).unwrap_or_default();
        let rows = delivery::rows(grant, &table.columns, region)?;
        let hidden =
            table.columns.iter().map(|column| column.name.clone()).filter(|name| !shown.contains(name)).collect();
        let days = rows.days.map(|(column, from, to)| Guard::Days { column, from: from.map(days), to: to.map(days) });
        let regions = rows.regions.map(|(column, with)| Guard::Begins { column, with });
        Ok(Part {
            shown,
            hidden,
            guards: days.into_iter().chain(regions).collect(),
            columns: table.columns.iter().map(info).collect(),
            parquet: table.parquet.clone(),
        })
    }
}

/// Days since 1970-01-01, within what a column of dates can hold.
fn days(day: NaiveDate) -> i32 {
    i32::try_from(day.signed_duration_since(NaiveDate::default()).num_days()).unwrap_or(i32::MAX)
}

/// What of a table leaves.
pub struct Part {
    /// Field names, in the order of the approved items.
    pub shown: Vec<String>,
    hidden: Vec<String>,
    guards: Vec<Guard>,
    columns: Vec<ColumnInfo>,
    parquet: String,
}

impl Part {
    /// What leaves, column by column.
    pub fn shown_columns(&self) -> Vec<ColumnInfo> {
        let column = |name: &String| self.columns.iter().find(|column| column.name == *name).cloned();
        self.shown.iter().filter_map(column).collect()
    }

    /// Where the file lies.
    pub async fn path(&self, core: &Core) -> PortResult<PathBuf> {
        core.files.local_path(&self.parquet).await.map_err(internal)
    }

    /// Opens it: what was not granted does not exist in it, neither as column nor as row. Blocks.
    pub fn open(&self, path: &std::path::Path) -> PortResult<Table> {
        Table::open(path, &self.columns, &self.hidden, QueryLimits::default())
            .and_then(|table| table.guarded(self.guards.clone()))
            .map_err(super::super::super::open_table::refuse)
    }
}
