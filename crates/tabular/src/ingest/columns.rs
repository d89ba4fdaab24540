//! Values of one column, typed, a batch at a time.

use super::ColumnInfo;
use super::survey::Planned;
use crate::cell::number_text;
use crate::infer::{DType, dates, is_empty_mark, number};
use crate::profile::Distinct;
use crate::{Error, Result};
use polars::prelude::*;

/// Most frequent values kept.
const TOP: usize = 10;
/// Characters kept of the smallest and largest text.
const SHOWN_CHARS: usize = 100;

enum Values {
    Text(Vec<Option<String>>),
    /// Integers, and days, microseconds, nanoseconds.
    Whole(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Boolean(Vec<Option<bool>>),
}

enum Bounds {
    None,
    Text(String, String),
    Whole(i64, i64),
    Number(f64, f64),
}

pub(super) struct ColumnBuilder<'a> {
    plan: &'a Planned,
    values: Values,
    nulls: u64,
    distinct: Distinct,
    bounds: Bounds,
}

impl<'a> ColumnBuilder<'a> {
    pub fn new(plan: &'a Planned) -> Self {
        ColumnBuilder {
            plan,
            values: empty(plan.reading.dtype),
            nulls: 0,
            distinct: Distinct::default(),
            bounds: Bounds::None,
        }
    }

    /// Adds a field of a record; `None` where the record ends before it.
    pub fn push(&mut self, field: Option<&str>, quoted: bool) -> Result<()> {
        let dtype = self.plan.reading.dtype;
        let value = match (dtype, field) {
            (_, None) => None,
            (DType::Text, Some("")) => (quoted && !self.plan.quoted_empty_is_null).then_some(""),
            (DType::Text, Some(value)) => Some(value),
            (_, Some(value)) => Some(value.trim()).filter(|value| !value.is_empty() && !is_empty_mark(value)),
        };
        let Some(value) = value else {
            self.push_null();
            return Ok(());
        };
        self.distinct.add(value);
        let misread = || Error::Malformed { kind: "table", detail: format!("{value:?} changed between two readings") };
        match &mut self.values {
            Values::Text(values) => {
                self.bounds.text(value);
                values.push(Some(value.to_owned()));
            }
            Values::Number(values) => {
                let value = number(value).ok_or_else(misread)?;
                self.bounds.number(value);
                values.push(Some(value));
            }
            Values::Boolean(values) => {
                let value = value.eq_ignore_ascii_case("true");
                self.bounds.whole(i64::from(value));
                values.push(Some(value));
            }
            Values::Whole(values) => {
                let value = whole(dtype, value).ok_or_else(misread)?;
                self.bounds.whole(value);
                values.push(Some(value));
            }
        }
        Ok(())
    }

    pub fn push_null(&mut self) {
        self.nulls += 1;
        match &mut self.values {
            Values::Text(values) => values.push(None),
            Values::Whole(values) => values.push(None),
            Values::Number(values) => values.push(None),
            Values::Boolean(values) => values.push(None),
        }
    }

    /// Takes the values gathered so far.
    pub fn take(&mut self) -> Column {
        let dtype = self.plan.reading.dtype;
        let name = PlSmallStr::from(self.plan.name.as_str());
        let series = match std::mem::replace(&mut self.values, empty(dtype)) {
            Values::Text(values) => StringChunked::from_iter_options(name, values.into_iter()).into_series(),
            Values::Number(values) => Float64Chunked::from_iter_options(name, values.into_iter()).into_series(),
            Values::Boolean(values) => BooleanChunked::from_iter_options(name, values.into_iter()).into_series(),
            Values::Whole(values) if dtype == DType::Date => {
                let days = values.into_iter().map(|value| value.and_then(|days| i32::try_from(days).ok()));
                Int32Chunked::from_iter_options(name, days).into_date().into_series()
            }
            Values::Whole(values) => {
                let values = Int64Chunked::from_iter_options(name, values.into_iter());
                match dtype {
                    DType::DateTime => values.into_datetime(TimeUnit::Microseconds, None).into_series(),
                    DType::Time => values.into_time().into_series(),
                    _ => values.into_series(),
                }
            }
        };
        series.into_column()
    }

    pub fn finish(self) -> ColumnInfo {
        let dtype = self.plan.reading.dtype;
        let (distinct, distinct_exact) = self.distinct.count();
        let (min, max) = match &self.bounds {
            Bounds::None => (None, None),
            Bounds::Text(min, max) => (Some(shorten(min)), Some(shorten(max))),
            Bounds::Whole(min, max) => (Some(whole_text(dtype, *min)), Some(whole_text(dtype, *max))),
            Bounds::Number(min, max) => (Some(number_text(*min)), Some(number_text(*max))),
        };
        ColumnInfo {
            name: self.plan.name.clone(),
            title: self.plan.title.clone(),
            dtype,
            unit: self.plan.reading.unit.map(str::to_owned),
            nulls: self.nulls,
            distinct,
            distinct_exact,
            min,
            max,
            top: self.distinct.most_frequent(TOP),
        }
    }
}

fn empty(dtype: DType) -> Values {
    match dtype {
        DType::Text => Values::Text(Vec::new()),
        DType::Number => Values::Number(Vec::new()),
        DType::Boolean => Values::Boolean(Vec::new()),
        DType::Integer | DType::Date | DType::DateTime | DType::Time => Values::Whole(Vec::new()),
    }
}

fn whole(dtype: DType, value: &str) -> Option<i64> {
    match dtype {
        DType::Date => {
            dates::date(value).or_else(|| dates::compact_date(value)).map(|date| i64::from(dates::days(date)))
        }
        DType::DateTime => dates::datetime(value).map(dates::micros),
        DType::Time => dates::time(value).map(dates::nanos),
        _ if value.contains(',') => value.replace(',', "").parse().ok(),
        _ => value.parse().ok(),
    }
}

fn whole_text(dtype: DType, value: i64) -> String {
    match dtype {
        DType::Date => i32::try_from(value).map_or_else(|_| String::new(), dates::date_text),
        DType::DateTime => dates::datetime_text(value),
        DType::Time => dates::time_text(value),
        DType::Boolean => (value == 1).to_string(),
        _ => value.to_string(),
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(SHOWN_CHARS).collect()
}

impl Bounds {
    fn text(&mut self, value: &str) {
        match self {
            Bounds::Text(min, max) => {
                if value < min.as_str() {
                    value.clone_into(min);
                }
                if value > max.as_str() {
                    value.clone_into(max);
                }
            }
            _ => *self = Bounds::Text(value.to_owned(), value.to_owned()),
        }
    }

    fn whole(&mut self, value: i64) {
        *self = match self {
            Bounds::Whole(min, max) => Bounds::Whole(value.min(*min), value.max(*max)),
            _ => Bounds::Whole(value, value),
        };
    }

    fn number(&mut self, value: f64) {
        *self = match self {
            Bounds::Number(min, max) => Bounds::Number(value.min(*min), value.max(*max)),
            _ => Bounds::Number(value, value),
        };
    }
}
