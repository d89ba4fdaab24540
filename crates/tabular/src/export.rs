//! A view of a table as a file, written row group by row group.

mod csv;
mod gb18030;
mod json;
mod parquet;
mod xlsx;

pub(crate) use csv::push_csv_field;
pub use csv::{CsvEncoding, write_csv};

use crate::query::{Cells, Plan, TableQuery};
use crate::table::ROW;
use crate::{Control, Result, Table};
use polars::prelude::*;
use std::io::Write;

/// File formats of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// RFC 4180: CRLF, quotes only where needed. Nothing is an empty field, an empty text `""`.
    Csv(CsvEncoding),
    /// One array of objects, by field name.
    Json,
    /// One object a line, by field name.
    JsonLines,
    Parquet,
    /// One sheet; at most 1,048,575 rows under the header.
    Xlsx,
}

/// What stands in the header of CSV and XLSX. JSON and Parquet always have field names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Headings {
    /// The titles of the file as it came; field names where it had none.
    #[default]
    Titles,
    Names,
}

/// What an export came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub rows: u64,
    /// Characters the encoding does not have, replaced by `?`.
    pub unmappable: u64,
    /// Texts that a spreadsheet program would take for a formula (they begin with `=`, `+`, `-`, `@`, tab or CR). They
    /// are written as they are: published data stays byte for byte what the publisher gave.
    pub formula_like: u64,
}

/// Takes the rows of an export.
trait Sink {
    fn rows(&mut self, frame: &DataFrame, cells: &Cells) -> Result<()>;
    fn finish(self: Box<Self>) -> Result<Exported>;
}

impl Table {
    /// Writes all rows of a view; `offset` and `limit` of the query are not looked at. Memory stays at a row group,
    /// except where an order is asked for: then the rows are held, if the estimate allows.
    ///
    /// # Errors
    /// What is wrong with the query, [`crate::Error::TooCostly`], [`crate::Error::TooManyRows`] for XLSX, output,
    /// cancellation. What was written until then is no valid file.
    pub fn export<W: Write + Send>(
        &self,
        query: &TableQuery,
        format: Format,
        headings: Headings,
        output: W,
        control: &Control,
    ) -> Result<Exported> {
        self.export_marked(query, format, headings, &[], output, control)
    }

    /// The same with marks in the metadata of the file: custom properties of a workbook, key-value metadata of Parquet. CSV and JSON have no
    /// place for them.
    ///
    /// # Errors
    /// As [`Table::export`].
    pub fn export_marked<W: Write + Send>(
        &self,
        query: &TableQuery,
        format: Format,
        headings: Headings,
        marks: &[(String, String)],
        output: W,
        control: &Control,
    ) -> Result<Exported> {
        let view = TableQuery { offset: 0, limit: 0, ..query.clone() };
        let plan = Plan::new(self, &view)?;
        self.afford(self.whole_cost(&plan))?;
        let names = self.names(&plan.columns);
        let titles: Vec<String> = plan
            .columns
            .iter()
            .map(|place| &self.columns()[*place])
            .map(|column| match headings {
                Headings::Titles if !column.title.is_empty() => column.title.clone(),
                _ => column.name.clone(),
            })
            .collect();
        let mut sink: Box<dyn Sink + '_> = match format {
            Format::Csv(encoding) => Box::new(csv::CsvSink::new(output, encoding, &titles)?),
            Format::Json => Box::new(json::JsonSink::new(output, &names, false)?),
            Format::JsonLines => Box::new(json::JsonSink::new(output, &names, true)?),
            Format::Parquet => {
                let schema = self.read(0, 0, &plan.columns)?.schema().clone();
                Box::new(parquet::ParquetSink::new(output, &schema, marks)?)
            }
            Format::Xlsx => {
                if plan.filter.is_none() {
                    xlsx::check_rows(self.rows())?;
                }
                Box::new(xlsx::XlsxSink::new(output, &titles, marks)?)
            }
        };
        self.each_frame(&plan, control, &mut |frame| {
            let cells = Cells::new(frame, &self.dtypes(&plan.columns))?;
            sink.rows(frame, &cells)
        })?;
        sink.finish()
    }

    fn each_frame(&self, plan: &Plan, control: &Control, sink: &mut dyn FnMut(&DataFrame) -> Result<()>) -> Result<()> {
        let names = self.names(&plan.columns);
        if !plan.sort.is_empty() {
            control.check()?;
            return self.ordered(plan, &names, control, sink);
        }
        for group in &self.groups {
            control.check()?;
            let frame = match &plan.filter {
                None => self.read(group.start, group.rows, &plan.columns)?,
                Some(filter) => {
                    let mut scan = self.scan()?;
                    if group.rows < self.rows() {
                        scan = scan.slice(group.start as i64, group.rows as IdxSize);
                    }
                    let mut frame = scan
                        .filter(filter.clone())
                        .select(names.iter().map(|name| col(name.as_str())).collect::<Vec<_>>())
                        .collect()?;
                    frame.rechunk_mut();
                    frame
                }
            };
            if frame.height() > 0 {
                sink(&frame)?;
            }
        }
        Ok(())
    }

    fn ordered(
        &self,
        plan: &Plan,
        names: &[String],
        control: &Control,
        sink: &mut dyn FnMut(&DataFrame) -> Result<()>,
    ) -> Result<()> {
        let mut scan = self.scan()?;
        if let Some(filter) = &plan.filter {
            scan = scan.filter(filter.clone());
        }
        let mut held: Vec<usize> = plan.columns.clone();
        for (place, _) in &plan.sort {
            if !held.contains(place) {
                held.push(*place);
            }
        }
        let mut wanted = vec![col(ROW)];
        wanted.extend(self.names(&held).iter().map(|name| col(name.as_str())));
        let rows = scan.select(wanted).collect()?;
        control.check()?;
        let ordered = self.sorted(rows, plan, None)?.select(names)?;
        let mut start = 0;
        while start < ordered.height() {
            control.check()?;
            let mut frame = ordered.slice(start as i64, BATCH_ROWS);
            frame.rechunk_mut();
            sink(&frame)?;
            start += BATCH_ROWS;
        }
        Ok(())
    }
}

/// Rows handed on at once where no row group does it.
const BATCH_ROWS: usize = 1 << 16;
