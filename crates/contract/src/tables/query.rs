//! A view of a table as it stands in the address: `f=column.op.value`, `sort=-column`, `cols=a,b` (each repeatable), `search=`, `page`,
//! `per_page`; the API says `offset` and `limit` instead of pages. What separates can be part of a name or value with a backslash in
//! front: see [`escape`].
mod escape;

use super::{Condition, OPERATORS, PAGE_SIZES, TableQuery};
use crate::query::{self, Strictness};
use crate::{ErrorCode, Refusal};

/// Rows the API gives at once.
pub const MAX_LIMIT: u32 = 1000;
/// Conditions at once.
pub const MAX_CONDITIONS: usize = 20;
/// Values of one `in` condition.
pub const MAX_VALUES: usize = 100;
/// Columns to order by.
const MAX_SORTS: usize = 5;
/// Columns of a projection.
const MAX_COLUMNS: usize = 500;
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
                    for part in escape::split(text, &[',']).filter(|part| !part.is_empty()) {
                        let (column, descending) = match part.strip_prefix('-') {
                            Some(column) => (column, true),
                            None => (part, false),
                        };
                        let column = escape::remove(column);
                        // A column orders once: the first mention decides.
                        if query.sort.len() < MAX_SORTS && query.sort.iter().all(|(known, _)| *known != column) {
                            query.sort.push((column, descending));
                        }
                    }
                }
                "cols" => {
                    for part in escape::split(text, &[',']).filter(|part| !part.is_empty()) {
                        let columns = query.columns.get_or_insert_default();
                        let column = escape::remove(part);
                        if columns.len() < MAX_COLUMNS && !columns.contains(&column) {
                            columns.push(column);
                        }
                    }
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
            let sort = self.sort.iter().map(|(column, descending)| {
                let minus = if *descending { "-" } else { "" };
                format!("{minus}{}", escape::add(column, &[','], !*descending))
            });
            parts.push(("sort", sort.collect::<Vec<_>>().join(",")));
        }
        parts.extend(self.columns.iter().map(|columns| {
            let columns: Vec<String> = columns.iter().map(|column| escape::add(column, &[','], false)).collect();
            ("cols", columns.join(","))
        }));
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
    /// A condition from its parts; `None` when the operator is unknown, or values are missing or too many. The values of `in` stand in
    /// one text, separated by `|` or `、`.
    pub fn new(column: &str, op: &str, value: &str) -> Option<Self> {
        if column.is_empty() || !OPERATORS.contains(&op) || value.len() > MAX_VALUE * MAX_VALUES {
            return None;
        }
        let values: Vec<String> = match op {
            "is_null" | "not_null" => vec![],
            "in" => escape::split(value, &VALUE_SEPARATORS)
                .map(|part| escape::remove(part.trim()))
                .filter(|part| !part.is_empty())
                .collect(),
            _ => vec![value.to_owned()],
        };
        let fits = values.len() <= MAX_VALUES
            && values.iter().all(|v| v.len() <= MAX_VALUE)
            && !(op == "in" && values.is_empty());
        fits.then(|| Self { column: column.to_owned(), op: op.to_owned(), values })
    }

    /// Reads `column.op.value`. A dot in the name of a column has a backslash before it; dots of the value need none.
    pub fn parse(text: &str) -> Option<Self> {
        let column = escape::split(text, &['.']).next()?;
        let (op, value) = match text.get(column.len() + 1..)?.split_once('.') {
            Some((op, value)) => (op, value),
            None => (&text[column.len() + 1..], ""),
        };
        Self::new(&escape::remove(column), op, value)
    }

    /// The form [`Condition::parse`] reads.
    pub fn to_text(&self) -> String {
        let value = match (self.op.as_str(), self.values.as_slice()) {
            // Only lists are separated, so only they are escaped: every other value stands as it is.
            ("in", values) => {
                values.iter().map(|value| escape::add(value, &VALUE_SEPARATORS, false)).collect::<Vec<_>>().join("|")
            }
            (_, values) => values.first().cloned().unwrap_or_default(),
        };
        format!("{}.{}.{value}", escape::add(&self.column, &['.'], false), self.op)
    }
}

/// Between the values of `in`.
const VALUE_SEPARATORS: [char; 2] = ['|', '、'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::pairs;
    use proptest::prelude::*;

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
    fn parameters_may_be_repeated() {
        let query =
            TableQuery::parse(&pairs("cols=a&cols=b,c&cols=a&sort=-a&sort=b&sort=a"), &[], Strictness::Strict).unwrap();
        assert_eq!(query.columns.as_deref(), Some(&["a", "b", "c"].map(String::from)[..]));
        assert_eq!(query.sort, [("a".to_owned(), true), ("b".to_owned(), false)]);
        let none = TableQuery::parse(&pairs("cols=&sort=&cols=,"), &[], Strictness::Strict).unwrap();
        assert!(none.is_plain());
    }

    #[test]
    fn separators_can_be_part_of_names_and_values() {
        let raw = r"cols=a\,b,c\\&sort=-x\,y,\-z&f=v1\.0.eq.1.5\6&f=s.in.a\|b|c";
        let query = TableQuery::parse(&pairs(raw), &[], Strictness::Strict).unwrap();
        assert_eq!(query.columns.as_deref(), Some(&["a,b", r"c\"].map(String::from)[..]));
        assert_eq!(query.sort, [("x,y".to_owned(), true), ("-z".to_owned(), false)]);
        assert_eq!((query.conditions[0].column.as_str(), query.conditions[0].values[0].as_str()), ("v1.0", r"1.5\6"));
        assert_eq!(query.conditions[1].values, ["a|b", "c"]);
    }

    /// Any text: letters, all separators, escapes, and what addresses encode.
    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof!["[\\\\.,|、\\-&=%+ ]", any::<char>().prop_map(String::from), "[a-z区]{1,3}"],
            1..8,
        )
        .prop_map(|parts| parts.concat())
    }

    fn condition() -> impl Strategy<Value = Condition> {
        let listed = text().prop_map(|value| value.trim().to_owned()).prop_filter("a value", |value| !value.is_empty());
        (text(), 0..OPERATORS.len(), text(), proptest::collection::vec(listed, 1..4)).prop_map(
            |(column, op, one, several)| {
                let op = OPERATORS[op].to_owned();
                let values = match op.as_str() {
                    "in" => several,
                    "is_null" | "not_null" => vec![],
                    _ => vec![one],
                };
                Condition { column, op, values }
            },
        )
    }

    fn names(most: usize) -> impl Strategy<Value = Vec<String>> {
        proptest::collection::btree_set(text(), 0..most).prop_map(|names| names.into_iter().collect())
    }

    proptest! {
        #[test]
        fn any_view_survives_the_address(
            conditions in proptest::collection::vec(condition(), 0..4),
            columns in names(6),
            sort in names(5),
            descending in any::<[bool; 5]>(),
            search in proptest::option::of("[a-z\\\\,.|&区]{1,20}"),
            (page, limit) in (0_u64..1000, 1_u32..=MAX_LIMIT),
        ) {
            let query = TableQuery {
                columns: Some(columns).filter(|columns| !columns.is_empty()),
                conditions,
                search,
                sort: sort.into_iter().zip(descending).collect(),
                offset: page * u64::from(limit),
                limit,
            };
            let raw = query.to_query_string();
            prop_assert_eq!(TableQuery::parse(&pairs(&raw), &[], Strictness::Strict), Ok(query), "{}", raw);
        }

        #[test]
        fn no_condition_breaks_the_reader(text in any::<String>()) {
            if let Some(condition) = Condition::parse(&text) {
                prop_assert_eq!(Condition::parse(&condition.to_text()), Some(condition));
            }
        }
    }

    #[test]
    fn nonsense_is_told() {
        for bad in ["f=a", "f=a.like.x", "f=.eq.x", "limit=0", "limit=1001", "offset=-1", "page=0", "what=1"] {
            assert!(TableQuery::parse(&pairs(bad), &[], Strictness::Strict).is_err(), "{bad}");
        }
    }
}
