//! An open table: the Parquet file as one reader may see it.

use crate::{ColumnInfo, DType, Error, Guard, QueryLimits, Result};
use polars::prelude::*;
use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};

/// A stored table without the columns its reader may not see.
///
/// Hidden columns are left out here, once: a query that names one is told `unknown-column`, exactly as for a column that
/// never was (R-009; ZJ22-Art.30, YN-Art.38).
#[derive(Clone)]
pub struct Table {
    pub(crate) path: PathBuf,
    pub(crate) limits: QueryLimits,
    columns: Vec<ColumnInfo>,
    rows: u64,
    pub(crate) groups: Vec<Group>,
    /// Conditions every row meets that leaves.
    pub(crate) guards: Vec<Guard>,
    metadata: FileMetadataRef,
}

/// A row group: what can be read by itself.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// 0-based position of its first row.
    pub start: u64,
    pub rows: u64,
    /// Bytes in memory of each column of the table, about.
    pub bytes: Vec<u64>,
}

/// What a value costs in memory beside its bytes: a view or a double, and its validity.
const CELL_BYTES: u64 = 17;

impl Table {
    /// Opens a table for a reader who may see all of its columns but `hidden` (field names). Reads the footer only.
    ///
    /// # Errors
    /// [`Error::Io`] if the file is not there, [`Error::SchemaMismatch`] if it is not the table `columns` describe.
    pub fn open<S: AsRef<str>>(
        parquet: &Path,
        columns: &[ColumnInfo],
        hidden: &[S],
        limits: QueryLimits,
    ) -> Result<Table> {
        let mut reader = ParquetReader::new(File::open(parquet)?);
        let schema = reader.schema()?;
        for column in columns {
            if schema.get(column.name.as_str()).is_none() {
                return Err(Error::SchemaMismatch { detail: format!("no column {}", column.name) });
            }
        }
        if schema.len() != columns.len() {
            return Err(Error::SchemaMismatch { detail: format!("{} columns, not {}", schema.len(), columns.len()) });
        }
        let hidden: HashSet<&str> = hidden.iter().map(AsRef::as_ref).collect();
        let columns: Vec<ColumnInfo> =
            columns.iter().filter(|column| !hidden.contains(column.name.as_str())).cloned().collect();
        let metadata = reader.get_metadata()?.clone();
        let mut start = 0;
        let groups = metadata
            .row_groups
            .iter()
            .map(|group| {
                let rows = group.num_rows() as u64;
                let bytes = columns
                    .iter()
                    .map(|column| {
                        let stored: u64 = group
                            .columns_under_root_iter(&column.name)
                            .into_iter()
                            .flatten()
                            .map(|chunk| u64::try_from(chunk.uncompressed_size()).unwrap_or(0))
                            .sum();
                        stored + rows * CELL_BYTES
                    })
                    .collect();
                let group = Group { start, rows, bytes };
                start += rows;
                group
            })
            .collect();
        Ok(Table { path: parquet.to_owned(), limits, columns, rows: start, groups, guards: Vec::new(), metadata })
    }

    /// The same table with nothing but the rows that meet these conditions. Their columns may be hidden.
    ///
    /// # Errors
    /// [`Error::UnknownColumn`] for a column the file does not have.
    pub fn guarded(mut self, guards: Vec<Guard>) -> Result<Table> {
        let schema = ParquetReader::new(File::open(&self.path)?).schema()?;
        if let Some(guard) = guards.iter().find(|guard| schema.get(guard.column()).is_none()) {
            return Err(Error::UnknownColumn { column: guard.column().to_owned() });
        }
        self.guards = guards;
        Ok(self)
    }

    /// The columns this reader may see, in order.
    pub fn columns(&self) -> &[ColumnInfo] {
        &self.columns
    }

    /// Rows of the table, guarded ones too.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// # Errors
    /// [`Error::UnknownColumn`], also for hidden ones.
    pub(crate) fn place(&self, name: &str) -> Result<usize> {
        self.columns
            .iter()
            .position(|column| column.name == name)
            .ok_or_else(|| Error::UnknownColumn { column: name.to_owned() })
    }

    pub(crate) fn dtypes(&self, places: &[usize]) -> Vec<DType> {
        places.iter().map(|place| self.columns[*place].dtype).collect()
    }

    pub(crate) fn names(&self, places: &[usize]) -> Vec<String> {
        places.iter().map(|place| self.columns[*place].name.clone()).collect()
    }

    /// Reads a stretch of rows, nothing else of the file.
    pub(crate) fn read(&self, start: u64, rows: u64, places: &[usize]) -> Result<DataFrame> {
        let mut reader = ParquetReader::new(File::open(&self.path)?)
            .with_slice(Some((start as usize, rows as usize)))
            .with_columns(Some(self.names(places)));
        reader.set_metadata(self.metadata.clone());
        let mut frame = reader.set_rechunk(true).finish()?.select(self.names(places))?;
        frame.rechunk_mut();
        Ok(frame)
    }

    /// All rows, lazily, with their 0-based position as [`ROW`].
    pub(crate) fn scan(&self) -> Result<LazyFrame> {
        let arguments = ScanArgsParquet {
            row_index: Some(RowIndex { name: ROW.into(), offset: 0 }),
            // The name of a file is not a pattern, and nothing is cached between questions.
            glob: false,
            cache: false,
            ..ScanArgsParquet::default()
        };
        Ok(LazyFrame::scan_parquet(PlRefPath::try_from_path(&self.path)?, arguments)?)
    }

    /// Row groups put together so that one query over them is quick to end yet worth starting.
    pub(crate) fn windows(&self) -> Vec<(u64, u64)> {
        let mut windows: Vec<(u64, u64)> = Vec::new();
        for group in &self.groups {
            match windows.last_mut() {
                Some((_, rows)) if *rows + group.rows <= WINDOW_ROWS => *rows += group.rows,
                _ => windows.push((group.start, group.rows)),
            }
        }
        windows
    }
}

/// Name of the row position; no field name holds such a character.
pub(crate) const ROW: &str = "#row";
/// Rows between two looks at the control; about half a second of filtering.
const WINDOW_ROWS: u64 = 1 << 20;
