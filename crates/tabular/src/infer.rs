//! What type a column has, from all of its values: a single exception keeps it text.

pub(crate) mod dates;
pub(crate) mod titles;
mod values;

use crate::Warning;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
pub(crate) use values::{Forms, forms, number};

/// Type of a column; the codes stand in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DType {
    Text,
    /// 64 bits.
    Integer,
    /// Double precision (IEEE 754).
    Number,
    Boolean,
    /// A day (ISO 8601).
    Date,
    /// A day and a time without zone, to the microsecond.
    DateTime,
    /// A time of day.
    Time,
}

impl DType {
    pub fn code(self) -> &'static str {
        match self {
            DType::Text => "text",
            DType::Integer => "integer",
            DType::Number => "number",
            DType::Boolean => "boolean",
            DType::Date => "date",
            DType::DateTime => "datetime",
            DType::Time => "time",
        }
    }

    /// The type of a code; `None` for any other word.
    pub fn from_code(code: &str) -> Option<DType> {
        [DType::Text, DType::Integer, DType::Number, DType::Boolean, DType::Date, DType::DateTime, DType::Time]
            .into_iter()
            .find(|dtype| dtype.code() == code)
    }

    pub fn is_numeric(self) -> bool {
        matches!(self, DType::Integer | DType::Number)
    }
}

/// What stands for "nothing" in a column of numbers or dates. In text they stay what they are.
const EMPTY_MARKS: [&str; 14] =
    ["-", "--", "—", "——", "－", "/", "NA", "N/A", "#N/A", "NULL", "null", "NaN", "\\N", "0000-00-00"];

pub(crate) fn is_empty_mark(value: &str) -> bool {
    EMPTY_MARKS.contains(&value)
}

/// How a column is read: decided after the first pass, used in the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub dtype: DType,
    pub unit: Option<&'static str>,
}

/// Watches the values of one column.
#[derive(Debug)]
pub(crate) struct ColumnScan {
    /// Forms every value so far has.
    forms: Forms,
    /// Values that are neither empty nor an empty mark.
    pub values: u64,
    pub empties: u64,
    pub quoted_empties: u64,
    /// Whether quotes stand where none are needed: then `""` means nothing special.
    pub quotes_all: bool,
    marks: BTreeMap<String, u64>,
}

impl Default for ColumnScan {
    fn default() -> Self {
        ColumnScan {
            forms: Forms::ALL,
            values: 0,
            empties: 0,
            quoted_empties: 0,
            quotes_all: false,
            marks: BTreeMap::new(),
        }
    }
}

impl ColumnScan {
    pub fn add(&mut self, value: &str, quoted: bool) {
        if value.is_empty() {
            if quoted {
                self.quoted_empties += 1;
            } else {
                self.empties += 1;
            }
            return;
        }
        if quoted && !self.quotes_all {
            self.quotes_all = !value.contains(['"', ',', ';', '|', '\t', '\n', '\r'])
                && !value.starts_with(' ')
                && !value.ends_with(' ');
        }
        if self.forms.is_none() {
            self.values += 1;
            return;
        }
        let trimmed = value.trim();
        if trimmed.is_empty() {
            self.empties += 1;
        } else if is_empty_mark(trimmed) {
            *self.marks.entry(trimmed.to_owned()).or_default() += 1;
        } else {
            self.values += 1;
            self.forms = self.forms.and(forms(trimmed));
        }
    }

    /// Whether the column holds anything at all.
    pub fn is_void(&self) -> bool {
        self.values == 0 && self.marks.is_empty()
    }

    /// The type, and what people must know about it.
    pub fn decide(&self, title: &str, wanted: Option<DType>) -> (Reading, Vec<Warning>) {
        let mut warnings = Vec::new();
        let column = || title.to_owned();
        let reading = match wanted {
            Some(dtype) if self.forms.allow(dtype) || dtype == DType::Text => Reading { dtype, unit: None },
            Some(dtype) => {
                warnings.push(Warning::TypeNotPossible { column: column(), dtype: dtype.code().to_owned() });
                Reading { dtype: DType::Text, unit: None }
            }
            None if self.values == 0 => Reading { dtype: DType::Text, unit: None },
            None => self.guess(title, &mut warnings),
        };
        if reading.dtype != DType::Text && !self.marks.is_empty() {
            warnings.push(Warning::EmptyMarks {
                column: column(),
                count: self.marks.values().sum(),
                marks: self.marks.keys().cloned().collect(),
            });
        }
        if reading.dtype.is_numeric() && self.forms.only_thousands() {
            warnings.push(Warning::ThousandsSeparators { column: column() });
        }
        if reading.unit.is_some() {
            warnings.push(Warning::PercentSigns { column: column() });
        }
        (reading, warnings)
    }

    fn guess(&self, title: &str, warnings: &mut Vec<Warning>) -> Reading {
        let forms = self.forms;
        let is_code = titles::names_a_code(title);
        let dtype = if forms.has(Forms::BOOLEAN) {
            DType::Boolean
        } else if forms.has(Forms::COMPACT_DATE) && titles::names_a_date(title) {
            DType::Date
        } else if (forms.has(Forms::INTEGER) || forms.has(Forms::NUMBER)) && is_code {
            warnings.push(Warning::KeptAsCode { column: title.to_owned() });
            DType::Text
        } else if forms.has(Forms::INTEGER) || forms.has(Forms::INTEGER_THOUSANDS) {
            DType::Integer
        } else if forms.has(Forms::NUMBER) || forms.has(Forms::THOUSANDS) {
            DType::Number
        } else if forms.has(Forms::PERCENT) {
            return Reading { dtype: DType::Number, unit: Some("%") };
        } else if forms.has(Forms::DATE) {
            DType::Date
        } else if forms.has(Forms::DATETIME) {
            DType::DateTime
        } else if forms.has(Forms::TIME) {
            DType::Time
        } else {
            DType::Text
        };
        Reading { dtype, unit: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dtype(title: &str, values: &[&str]) -> DType {
        let mut scan = ColumnScan::default();
        for value in values {
            scan.add(value, false);
        }
        scan.decide(title, None).0.dtype
    }

    #[test]
    fn codes_stay_text() {
        assert_eq!(dtype("值", &["001", "012"]), DType::Text);
        assert_eq!(dtype("行政区划代码", &["110101", "110102"]), DType::Text);
        assert_eq!(dtype("provinceCode", &["11", "12"]), DType::Text);
        assert_eq!(dtype("联系电话", &["85170001"]), DType::Text);
        assert_eq!(dtype("x", &["+8613800138000"]), DType::Text);
        assert_eq!(dtype("x", &["11010119900307001"]), DType::Text);
        assert_eq!(dtype("x", &["91330100799655058B"]), DType::Text);
    }

    #[test]
    fn numbers() {
        assert_eq!(dtype("年份", &["2015", "2016"]), DType::Integer);
        assert_eq!(dtype("序号", &["1", "2"]), DType::Integer);
        assert_eq!(dtype("x", &["-1", "0", ""]), DType::Integer);
        assert_eq!(dtype("x", &["1", "2.5"]), DType::Number);
        assert_eq!(dtype("x", &["1", "1,234"]), DType::Integer);
        assert_eq!(dtype("x", &["12,34", "1"]), DType::Text);
        assert_eq!(dtype("x", &["1.5", "1,234.5"]), DType::Number);
        assert_eq!(dtype("x", &["12.5%", "3%"]), DType::Number);
        assert_eq!(dtype("x", &["12.5%", "3"]), DType::Text);
        assert_eq!(dtype("x", &["12E4"]), DType::Text);
        assert_eq!(dtype("x", &["1.5E-7"]), DType::Number);
        assert_eq!(dtype("x", &["3", "-", "NA"]), DType::Integer);
        assert_eq!(dtype("x", &["3", "abc"]), DType::Text);
        assert_eq!(dtype("x", &["0.12345678901234567890"]), DType::Text);
    }

    #[test]
    fn dates_and_times() {
        let forms = ["2026-01-02", "2026/1/2", "2026年1月2日", "2026.01.02"];
        assert_eq!(dtype("x", &forms), DType::Date);
        assert_eq!(dtype("x", &["2026-02-30"]), DType::Text);
        assert_eq!(dtype("x", &["20260102"]), DType::Integer);
        assert_eq!(dtype("受理日期", &["20260102"]), DType::Date);
        assert_eq!(dtype("受理日期", &["20260199"]), DType::Integer);
        assert_eq!(dtype("x", &["2026-01-02 03:04", "2026-01-02T03:04:05.123", "2026-01-03"]), DType::DateTime);
        assert_eq!(dtype("x", &["2026-01-02T03:04:05Z"]), DType::Text);
        assert_eq!(dtype("x", &["6:00", "22:30:15"]), DType::Time);
        assert_eq!(dtype("x", &["25:00"]), DType::Text);
        assert_eq!(dtype("x", &["0000-00-00", "2020-01-01"]), DType::Date);
        assert_eq!(dtype("x", &["2026年"]), DType::Text);
    }

    #[test]
    fn booleans_and_text() {
        assert_eq!(dtype("x", &["true", "FALSE", ""]), DType::Boolean);
        assert_eq!(dtype("x", &["是", "否"]), DType::Text);
        assert_eq!(dtype("x", &["1", "0"]), DType::Integer);
        assert_eq!(dtype("x", &[]), DType::Text);
        assert_eq!(dtype("x", &["-"]), DType::Text);
    }

    #[test]
    fn a_wanted_type_holds_only_if_possible() {
        let mut scan = ColumnScan::default();
        scan.add("7", false);
        assert_eq!(scan.decide("x", Some(DType::Text)).0.dtype, DType::Text);
        assert_eq!(scan.decide("x", Some(DType::Number)).0.dtype, DType::Number);
        let (reading, warnings) = scan.decide("x", Some(DType::Date));
        assert_eq!(reading.dtype, DType::Text);
        assert!(matches!(warnings[..], [Warning::TypeNotPossible { .. }]));
    }
}
