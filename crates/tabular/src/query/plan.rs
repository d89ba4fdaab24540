//! A query checked against the columns its reader may see.

use super::{TableQuery, filter};
use crate::{Error, Result, Table};
use polars::prelude::Expr;

/// A query that can be run.
pub(crate) struct Plan {
    /// Places of the columns shown.
    pub columns: Vec<usize>,
    pub filter: Option<Expr>,
    /// Places of the columns the filter reads.
    pub filtered: Vec<usize>,
    pub sort: Vec<(usize, bool)>,
    pub offset: u64,
    pub limit: u64,
}

impl Plan {
    /// # Errors
    /// Unknown columns (hidden ones are), operators and values that do not fit, too much of anything.
    pub fn new(table: &Table, query: &TableQuery) -> Result<Plan> {
        let limits = &table.limits;
        let at_most = |part: &'static str, count: usize, limit: usize| {
            if count > limit {
                return Err(Error::QueryTooLarge { part, limit: limit as u64 });
            }
            Ok(())
        };
        at_most("limit", query.limit as usize, limits.page_rows as usize)?;
        at_most("conditions", query.conditions.len(), limits.conditions)?;
        at_most("sort", query.sort.len(), limits.sort_columns)?;
        for condition in &query.conditions {
            at_most("values", condition.values.len(), limits.values)?;
            for value in &condition.values {
                at_most("value", value.chars().count(), limits.value_chars)?;
            }
        }
        let columns = match &query.columns {
            None => (0..table.columns().len()).collect(),
            Some(names) => {
                at_most("columns", names.len(), table.columns().len().max(1))?;
                let mut places = Vec::new();
                for name in names {
                    let place = table.place(name)?;
                    if !places.contains(&place) {
                        places.push(place);
                    }
                }
                places
            }
        };
        let mut sort: Vec<(usize, bool)> = Vec::new();
        for (name, descending) in &query.sort {
            let place = table.place(name)?;
            if !sort.iter().any(|(seen, _)| *seen == place) {
                sort.push((place, *descending));
            }
        }
        let mut filtered = Vec::new();
        let mut filter: Option<Expr> = None;
        let mut require = |expression: Expr| {
            filter = Some(match filter.take() {
                Some(before) => before.and(expression),
                None => expression,
            });
        };
        table.guards.iter().for_each(|guard| require(guard.expression()));
        for condition in &query.conditions {
            let place = table.place(&condition.column)?;
            filtered.push(place);
            require(filter::condition(&table.columns()[place], condition)?);
        }
        if let Some(words) = query.search.as_deref().map(str::trim)
            && !words.is_empty()
        {
            at_most("search", words.chars().count(), limits.value_chars)?;
            let (places, expression) = filter::search(table.columns(), words);
            filtered.extend(places);
            require(expression);
        }
        filtered.sort_unstable();
        filtered.dedup();
        Ok(Plan { columns, filter, filtered, sort, offset: query.offset, limit: u64::from(query.limit) })
    }
}
