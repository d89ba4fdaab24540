//! Conditions as expressions of the engine.

use super::{Condition, Operator};
use crate::infer::{dates, number};
use crate::{ColumnInfo, DType, Error, Result};
use polars::prelude::*;

/// # Errors
/// An operator that does not fit the column's type, a value that does not read as it, a wrong number of values.
pub(super) fn condition(column: &ColumnInfo, condition: &Condition) -> Result<Expr> {
    let operator = condition.op;
    let values = &condition.values;
    let wrong_count = || Error::ValueCount { column: column.name.clone(), operator: operator.code().to_owned() };
    let fits = match operator {
        Operator::IsNull | Operator::NotNull => values.is_empty(),
        Operator::In => !values.is_empty(),
        _ => values.len() == 1,
    };
    if !fits {
        return Err(wrong_count());
    }
    let textual = matches!(operator, Operator::Contains | Operator::NotContains | Operator::StartsWith);
    let ordering = matches!(operator, Operator::Gt | Operator::Ge | Operator::Lt | Operator::Le);
    if (textual && column.dtype != DType::Text) || (ordering && column.dtype == DType::Boolean) {
        return Err(Error::OperatorNotApplicable { column: column.name.clone(), operator: operator.code().to_owned() });
    }
    let this = || col(column.name.as_str());
    let one = || values.first().ok_or_else(wrong_count);
    let value = || one().and_then(|value| literal(column, value));
    Ok(match operator {
        Operator::IsNull => this().is_null(),
        Operator::NotNull => this().is_not_null(),
        Operator::Eq => this().eq(value()?),
        Operator::Ne => this().is_null().or(this().neq(value()?)),
        Operator::Gt => this().gt(value()?),
        Operator::Ge => this().gt_eq(value()?),
        Operator::Lt => this().lt(value()?),
        Operator::Le => this().lt_eq(value()?),
        Operator::StartsWith => this().str().starts_with(lit(one()?.clone())),
        Operator::Contains => contains(this(), one()?),
        Operator::NotContains => this().is_null().or(contains(this(), one()?).not()),
        Operator::In => {
            // A balanced tree: a thousand values nested in a row would exhaust the engine's stack.
            let mut terms =
                values.iter().map(|value| Ok(this().eq(literal(column, value)?))).collect::<Result<Vec<Expr>>>()?;
            while terms.len() > 1 {
                terms = terms
                    .chunks(2)
                    .map(|pair| match pair {
                        [a, b] => a.clone().or(b.clone()),
                        _ => pair[0].clone(),
                    })
                    .collect();
            }
            terms.pop().ok_or_else(wrong_count)?
        }
    })
}

/// Words in any text column, and the places of those columns.
pub(super) fn search(columns: &[ColumnInfo], words: &str) -> (Vec<usize>, Expr) {
    let mut places = Vec::new();
    let mut found: Option<Expr> = None;
    for (place, column) in columns.iter().enumerate() {
        if column.dtype == DType::Text {
            places.push(place);
            let here = contains(col(column.name.as_str()), words).fill_null(lit(false));
            found = Some(match found {
                Some(before) => before.or(here),
                None => here,
            });
        }
    }
    (places, found.unwrap_or_else(|| lit(false)))
}

/// Without letters that have a case the plain search is faster, and Chinese has none.
fn contains(text: Expr, words: &str) -> Expr {
    let cased = words.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
    if cased {
        text.str().contains(lit(format!("(?i){}", escape(words))), true)
    } else {
        text.str().contains_literal(lit(words.to_owned()))
    }
}

/// Every character that means something in a pattern stands for itself.
fn escape(words: &str) -> String {
    let mut pattern = String::with_capacity(words.len() + 8);
    for letter in words.chars() {
        if letter.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

fn literal(column: &ColumnInfo, value: &str) -> Result<Expr> {
    let bad = || Error::BadValue { column: column.name.clone(), dtype: column.dtype.code(), value: value.to_owned() };
    if column.dtype == DType::Text {
        return Ok(lit(value.to_owned()));
    }
    let value = value.trim();
    let typed = |value: i64, dtype: DataType| lit(value).cast(dtype);
    Ok(match column.dtype {
        DType::Text => lit(value.to_owned()),
        DType::Integer => match value.parse::<i64>() {
            Ok(value) => lit(value),
            Err(_) => match number(value).ok_or_else(bad)? {
                whole if whole.fract() == 0.0 && whole.abs() < 1e15 => lit(whole as i64),
                fraction => lit(fraction),
            },
        },
        DType::Number => lit(number(value).ok_or_else(bad)?),
        DType::Boolean => match value {
            "true" | "1" => lit(true),
            "false" | "0" => lit(false),
            _ => return Err(bad()),
        },
        DType::Date => {
            let date = dates::date(value).or_else(|| dates::compact_date(value)).ok_or_else(bad)?;
            lit(dates::days(date)).cast(DataType::Date)
        }
        DType::DateTime => typed(
            dates::micros(dates::datetime(value).ok_or_else(bad)?),
            DataType::Datetime(TimeUnit::Microseconds, None),
        ),
        DType::Time => typed(dates::nanos(dates::time(value).ok_or_else(bad)?), DataType::Time),
    })
}
