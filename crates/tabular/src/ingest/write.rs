//! The second pass: typed columns into Parquet.

use super::columns::ColumnBuilder;
use super::survey::{Step, Stepper, Survey};
use super::{ColumnInfo, IngestOptions, Text};
use crate::records::{Record, Records};
use crate::{Control, Error, Result};
use polars::prelude::*;
use std::io::BufWriter;
use std::path::Path;

/// Rows of a row group: small enough to read one for a page, large enough to pack well.
const GROUP_ROWS: usize = 65_536;
/// A group of very long texts is closed early.
const GROUP_BYTES: usize = 64 << 20;

pub(super) fn write(
    text: &Text,
    survey: &Survey,
    parquet: &Path,
    options: &IngestOptions,
    control: &Control,
) -> Result<Vec<ColumnInfo>> {
    let folder = match parquet.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let target = tempfile::Builder::new().prefix(".table-").suffix(".tmp").tempfile_in(folder)?;
    let mut builders: Vec<ColumnBuilder> = survey.columns.iter().map(ColumnBuilder::new).collect();
    // The schema of nothing is the schema of everything to come.
    let schema = frame(&mut builders)?.schema().clone();
    let mut writer = ParquetWriter::new(BufWriter::new(target.as_file()))
        .with_compression(ParquetCompression::Zstd(None))
        .with_statistics(StatisticsOptions::default())
        .batched(&schema)?;

    let mut records = Records::new(text.open()?, text.dialect, options.limits);
    let mut record = Record::default();
    let mut stepper = Stepper::new(survey.header, survey.single);
    let (mut written, mut pending, mut hollow, mut bytes) = (0_u64, 0, 0_u64, 0);
    while written + pending as u64 != survey.rows && records.read(&mut record)? {
        match stepper.step(&record) {
            Step::Title | Step::Header | Step::Blank => continue,
            Step::Hollow => {
                hollow += 1;
                continue;
            }
            Step::Row => {}
        }
        for _ in 0..std::mem::take(&mut hollow) {
            builders.iter_mut().for_each(ColumnBuilder::push_null);
            pending += 1;
            if pending >= GROUP_ROWS {
                flush(&mut writer, &mut builders, &mut written, &mut pending, control)?;
            }
        }
        for (builder, plan) in builders.iter_mut().zip(&survey.columns) {
            let field = record.get(plan.index);
            bytes += field.map_or(0, str::len);
            builder.push(field, record.is_quoted(plan.index))?;
        }
        pending += 1;
        if pending >= GROUP_ROWS || bytes >= GROUP_BYTES {
            flush(&mut writer, &mut builders, &mut written, &mut pending, control)?;
            bytes = 0;
        }
    }
    flush(&mut writer, &mut builders, &mut written, &mut pending, control)?;
    if written != survey.rows {
        return Err(Error::Malformed { kind: "table", detail: "the file changed while it was read".to_owned() });
    }
    writer.finish()?;
    drop(writer);
    target.as_file().sync_all()?;
    target.persist(parquet).map_err(|error| error.error)?;
    Ok(builders.into_iter().map(ColumnBuilder::finish).collect())
}

fn flush<W: std::io::Write>(
    writer: &mut polars::io::parquet::write::BatchedWriter<W>,
    builders: &mut [ColumnBuilder],
    written: &mut u64,
    pending: &mut usize,
    control: &Control,
) -> Result<()> {
    control.check()?;
    if *pending > 0 {
        writer.write_batch(&frame(builders)?)?;
        *written += *pending as u64;
        *pending = 0;
    }
    Ok(())
}

fn frame(builders: &mut [ColumnBuilder]) -> Result<DataFrame> {
    let columns: Vec<Column> = builders.iter_mut().map(ColumnBuilder::take).collect();
    Ok(DataFrame::new_infer_height(columns)?)
}
