//! How much of anything is still a table. Files come from strangers.

/// Limits of reading a file. All sizes in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The file as it came.
    pub source_bytes: u64,
    /// After unpacking gzip or the parts of a workbook.
    pub unpacked_bytes: u64,
    /// Unpacked to packed, looked at once [`Limits::RATIO_FROM`] bytes came out. Text packs 5 to 20 fold; DEFLATE ends at 1,032.
    pub ratio: u64,
    /// An `.xls` is held in memory as a whole by its reader, so less of it is allowed.
    pub xls_bytes: u64,
    pub columns: usize,
    pub rows: u64,
    pub value_bytes: usize,
    pub record_bytes: usize,
}

impl Limits {
    /// A few kilobytes of blanks pack very well and harm nobody.
    pub const RATIO_FROM: u64 = 8 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            source_bytes: 2 << 30,
            unpacked_bytes: 8 << 30,
            ratio: 200,
            xls_bytes: 64 << 20,
            columns: 2_000,
            // Row positions are 32-bit in the engine.
            rows: 2_000_000_000,
            value_bytes: 1 << 20,
            record_bytes: 8 << 20,
        }
    }
}

/// Limits of asking a stored table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryLimits {
    /// Rows of one page.
    pub page_rows: u32,
    pub conditions: usize,
    /// Values of one `in`.
    pub values: usize,
    pub value_chars: usize,
    pub sort_columns: usize,
    /// Bytes (uncompressed, of the columns touched) one question may read.
    pub scan_bytes: u64,
    /// Bytes one question may hold to bring rows in order; ordering cannot be interrupted.
    pub sort_bytes: u64,
}

impl Default for QueryLimits {
    fn default() -> Self {
        QueryLimits {
            page_rows: 10_000,
            conditions: 32,
            values: 1_000,
            value_chars: 1_000,
            sort_columns: 8,
            scan_bytes: 16 << 30,
            sort_bytes: 512 << 20,
        }
    }
}
