//! What reading a table met and how it was taken: nothing is changed or left out silently.

use serde::{Deserialize, Serialize};

/// Rows named in one warning; the count is always complete.
pub const NAMED_ROWS: usize = 20;

/// One observation. `code` in the serialised form is what the locales translate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Warning {
    /// The encoding is a guess that other readings contest.
    EncodingGuessed { encoding: String },
    /// Bytes that are no text in this encoding, shown as U+FFFD.
    MalformedBytes { encoding: String, count: u64 },
    /// Lines above the header, kept here word by word.
    TitleLines { lines: Vec<String> },
    /// No row looks like a header; columns got numbers for names.
    NoHeader,
    /// Columns without a title; `names` are what they got.
    UntitledColumns { names: Vec<String> },
    /// Columns without title and value, left out.
    EmptyColumns { count: u64 },
    /// Empty lines, left out.
    BlankLines { count: u64 },
    /// Rows at the end that hold delimiters only, left out.
    EmptyRowsAtEnd { count: u64 },
    /// Rows with fewer values than columns, filled with nothing. `rows` are the first positions.
    ShortRows { count: u64, rows: Vec<u64> },
    /// Rows with more values than the header has titles; columns were added for them.
    LongRows { count: u64, rows: Vec<u64> },
    /// Rows with a single value in a wide table: group headings or notes between the data.
    GroupRows { count: u64, rows: Vec<u64> },
    /// A quote opened in this line is never closed; quotes were read as ordinary characters.
    QuotesIgnored { line: u64 },
    /// Marks such as `-` or `NA` in a column of numbers or dates, taken as empty.
    EmptyMarks { column: String, count: u64, marks: Vec<String> },
    /// `1,234` was read as 1234.
    ThousandsSeparators { column: String },
    /// `12.5%` was read as 12.5 with the unit %.
    PercentSigns { column: String },
    /// Digits kept as text since the title says they are a code, a telephone number and the like.
    KeptAsCode { column: String },
    /// A type was asked for that not every value has; the column stays text.
    TypeNotPossible { column: String, dtype: String },
    /// Merged cells: only the first of each area holds the value.
    MergedCells { count: u64 },
    /// Cells with an error such as `#DIV/0!`, taken as empty.
    ErrorCells { count: u64 },
    /// The records are one member of a JSON object; the others were left out.
    RecordsInside { member: String },
    /// Values that are lists or objects, kept as JSON text.
    NestedValues { count: u64 },
}

/// Counts rows and keeps the first positions.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowTally {
    pub count: u64,
    pub rows: Vec<u64>,
}

impl RowTally {
    pub fn add(&mut self, row: u64) {
        self.count += 1;
        if self.rows.len() < NAMED_ROWS {
            self.rows.push(row);
        }
    }
}
