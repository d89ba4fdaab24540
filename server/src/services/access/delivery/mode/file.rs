//! 文件: a table with the approved items and rows, made anew for each access, since each carries its own mark. XLSX and Parquet carry it in their
//! metadata; CSV and JSON have no place for one that every reader takes, so there it stands in the file's name and the answer's header, and in the
//! description beside the file where a ZIP is asked for ([`pack`]).
use super::super::ask::Ask;
use super::super::{need, watch};
use super::{Delivery, From, Made, Wanted, of, pack, request, run};
use crate::portal::Core;
use crate::services::{exports, internal, open_table};
use async_trait::async_trait;
use contract::deliveries::{Delivered, FileWanted};
use contract::downloads::Download;
use contract::tables::TableQuery;
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::DeliveryMode;
use futures_util::StreamExt;
use std::io::{Seek, SeekFrom};
use std::sync::Arc;
use std::time::Duration;
use tabular::Headings;
use tokio_util::io::ReaderStream;

/// The way.
pub struct File;

#[async_trait]
impl Delivery for File {
    fn mode(&self) -> DeliveryMode {
        DeliveryMode::File
    }

    fn amount(&self) -> u64 {
        1
    }

    async fn make(&self, core: &Core, from: From<'_>) -> PortResult<Made> {
        let From { part, stem, marks, wanted } = from;
        let packed = wanted.packed.then(|| stem.to_owned());
        let format = wanted.format.ok_or_else(|| internal("a file of no format"))?;
        let path = part.path(core).await?;
        let query = open_table::query(wanted.query)?;
        let query = tabular::TableQuery { columns: Some(part.shown.clone()), ..query };
        let limit = Duration::from_secs(core.config.limits.export_seconds);
        let run = move |control: &tabular::Control| {
            let mut file = tempfile::tempfile().map_err(internal)?;
            let done = part
                .open(&path)?
                .export_marked(&query, format, Headings::Titles, &marks, &mut file, control)
                .map_err(open_table::refuse)?;
            if let Some(stem) = packed {
                let name = format!("{stem}.{}", exports::ending(format));
                let columns = part.shown_columns();
                let media_type = exports::media_type(format);
                let about = pack::About { name: &name, media_type, columns: &columns, marks: &marks, rows: done.rows };
                let (file, bytes) = pack::pack(file, &about)?;
                return Ok(Made::File { file, bytes, rows: done.rows });
            }
            let bytes = file.seek(SeekFrom::End(0)).map_err(internal)?;
            file.rewind().map_err(internal)?;
            Ok(Made::File { file, bytes, rows: done.rows })
        };
        core.gate.run(limit, run).await
    }
}

/// Hands a file to a person who belongs to the user.
pub async fn deliver(core: &Arc<Core>, caller: &Caller, wanted: &FileWanted) -> PortResult<Delivered> {
    let signed = need(caller)?;
    let id = super::super::id(&wanted.entitlement)?;
    let format = exports::format(&wanted.format, wanted.encoding.as_deref())?;
    let way = of(DeliveryMode::File).ok_or_else(|| Refusal::new(ErrorCode::WrongMode))?;
    // Who acts for a body has no party: nothing is theirs.
    let party = signed.acting.party().unwrap_or_default();
    let ask = Ask {
        id: core.ids.id(core.clock.now()),
        caller: caller.clone(),
        request: request(way, party, &wanted.scope, None),
        key: None,
    };
    let query = TableQuery::default();
    let table = Some(wanted.table.as_str());
    let done =
        run(core, way, &ask, id, &Wanted { table, query: &query, format: Some(format), packed: wanted.packed }).await?;
    let Made::File { file, bytes, rows } = done.made else { return Err(internal("a file was wanted")) };
    let agreement = done.opened.row.entitlement.agreement.clone();
    let ending = exports::ending(format);
    let (ending, media_type) = match wanted.packed {
        true => (format!("{ending}.zip"), "application/zip"),
        false => (ending.to_owned(), exports::media_type(format)),
    };
    let body = ReaderStream::with_capacity(tokio::fs::File::from_std(file), 64 * 1024);
    let body = body.map(|part| part.map_err(internal)).boxed();
    let download = Download {
        file_name: format!("{}.{ending}", done.stem),
        media_type: media_type.into(),
        bytes: Some(bytes),
        sha256: None,
        range: None,
        rows: Some(rows),
        body: watch::over(core.clone(), ask, done.opened, body),
    };
    Ok(Delivered { download, agreement })
}
