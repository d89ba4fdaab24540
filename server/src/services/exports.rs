//! Tables as files. The rows of a view are written to a temporary file first, so that the answer states its length and rows and a cut
//! download is noticed; a whole table is converted once for each version and format, and stored like any file.
use super::downloads::{self, Counted};
use super::internal;
use super::open_table::{self, Opened, refuse};
use crate::portal::Core;
use contract::downloads::{Download, Reader};
use contract::tables::ViewFile;
use contract::{ErrorCode, PortError, PortResult, Refusal};
use futures_util::StreamExt;
use std::time::Duration;
use tabular::{CsvEncoding, Format, Headings};
use tokio_util::io::ReaderStream;

/// A format asked for, as it stands in addresses.
///
/// # Errors
/// `not-acceptable` for a format or encoding there is none of.
pub fn format(name: &str, encoding: Option<&str>) -> PortResult<Format> {
    let csv = || match encoding.unwrap_or("utf-8") {
        "utf-8" => Ok(CsvEncoding::Utf8),
        "utf-8-bom" => Ok(CsvEncoding::Utf8Bom),
        "gb18030" => Ok(CsvEncoding::Gb18030),
        other => Err(PortError::from(Refusal::new(ErrorCode::BadValue).field("encoding").fact("value", other))),
    };
    match name {
        "csv" => Ok(Format::Csv(csv()?)),
        "json" => Ok(Format::Json),
        "jsonl" => Ok(Format::JsonLines),
        "parquet" => Ok(Format::Parquet),
        "xlsx" => Ok(Format::Xlsx),
        other => Err(Refusal::new(ErrorCode::NotAcceptable).field("format").fact("value", other).into()),
    }
}

/// Key of a stored conversion: format and options.
pub fn key(format: Format) -> &'static str {
    match format {
        Format::Csv(CsvEncoding::Utf8) => "csv",
        Format::Csv(CsvEncoding::Utf8Bom) => "csv;encoding=utf-8-bom",
        Format::Csv(CsvEncoding::Gb18030) => "csv;encoding=gb18030",
        Format::Json => "json",
        Format::JsonLines => "jsonl",
        Format::Parquet => "parquet",
        Format::Xlsx => "xlsx",
    }
}

/// Media type of a format.
pub fn media_type(format: Format) -> &'static str {
    match format {
        Format::Csv(CsvEncoding::Gb18030) => "text/csv; charset=gb18030; header=present",
        Format::Csv(_) => "text/csv; charset=utf-8; header=present",
        Format::Json => "application/json",
        Format::JsonLines => "application/x-ndjson",
        Format::Parquet => "application/vnd.apache.parquet",
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
}

/// Ending of file names.
pub fn ending(format: Format) -> &'static str {
    match format {
        Format::Csv(_) => "csv",
        Format::Json => "json",
        Format::JsonLines => "jsonl",
        Format::Parquet => "parquet",
        Format::Xlsx => "xlsx",
    }
}

/// Writes rows to an unnamed temporary file; gives the file and the rows written. Blocks.
pub fn spool(
    opened: &Opened,
    query: &tabular::TableQuery,
    format: Format,
    control: &tabular::Control,
) -> PortResult<(std::fs::File, u64)> {
    let mut file = tempfile::tempfile().map_err(internal)?;
    let done = opened.table()?.export(query, format, Headings::Titles, &mut file, control).map_err(refuse)?;
    Ok((file, done.rows))
}

/// 下载本视图
///
/// # Errors
/// What is wrong with query or format; `busy`, `timed-out`.
pub async fn view(core: &Core, opened: Opened, wanted: &ViewFile<'_>, reader: &Reader) -> PortResult<Download> {
    use tokio::io::AsyncSeekExt;
    let format = format(wanted.format, wanted.encoding)?;
    let asked = open_table::query(wanted.query)?;
    let limit = Duration::from_secs(core.config.limits.export_seconds);
    let run = move |control: &tabular::Control| {
        let (file, rows) = spool(&opened, &asked, format, control)?;
        Ok((opened, file, rows))
    };
    let (opened, file, rows) = core.gate.run(limit, run).await?;
    let mut file = tokio::fs::File::from_std(file);
    let bytes = file.seek(std::io::SeekFrom::End(0)).await.map_err(internal)?;
    file.rewind().await.map_err(internal)?;
    let part = if wanted.query.is_plain() { String::new() } else { format!("_{rows}") };
    let file_name =
        format!("{}{part}_v{}.{}", downloads::file_stem(&opened.stored.title), opened.version, ending(format));
    downloads::record(
        core,
        &opened.full,
        Counted {
            version: opened.version,
            distribution: None,
            table: Some(opened.stored.id),
            format: key(format),
            bytes,
        },
        reader,
    )
    .await?;
    Ok(Download {
        file_name,
        media_type: media_type(format).into(),
        bytes: Some(bytes),
        sha256: None,
        range: None,
        rows: Some(rows),
        body: ReaderStream::with_capacity(file, 64 * 1024).map(|part| part.map_err(internal)).boxed(),
    })
}
