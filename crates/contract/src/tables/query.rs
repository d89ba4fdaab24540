//! A view of a table as it stands in the address: `f=column.op.value` (repeatable), `sort=-column`, `cols=a,b`, `search=`, `page`,
//! `per_page`; the API says `offset` and `limit` instead of pages.
use super::{Condition, OPERATORS, PAGE_SIZES, TableQuery};
use crate::query::{self, Strictness};
use crate::{ErrorCode, Refusal};

/// Rows the API gives at once.
pub const MAX_LIMIT: u32 = 1000;
/// Conditions at once.
pub const MAX_CONDITIONS: usize = 20;
/// Values of one `in` condition.
pub const MAX_VALUES: usize = 100;
/// Longest value in bytes.
const MAX_VALUE: usize = 500;

impl TableQuery {
    /// Reads the decoded parameters, leaving those in `others` to the caller.
    ///
    /// # Errors
    /// `bad-value` for a condition that is not `column.op.value`; when strict also `unknown-parameter` and numbers out of range.
    pub fn parse(pairs: &[(String, String)], others: &[&str], strictness: Strictness) -> Result<Self, Refusal> {
        let strict = strictness == Strictness::Strict;
        let mut query = Self { limit: 50, ..Self::default() };
        let mut page: Option<u64> = None;
        // The form without JavaScript sends one new condition as three fields.
        let (mut column, mut op, mut value) = (None, None, None);
        for (name, text) in pairs {
            let bad = || {
                Refusal::new(ErrorCode::BadValue).field(name).fact("value", text.chars().take(50).collect::<String>())
            };
            match name.as_str() {
                "f" => match Condition::parse(text) {
                    Some(condition) if query.conditions.len() < MAX_CONDITIONS => query.conditions.push(condition),
                    _ => return Err(bad()),
                },
                "column" => column = Some(text).filter(|t| !t.is_empty()),
                "op" => op = Some(text),
                "value" => value = Some(text),
                "search" => {
                    query.search = Some(text.trim().chars().take(100).collect::<String>()).filter(|t| !t.is_empty())
                }
                "sort" => {
                    query.sort = text
                        .split(',')
                        .filter(|t| !t.is_empty())
                        .take(5)
                        .map(|t| t.strip_prefix('-').map_or((t.to_owned(), false), |c| (c.to_owned(), true)))
                        .collect();
                }
                "cols" => {
                    let columns: Vec<String> =
                        text.split(',').filter(|t| !t.is_empty()).take(500).map(str::to_owned).collect();
                    query.columns = Some(columns).filter(|c| !c.is_empty());
                }
                "page" => match text.parse::<u64>() {
                    Ok(n) if n >= 1 => page = Some(n),
                    _ if strict => return Err(bad()),
                    _ => {}
                },
                "per_page" | "limit" => match text.parse::<u32>() {
                    Ok(n) if (1..=MAX_LIMIT).contains(&n) => query.limit = n,
                    _ if strict => return Err(bad().fact("max", MAX_LIMIT)),
                    _ => {}
                },
                "offset" => match text.parse::<u64>() {
                    Ok(n) => query.offset = n,
                    _ if strict => return Err(bad()),
                    _ => {}
                },
                known if others.contains(&known) => {}
                _ if strict => return Err(Refusal::new(ErrorCode::UnknownParameter).field(name)),
                _ => {}
            }
        }
        if let (Some(column), Some(op)) = (column, op) {
            let text = value.map_or("", |v| v.as_str());
            match Condition::new(column, op, text) {
                Some(condition) if query.conditions.len() < MAX_CONDITIONS => {
                    if !query.conditions.contains(&condition) {
                        query.conditions.push(condition);
                    }
                }
                _ => {
                    return Err(Refusal::new(ErrorCode::BadValue).field("value").fact("value", text));
                }
            }
        }
        if let Some(page) = page {
            query.offset = (page - 1).saturating_mul(u64::from(query.limit));
        }
        Ok(query)
    }

    /// Page of the view, from 1.
    pub fn page(&self) -> u64 {
        self.offset / u64::from(self.limit.max(1)) + 1
    }

    /// The parameters of this view, defaults left out.
    pub fn to_query_string(&self) -> String {
        let mut parts: Vec<(&str, String)> = Vec::new();
        parts.extend(self.search.iter().map(|s| ("search", s.clone())));
        parts.extend(self.conditions.iter().map(|c| ("f", c.to_text())));
        if !self.sort.is_empty() {
            let sort: Vec<String> =
                self.sort.iter().map(|(c, desc)| if *desc { format!("-{c}") } else { c.clone() }).collect();
            parts.push(("sort", sort.join(",")));
        }
        parts.extend(self.columns.iter().map(|c| ("cols", c.join(","))));
        if self.limit != PAGE_SIZES[1] {
            parts.push(("per_page", self.limit.to_string()));
        }
        if self.page() != 1 {
            parts.push(("page", self.page().to_string()));
        }
        query::join(parts.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// Whether anything narrows or orders the table.
    pub fn is_plain(&self) -> bool {
        self.conditions.is_empty() && self.search.is_none() && self.sort.is_empty() && self.columns.is_none()
    }
}

impl Condition {
    /// A condition from its parts; `None` when the operator is unknown, or values are missing or too many.
    pub fn new(column: &str, op: &str, value: &str) -> Option<Self> {
        if column.is_empty() || !OPERATORS.contains(&op) || value.len() > MAX_VALUE * MAX_VALUES {
            return None;
        }
        let values: Vec<String> = match op {
            "is_null" | "not_null" => vec![],
            "in" => value.split(['|', '、']).map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned).collect(),
            _ => vec![value.to_owned()],
        };
        let fits = values.len() <= MAX_VALUES
            && values.iter().all(|v| v.len() <= MAX_VALUE)
            && !(op == "in" && values.is_empty());
        fits.then(|| Self { column: column.to_owned(), op: op.to_owned(), values })
    }

    /// Reads `column.op.value`. Column names hold no dot (the reader of files sees to it); values may.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        Self::new(parts.next()?, parts.next()?, parts.next().unwrap_or(""))
    }

    /// The form [`Condition::parse`] reads.
    pub fn to_text(&self) -> String {
        format!("{}.{}.{}", self.column, self.op, self.values.join("|"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::pairs;

    #[test]
    fn a_view_survives_the_address() {
        let raw = "search=西湖&f=区.in.西湖区|上城区&f=泊位.ge.100&sort=-泊位,名称&cols=区,泊位&per_page=100&page=3";
        let query = TableQuery::parse(&pairs(raw), &[], Strictness::Strict).unwrap();
        assert_eq!(query.offset, 200);
        assert_eq!(query.conditions[0].values, ["西湖区", "上城区"]);
        assert_eq!(TableQuery::parse(&pairs(&query.to_query_string()), &[], Strictness::Strict).unwrap(), query);
    }

    #[test]
    fn the_form_adds_one_condition() {
        let query =
            TableQuery::parse(&pairs("f=a.eq.1&column=b&op=contains&value=x.y"), &[], Strictness::Strict).unwrap();
        assert_eq!(query.conditions.len(), 2);
        assert_eq!(query.conditions[1].values, ["x.y"]);
        let untouched = TableQuery::parse(&pairs("column=&op=eq&value="), &[], Strictness::Strict).unwrap();
        assert!(untouched.is_plain());
    }

    #[test]
    fn nonsense_is_told() {
        for bad in ["f=a", "f=a.like.x", "f=.eq.x", "limit=0", "limit=1001", "offset=-1", "page=0", "what=1"] {
            assert!(TableQuery::parse(&pairs(bad), &[], Strictness::Strict).is_err(), "{bad}");
        }
    }
}
