//! Pages and single rows.
//!
//! A page of an unfiltered, unordered table reads the row groups it lies in and nothing else. Filters and orders first
//! find the positions of the page's rows from the columns they concern, window by window, then read those rows alone.

use super::{Cells, Plan, TableQuery};
use crate::table::ROW;
use crate::{Cell, Control, Error, Result, Table};
use polars::prelude::*;

/// Some rows of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Names of the columns in `rows`, in order.
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
    /// 1-based position of each row in the file.
    pub row_numbers: Vec<u64>,
    /// Rows that match, on all pages.
    pub total: u64,
}

impl Table {
    /// The rows from `offset` on, at most `limit`.
    ///
    /// # Errors
    /// What is wrong with the query; [`Error::TooCostly`] before anything is read; [`Error::Cancelled`] and
    /// [`Error::DeadlinePassed`] between windows.
    pub fn page(&self, query: &TableQuery, control: &Control) -> Result<Page> {
        let plan = Plan::new(self, query)?;
        self.afford(self.page_cost(&plan))?;
        control.check()?;
        let columns = self.names(&plan.columns);
        let (rows, row_numbers, total) = if plan.filter.is_none() && plan.sort.is_empty() {
            let start = plan.offset.min(self.rows());
            let count = plan.limit.min(self.rows() - start);
            let rows = self.rows_of(start, count, &plan.columns)?;
            let numbers = (start + 1..=start + count).collect();
            (rows, numbers, self.rows())
        } else {
            let (positions, total) =
                if plan.sort.is_empty() { self.matching(&plan, control)? } else { self.best(&plan, control)? };
            control.check()?;
            let rows = self.gather(&positions, &plan.columns)?;
            let numbers = positions.iter().map(|position| position + 1).collect();
            (rows, numbers, total)
        };
        Ok(Page { columns, rows, row_numbers, total })
    }

    /// One row by its 1-based position, with all columns the reader may see, in the order of [`Table::columns`].
    ///
    /// # Errors
    /// [`Error::NoSuchRow`]; always of a guarded table, whose rows are asked for by pages alone.
    pub fn row(&self, number: u64) -> Result<Vec<Cell>> {
        if number == 0 || number > self.rows() || !self.guards.is_empty() {
            return Err(Error::NoSuchRow { row: number });
        }
        let places: Vec<usize> = (0..self.columns().len()).collect();
        let mut rows = self.rows_of(number - 1, 1, &places)?;
        rows.pop().ok_or(Error::NoSuchRow { row: number })
    }

    fn rows_of(&self, start: u64, count: u64, places: &[usize]) -> Result<Vec<Vec<Cell>>> {
        if count == 0 {
            return Ok(Vec::new());
        }
        if places.is_empty() {
            return Ok((0..count).map(|_| Vec::new()).collect());
        }
        let cells = Cells::new(&self.read(start, count, places)?, &self.dtypes(places))?;
        Ok((0..cells.rows()).map(|row| cells.row(row)).collect())
    }

    /// Positions of the page's rows in the order of the file, and how many rows match.
    fn matching(&self, plan: &Plan, control: &Control) -> Result<(Vec<u64>, u64)> {
        let mut positions = Vec::new();
        let mut total = 0_u64;
        let end = plan.offset.saturating_add(plan.limit);
        for (start, rows) in self.windows() {
            control.check()?;
            let found = self.window(plan, start, rows, &[])?;
            let found = found.column(ROW)?.idx()?.rechunk();
            let count = found.len() as u64;
            let from = plan.offset.clamp(total, total + count) - total;
            let to = end.clamp(total, total + count) - total;
            positions.extend(found.slice(from as i64, (to - from) as usize).iter().flatten().map(u64::from));
            total += count;
        }
        Ok((positions, total))
    }

    /// Positions of the page's rows in the order asked for, and how many rows match. Keeps only as many rows as the end
    /// of the page needs.
    fn best(&self, plan: &Plan, control: &Control) -> Result<(Vec<u64>, u64)> {
        let keys: Vec<usize> = plan.sort.iter().map(|(place, _)| *place).collect();
        let end = plan.offset.saturating_add(plan.limit).min(self.rows());
        let mut kept: Option<DataFrame> = None;
        let mut total = 0_u64;
        for (start, rows) in self.windows() {
            control.check()?;
            let found = self.window(plan, start, rows, &keys)?;
            total += found.height() as u64;
            let found = match kept.take() {
                Some(mut before) => {
                    before.vstack_mut(&found)?;
                    before
                }
                None => found,
            };
            kept = Some(self.sorted(found, plan, Some(end))?);
        }
        let Some(kept) = kept else {
            return Ok((Vec::new(), 0));
        };
        let from = plan.offset.min(kept.height() as u64);
        let page = kept.column(ROW)?.idx()?.rechunk();
        let page = page.slice(from as i64, plan.limit as usize);
        Ok((page.iter().flatten().map(u64::from).collect(), total))
    }

    /// Positions, and values of `keys`, of the rows of a window that match.
    fn window(&self, plan: &Plan, start: u64, rows: u64, keys: &[usize]) -> Result<DataFrame> {
        let mut scan = self.scan()?;
        if rows < self.rows() {
            scan = scan.slice(start as i64, rows as IdxSize);
        }
        if let Some(filter) = &plan.filter {
            scan = scan.filter(filter.clone());
        }
        let mut wanted = vec![col(ROW)];
        wanted.extend(self.names(keys).iter().map(|name| col(name.as_str())));
        Ok(scan.select(wanted).collect()?)
    }

    /// Brings a frame in order; the position decides between rows that are alike. Empty values come last.
    pub(crate) fn sorted(&self, frame: DataFrame, plan: &Plan, first: Option<u64>) -> Result<DataFrame> {
        let mut by: Vec<PlSmallStr> = Vec::new();
        let mut descending = Vec::new();
        for (place, down) in &plan.sort {
            by.push(self.columns()[*place].name.as_str().into());
            descending.push(*down);
        }
        by.push(ROW.into());
        descending.push(false);
        let options = SortMultipleOptions::default().with_order_descending_multi(descending).with_nulls_last(true);
        let ordered = frame.lazy().sort(by, options);
        Ok(match first {
            Some(first) => ordered.limit(first as IdxSize).collect()?,
            None => ordered.collect()?,
        })
    }

    /// Rows at these positions, in this order.
    fn gather(&self, positions: &[u64], places: &[usize]) -> Result<Vec<Vec<Cell>>> {
        let mut sorted: Vec<(u64, usize)> =
            positions.iter().enumerate().map(|(place, position)| (*position, place)).collect();
        sorted.sort_unstable();
        let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); positions.len()];
        if places.is_empty() {
            return Ok(rows);
        }
        let dtypes = self.dtypes(places);
        for group in &self.groups {
            let end = group.start + group.rows;
            let from = sorted.partition_point(|(position, _)| *position < group.start);
            let to = sorted.partition_point(|(position, _)| *position < end);
            let here = &sorted[from..to];
            let (Some((first, _)), Some((last, _))) = (here.first(), here.last()) else {
                continue;
            };
            let frame = self.read(*first, last - first + 1, places)?;
            let cells = Cells::new(&frame, &dtypes)?;
            for (position, place) in here {
                rows[*place] = cells.row((position - first) as usize);
            }
        }
        Ok(rows)
    }
}
