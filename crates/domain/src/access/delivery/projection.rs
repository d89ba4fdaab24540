//! From what was approved (data items, days, regions) to columns and rows of tables: which items a dataset still has, which column says when and
//! where a row belongs.
use super::decide::{Cut, Grant};
use crate::access::application::covers;
use crate::catalog::withheld::column_named;
use crate::catalog::{Column, DataItem};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What words in the name of a column say that it holds GB/T 2260 codes.
const REGION_WORDS: [&str; 5] = ["区划", "行政区", "adcode", "region_code", "xzqh"];

/// Which rows of a table leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Column of the day, and the first and last day that leave.
    pub days: Option<(String, Option<NaiveDate>, Option<NaiveDate>)>,
    /// Column of the region code, and the beginnings of the codes that leave.
    pub regions: Option<(String, Vec<String>)>,
}

/// For each of `approved` the last version that has it, `None` = the present one; those no version ever had are missing. `versions`: number and
/// columns of each version that has tables, newest first.
pub fn history(
    approved: &[String],
    items: &[DataItem],
    versions: &[(i64, Vec<&[Column]>)],
) -> BTreeMap<String, Option<i64>> {
    let has =
        |tables: &[&[Column]], name: &str| tables.iter().any(|columns| column_named(items, columns, name).is_some());
    approved
        .iter()
        .filter_map(|name| {
            let at = versions.iter().position(|(_, tables)| has(tables, name))?;
            Some((name.clone(), (at > 0).then_some(versions[at].0)))
        })
        .collect()
}

/// Those of `approved` that are flagged and neither treated nor consented to.
pub fn untreated(approved: &[String], items: &[DataItem]) -> BTreeSet<String> {
    let withheld: Vec<&DataItem> = items.iter().filter(|item| item.withheld()).collect();
    approved
        .iter()
        .filter(|name| withheld.iter().any(|item| item.name == **name || item.title == **name))
        .cloned()
        .collect()
}

/// The rows of a table that a grant covers. Days are those of the first column of dates; regions need a column of codes, unless all of the data
/// lies within what was approved.
///
/// # Errors
/// [`Cut::RangeUnclear`]: the grant is limited, but no column says where a row belongs.
pub fn rows(grant: &Grant, columns: &[Column], region: &str) -> Result<Rows, Cut> {
    let days = if grant.from.is_none() && grant.to.is_none() {
        None
    } else {
        let column = columns.iter().find(|column| matches!(column.dtype.as_str(), "date" | "datetime"));
        Some((column.ok_or(Cut::RangeUnclear)?.name.clone(), grant.from, grant.to))
    };
    let regions = if grant.regions.is_empty() || grant.regions.iter().any(|approved| covers(approved, region)) {
        None
    } else {
        let coded = |column: &&Column| {
            let names = [column.name.to_lowercase(), column.title.to_lowercase()];
            matches!(column.dtype.as_str(), "text" | "integer")
                && names.iter().any(|name| REGION_WORDS.iter().any(|word| name.contains(word)))
        };
        let column = columns.iter().find(coded).ok_or(Cut::RangeUnclear)?;
        // The same beginnings by which a region covers those inside it.
        let stems = grant.regions.iter().map(|code| code.trim_end_matches("00").to_owned());
        Some((column.name.clone(), stems.collect()))
    };
    Ok(Rows { days, regions })
}
