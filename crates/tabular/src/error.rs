//! Why something was refused: a stable code and facts, never words for people.

/// A refusal. [`Error::code`] is the kebab-case code the locales translate; the fields are its facts.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read or written.
    #[error("input or output failed: {0}")]
    Io(#[from] std::io::Error),
    /// Neither delimited text, nor a workbook, nor JSON records. `kind` says what it looks like instead.
    #[error("not a table: {kind}")]
    UnsupportedKind { kind: String },
    /// The bytes contradict the kind of the file, or a reader gave up on it.
    #[error("malformed {kind}: {detail}")]
    Malformed { kind: &'static str, detail: String },
    /// A workbook that opens with a password only.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// No row with a value.
    #[error("the table is empty")]
    Empty,
    /// A workbook holds no sheet of this name.
    #[error("unknown sheet {sheet}")]
    UnknownSheet { sheet: String },
    /// A NUL byte in text that is not UTF-16; `offset` in bytes after unpacking.
    #[error("NUL byte at {offset}")]
    NulByte { offset: u64 },
    /// No encoding makes sense of the text.
    #[error("encoding unclear: {malformed} malformed sequences as {tried}")]
    EncodingUnclear { tried: String, malformed: u64 },
    /// The encoding named is none of those known.
    #[error("unknown encoding {label}")]
    UnknownEncoding { label: String },
    /// The source is larger than allowed, in bytes.
    #[error("source larger than {limit} bytes")]
    SourceTooLarge { limit: u64 },
    /// Unpacking yields more bytes than allowed.
    #[error("unpacked larger than {limit} bytes")]
    UnpackedTooLarge { limit: u64 },
    /// Unpacking yields suspiciously much from little.
    #[error("compression ratio above {limit}")]
    RatioTooHigh { limit: u64 },
    /// More columns than allowed.
    #[error("more than {limit} columns")]
    TooManyColumns { limit: usize },
    /// More rows than allowed (also of the target format).
    #[error("more than {limit} rows")]
    TooManyRows { limit: u64 },
    /// One value is longer than allowed, in bytes; `line` is 1-based.
    #[error("value longer than {limit} bytes in line {line}")]
    ValueTooLong { line: u64, limit: usize },
    /// One record is longer than allowed, in bytes.
    #[error("record longer than {limit} bytes in line {line}")]
    RecordTooLong { line: u64, limit: usize },
    /// A quote that is never closed, opened in this line.
    #[error("quote opened in line {line} is never closed")]
    UnclosedQuote { line: u64 },
    /// The header row named lies beyond the end.
    #[error("no header in row {row}")]
    NoSuchHeader { row: u64 },
    /// No column of this name, or none the reader may know of: one answer for both.
    #[error("unknown column {column}")]
    UnknownColumn { column: String },
    /// No operator of this code.
    #[error("unknown operator {operator}")]
    UnknownOperator { operator: String },
    /// The operator does not fit the type of the column.
    #[error("operator {operator} does not apply to {column}")]
    OperatorNotApplicable { column: String, operator: String },
    /// The value cannot be read as the type of the column.
    #[error("{value:?} is no {dtype} for {column}")]
    BadValue { column: String, dtype: &'static str, value: String },
    /// An operator got too few or too many values.
    #[error("{operator} on {column} takes another number of values")]
    ValueCount { column: String, operator: String },
    /// A part of the query is larger than allowed; `part` names it.
    #[error("{part} above {limit}")]
    QueryTooLarge { part: &'static str, limit: u64 },
    /// No row at this position.
    #[error("no row {row}")]
    NoSuchRow { row: u64 },
    /// The estimate says this would take more memory or reading than allowed, in bytes.
    #[error("estimated {estimated} bytes, allowed {allowed}")]
    TooCostly { estimated: u64, allowed: u64 },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The time allowed is over.
    #[error("deadline passed")]
    DeadlinePassed,
    /// The Parquet file and the columns recorded for it differ.
    #[error("the stored table does not match its description: {detail}")]
    SchemaMismatch { detail: String },
    /// The engine failed.
    #[error("engine: {0}")]
    Engine(String),
}

impl Error {
    /// The code the locales translate.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Io(_) => "io",
            Error::UnsupportedKind { .. } => "unsupported-kind",
            Error::Malformed { .. } => "malformed-file",
            Error::Encrypted => "encrypted",
            Error::Empty => "empty-table",
            Error::UnknownSheet { .. } => "unknown-sheet",
            Error::NulByte { .. } => "nul-byte",
            Error::EncodingUnclear { .. } => "encoding-unclear",
            Error::UnknownEncoding { .. } => "unknown-encoding",
            Error::SourceTooLarge { .. } => "source-too-large",
            Error::UnpackedTooLarge { .. } => "unpacked-too-large",
            Error::RatioTooHigh { .. } => "ratio-too-high",
            Error::TooManyColumns { .. } => "too-many-columns",
            Error::TooManyRows { .. } => "too-many-rows",
            Error::ValueTooLong { .. } => "value-too-long",
            Error::RecordTooLong { .. } => "record-too-long",
            Error::UnclosedQuote { .. } => "unclosed-quote",
            Error::NoSuchHeader { .. } => "no-such-header",
            Error::UnknownColumn { .. } => "unknown-column",
            Error::UnknownOperator { .. } => "unknown-operator",
            Error::OperatorNotApplicable { .. } => "operator-not-applicable",
            Error::BadValue { .. } => "bad-value",
            Error::ValueCount { .. } => "value-count",
            Error::QueryTooLarge { .. } => "query-too-large",
            Error::NoSuchRow { .. } => "no-such-row",
            Error::TooCostly { .. } => "too-costly",
            Error::Cancelled => "cancelled",
            Error::DeadlinePassed => "deadline-passed",
            Error::SchemaMismatch { .. } => "schema-mismatch",
            Error::Engine(_) => "engine",
        }
    }

    /// Whether the one who asked can mend it by asking differently or sending another file.
    pub fn is_bad_input(&self) -> bool {
        !matches!(
            self,
            Error::Io(_) | Error::Engine(_) | Error::SchemaMismatch { .. } | Error::Cancelled | Error::DeadlinePassed
        )
    }
}

impl From<polars::error::PolarsError> for Error {
    fn from(error: polars::error::PolarsError) -> Self {
        Error::Engine(error.to_string())
    }
}
