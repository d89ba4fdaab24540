//! Values out of a frame.

use crate::infer::dates;
use crate::{Cell, DType, Error, Result};
use polars::prelude::*;

/// The columns of a frame, ready to be asked row by row.
pub(crate) struct Cells {
    columns: Vec<Values>,
    rows: usize,
}

enum Values {
    Text(StringChunked),
    Integer(Int64Chunked),
    Number(Float64Chunked),
    Boolean(BooleanChunked),
    Date(Int32Chunked),
    DateTime(Int64Chunked),
    Time(Int64Chunked),
}

/// A value not yet made into anything.
pub(crate) enum Raw<'a> {
    Null,
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    /// Days since 1970-01-01.
    Date(i32),
    /// Microseconds since 1970-01-01T00:00.
    DateTime(i64),
    /// Nanoseconds since midnight.
    Time(i64),
}

impl Cells {
    /// `dtypes` are those of the frame's columns, in order.
    pub fn new(frame: &DataFrame, dtypes: &[DType]) -> Result<Cells> {
        let columns = frame
            .columns()
            .iter()
            .zip(dtypes)
            .map(|(column, dtype)| values(column, *dtype))
            .collect::<PolarsResult<Vec<Values>>>()
            .map_err(|error| Error::SchemaMismatch { detail: error.to_string() })?;
        Ok(Cells { columns, rows: frame.height() })
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    pub fn raw(&self, row: usize, column: usize) -> Raw<'_> {
        match &self.columns[column] {
            Values::Text(values) => values.get(row).map_or(Raw::Null, Raw::Text),
            Values::Integer(values) => values.get(row).map_or(Raw::Null, Raw::Integer),
            Values::Number(values) => values.get(row).map_or(Raw::Null, Raw::Number),
            Values::Boolean(values) => values.get(row).map_or(Raw::Null, Raw::Boolean),
            Values::Date(values) => values.get(row).map_or(Raw::Null, Raw::Date),
            Values::DateTime(values) => values.get(row).map_or(Raw::Null, Raw::DateTime),
            Values::Time(values) => values.get(row).map_or(Raw::Null, Raw::Time),
        }
    }

    pub fn row(&self, row: usize) -> Vec<Cell> {
        (0..self.width()).map(|column| self.raw(row, column).into()).collect()
    }
}

fn values(column: &Column, dtype: DType) -> PolarsResult<Values> {
    let series = column.as_materialized_series().rechunk();
    Ok(match dtype {
        DType::Text => Values::Text(series.str()?.clone()),
        DType::Integer => Values::Integer(series.i64()?.clone()),
        DType::Number => Values::Number(series.f64()?.clone()),
        DType::Boolean => Values::Boolean(series.bool()?.clone()),
        DType::Date => Values::Date(series.date()?.physical().clone()),
        DType::DateTime => Values::DateTime(series.datetime()?.physical().clone()),
        DType::Time => Values::Time(series.time()?.physical().clone()),
    })
}

impl From<Raw<'_>> for Cell {
    fn from(raw: Raw<'_>) -> Cell {
        match raw {
            Raw::Null => Cell::Null,
            Raw::Text(value) => Cell::Text(value.to_owned()),
            Raw::Integer(value) => Cell::Integer(value),
            Raw::Number(value) => Cell::Number(value),
            Raw::Boolean(value) => Cell::Boolean(value),
            Raw::Date(value) => Cell::Text(dates::date_text(value)),
            Raw::DateTime(value) => Cell::Text(dates::datetime_text(value)),
            Raw::Time(value) => Cell::Text(dates::time_text(value)),
        }
    }
}
