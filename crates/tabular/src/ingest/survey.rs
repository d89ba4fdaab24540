//! The first pass: where the header is, how wide the table, of which types its columns, what is wrong with it.

use super::{HeaderRow, IngestOptions, Text};
use crate::detect::header::{self, Header};
use crate::infer::{ColumnScan, Reading, titles};
use crate::records::{Record, Records};
use crate::warning::RowTally;
use crate::{Control, Error, Result, Warning};

/// Records between two looks at the control.
const CHECK_EVERY: u64 = 8_192;

/// Group headings are at most one row in this many.
const GROUP_SHARE: u64 = 5;

/// A column to write.
pub(super) struct Planned {
    /// Its place in the records.
    pub index: usize,
    pub name: String,
    pub title: String,
    pub reading: Reading,
    /// Whether `""` is nothing rather than an empty text.
    pub quoted_empty_is_null: bool,
}

pub(super) struct Survey {
    /// 0-based record of the header.
    pub header: Option<u64>,
    pub columns: Vec<Planned>,
    pub rows: u64,
    /// Whether the header has a single title: then a blank line is a row.
    pub single: bool,
    pub warnings: Vec<Warning>,
}

/// What happens to a record: shared by both passes, so that they agree on every row.
pub(super) enum Step {
    /// Above the header.
    Title,
    Header,
    /// A line with nothing on it: left out.
    Blank,
    /// A row without a value: kept if another follows.
    Hollow,
    Row,
}

/// Tells the rows of a text.
pub(super) struct Stepper {
    header: Option<u64>,
    single: bool,
    next: u64,
}

impl Stepper {
    pub fn new(header: Option<u64>, single: bool) -> Self {
        Stepper { header, single, next: 0 }
    }

    pub fn step(&mut self, record: &Record) -> Step {
        let index = self.next;
        self.next += 1;
        match self.header {
            Some(header) if index < header => Step::Title,
            Some(header) if index == header => Step::Header,
            // In a table of one column a blank line is a row without a value.
            _ if record.is_blank() && !self.single => Step::Blank,
            _ if record.is_empty() && !(0..record.len()).any(|i| record.is_quoted(i)) => Step::Hollow,
            _ => Step::Row,
        }
    }
}

impl Survey {
    pub fn make(text: &Text, wanted: HeaderRow, options: &IngestOptions, control: &Control) -> Result<Survey> {
        let header = find_header(text, wanted, options)?;
        let mut pass = Pass::new(header.map(|(_, width)| width));
        let mut records = Records::new(text.open()?, text.dialect, options.limits);
        let mut record = Record::default();
        let mut stepper = Stepper::new(header.map(|(index, _)| index), pass.single);
        let mut seen = 0_u64;
        while records.read(&mut record)? {
            if seen.is_multiple_of(CHECK_EVERY) {
                control.check()?;
            }
            seen += 1;
            match stepper.step(&record) {
                Step::Title => pass.title_line(&record),
                Step::Header => pass.header(&record),
                Step::Blank => pass.blank += 1,
                Step::Hollow => pass.hollow += 1,
                Step::Row => pass.row(&record, options)?,
            }
        }
        if let HeaderRow::Row(row) = wanted
            && row > seen
        {
            return Err(Error::NoSuchHeader { row });
        }
        pass.finish(header.map(|(index, _)| index), options)
    }
}

/// The record of the header and its width.
fn find_header(text: &Text, wanted: HeaderRow, options: &IngestOptions) -> Result<Option<(u64, usize)>> {
    let mut records = Records::new(text.open()?, text.dialect, options.limits);
    let mut record = Record::default();
    let mut sample: Vec<Vec<String>> = Vec::new();
    let enough = match wanted {
        HeaderRow::Row(row) => usize::try_from(row).unwrap_or(usize::MAX),
        _ => header::SAMPLE,
    };
    while sample.len() < enough && records.read(&mut record)? {
        if matches!(wanted, HeaderRow::Row(_)) && sample.len() + 1 < enough {
            sample.push(Vec::new());
        } else {
            sample.push(record.iter().map(str::to_owned).collect());
        }
    }
    let index = match wanted {
        HeaderRow::None => return Ok(None),
        HeaderRow::Row(row) => match row.checked_sub(1) {
            Some(index) if (index as usize) < sample.len() => index as usize,
            _ => return Err(Error::NoSuchHeader { row }),
        },
        HeaderRow::Auto => match header::find(&sample) {
            Header::At(index) => index,
            Header::None => return Ok(None),
        },
    };
    Ok(Some((index as u64, sample[index].len())))
}

struct Pass {
    titles: Vec<String>,
    width: Option<usize>,
    single: bool,
    columns: Vec<ColumnScan>,
    rows: u64,
    blank: u64,
    hollow: u64,
    hollow_inside: u64,
    title_lines: Vec<String>,
    short: RowTally,
    long: RowTally,
    group: RowTally,
}

impl Pass {
    fn new(width: Option<usize>) -> Self {
        Pass {
            titles: Vec::new(),
            width,
            single: width == Some(1),
            columns: Vec::new(),
            rows: 0,
            blank: 0,
            hollow: 0,
            hollow_inside: 0,
            title_lines: Vec::new(),
            short: RowTally::default(),
            long: RowTally::default(),
            group: RowTally::default(),
        }
    }

    fn title_line(&mut self, record: &Record) {
        let line: Vec<&str> = record.iter().map(str::trim).filter(|value| !value.is_empty()).collect();
        if !line.is_empty() {
            self.title_lines.push(line.join(" "));
        }
    }

    fn header(&mut self, record: &Record) {
        self.titles = record
            .iter()
            .map(|title| {
                let words: Vec<&str> = title.split_whitespace().collect();
                words.join(" ")
            })
            .collect();
        self.columns.resize_with(self.titles.len(), ColumnScan::default);
    }

    fn row(&mut self, record: &Record, options: &IngestOptions) -> Result<()> {
        self.rows += self.hollow + 1;
        self.hollow_inside += self.hollow;
        self.hollow = 0;
        if self.rows > options.limits.rows {
            return Err(Error::TooManyRows { limit: options.limits.rows });
        }
        let width = *self.width.get_or_insert(record.len());
        if self.columns.len() < width {
            self.columns.resize_with(width, ColumnScan::default);
        }
        if record.len() < width {
            self.short.add(self.rows);
        }
        let mut filled = 0;
        let mut long = false;
        for index in 0..record.len() {
            let value = record.get(index).unwrap_or_default();
            if !value.trim().is_empty() {
                filled += 1;
                if index >= width {
                    long = true;
                    if self.columns.len() <= index {
                        self.columns.resize_with(index + 1, ColumnScan::default);
                    }
                }
            }
            if let Some(column) = self.columns.get_mut(index) {
                column.add(value, record.is_quoted(index));
            }
        }
        if long {
            self.long.add(self.rows);
        }
        if filled == 1 && width >= 4 && record.get(0).is_some_and(|value| !value.trim().is_empty()) {
            self.group.add(self.rows);
        }
        Ok(())
    }

    fn finish(mut self, header: Option<u64>, options: &IngestOptions) -> Result<Survey> {
        if self.columns.is_empty() {
            return Err(Error::Empty);
        }
        let mut warnings = Vec::new();
        let mut kept = Vec::new();
        let mut void = 0;
        for (index, scan) in self.columns.iter().enumerate() {
            let title = self.titles.get(index).cloned().unwrap_or_default();
            if title.is_empty() && scan.is_void() {
                void += 1;
            } else {
                kept.push((index, title));
            }
        }
        if kept.is_empty() {
            return Err(Error::Empty);
        }
        if !self.title_lines.is_empty() {
            warnings.push(Warning::TitleLines { lines: std::mem::take(&mut self.title_lines) });
        }
        if header.is_none() {
            warnings.push(Warning::NoHeader);
        }
        let names = titles::field_names(&kept.iter().map(|(_, t)| t.clone()).collect::<Vec<_>>());
        let untitled: Vec<String> =
            kept.iter().zip(&names).filter(|((_, title), _)| title.is_empty()).map(|(_, name)| name.clone()).collect();
        if !untitled.is_empty() && header.is_some() {
            warnings.push(Warning::UntitledColumns { names: untitled });
        }
        if self.group.count > self.rows / GROUP_SHARE {
            // So many are no headings but rows with little in them.
            self.group = RowTally::default();
        }
        self.tallies(void, &mut warnings);
        let columns = kept
            .into_iter()
            .zip(names)
            .map(|((index, title), name)| {
                let scan = &self.columns[index];
                let wanted = options
                    .types
                    .iter()
                    .find(|(wanted, _)| *wanted == title || *wanted == name)
                    .map(|(_, dtype)| *dtype);
                let shown = if title.is_empty() { &name } else { &title };
                let (reading, notes) = scan.decide(shown, wanted);
                warnings.extend(notes);
                Planned { index, name, title, reading, quoted_empty_is_null: scan.quotes_all }
            })
            .collect();
        Ok(Survey { header, columns, rows: self.rows, single: self.single, warnings })
    }

    fn tallies(&mut self, void: u64, warnings: &mut Vec<Warning>) {
        if void > 0 {
            warnings.push(Warning::EmptyColumns { count: void });
        }
        if self.blank > 0 {
            warnings.push(Warning::BlankLines { count: self.blank });
        }
        if self.hollow > 0 {
            warnings.push(Warning::EmptyRowsAtEnd { count: self.hollow });
        }
        let mut rows = |tally: &mut RowTally, make: fn(u64, Vec<u64>) -> Warning| {
            if tally.count > 0 {
                warnings.push(make(tally.count, std::mem::take(&mut tally.rows)));
            }
        };
        rows(&mut self.short, |count, rows| Warning::ShortRows { count, rows });
        rows(&mut self.long, |count, rows| Warning::LongRows { count, rows });
        rows(&mut self.group, |count, rows| Warning::GroupRows { count, rows });
    }
}
