//! Downloads: the original file byte for byte, or a whole table in another format, converted once and kept. One row a download.
use super::open_table::{self, Opened};
use super::{deny, exports, internal};
use crate::portal::Core;
use async_trait::async_trait;
use contract::downloads::{ByteRange, Conditions, Download, Downloads, Reader, Sent, Wanted};
use contract::tables::TableQuery;
use contract::{ErrorCode, PortResult, Refusal};
use domain::catalog::DistributionKind;
use domain::locale::Locale;
use domain::policy::{Action, Actor, DatasetFacts, ResourceFacts, authorize};
use futures_util::StreamExt;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use store::{Conversion, DatasetFull, DownloadRecord};
use uuid::Uuid;

/// The download port.
pub struct Service(pub Arc<Core>);

#[async_trait]
impl Downloads for Service {
    async fn file(
        &self,
        actor: &Actor,
        locale: Locale,
        dataset: &str,
        wanted: &Wanted,
        conditions: &Conditions,
        reader: &Reader,
    ) -> PortResult<Sent> {
        match wanted {
            Wanted::Original { version, nth } => {
                self.original(actor, dataset, *version, *nth, conditions, reader).await
            }
            Wanted::Converted { table, format, encoding } => {
                let opened = open_table::open(&self.0, actor, Action::DownloadFile, dataset, Some(table)).await?;
                self.converted(locale, opened, format, encoding.as_deref(), conditions, reader).await
            }
        }
    }
}

impl Service {
    async fn original(
        &self,
        actor: &Actor,
        dataset: &str,
        version: Option<i64>,
        nth: usize,
        conditions: &Conditions,
        reader: &Reader,
    ) -> PortResult<Sent> {
        let core = &self.0;
        let full = super::load(core, actor, dataset).await?;
        let facts = ResourceFacts::Dataset(DatasetFacts::of(&full.dataset, &full.suspensions));
        authorize(actor, Action::DownloadOriginal, &facts).map_err(|denial| deny(denial, &full))?;
        let missing = || Refusal::new(ErrorCode::NotFound);
        let version = match version {
            Some(number) => full.version(number),
            None => full.latest(),
        };
        let version = version.ok_or_else(missing)?;
        let hosted = full.distributions_of(version.id).filter(|d| d.kind == DistributionKind::Hosted);
        let file = hosted.into_iter().nth(nth).ok_or_else(missing)?;
        let sha256 = file.sha256.clone().ok_or_else(missing)?;
        let bytes = core
            .files
            .size(&sha256)
            .await
            .map_err(internal)?
            .ok_or_else(|| internal("a file of the catalogue is missing"))?;
        if conditions.has(&sha256) {
            return Ok(Sent::Unchanged { sha256 });
        }
        let part = resolve(conditions.part_of(&sha256), bytes)?;
        let file_name = file
            .file_name
            .clone()
            .unwrap_or_else(|| format!("{}.{}", file_stem(&full.dataset.title), file.format.code().to_lowercase()));
        let media_type = mime_guess::from_path(&file_name).first_raw().unwrap_or("application/octet-stream").to_owned();
        let (number, id) = (version.number, file.id);
        let body = core.files.read(&sha256, part.clone()).await.map_err(internal)?;
        record(
            core,
            &full,
            Counted {
                version: number,
                distribution: Some(id),
                table: None,
                format: "original",
                bytes: part.as_ref().map_or(bytes, |p| p.end - p.start),
            },
            reader,
        )
        .await?;
        Ok(Sent::File(Download {
            file_name,
            media_type,
            bytes: Some(bytes),
            sha256: Some(sha256),
            range: part.map(|p| (p.start, p.end)),
            rows: None,
            body: body.map(|chunk| chunk.map_err(internal)).boxed(),
        }))
    }

    async fn converted(
        &self,
        _: Locale,
        opened: Opened,
        name: &str,
        encoding: Option<&str>,
        conditions: &Conditions,
        reader: &Reader,
    ) -> PortResult<Sent> {
        let core = &self.0;
        let format = exports::format(name, encoding)?;
        // Hidden columns are part of the key: a later treatment must not serve the old file, nor the other way round.
        let key = if opened.hidden.is_empty() {
            exports::key(format).to_owned()
        } else {
            format!("{};without={}", exports::key(format), opened.hidden.join(","))
        };
        let table = opened.stored.id;
        let mut tx = core.store.read().await.map_err(internal)?;
        let known = tx.conversion(table, &key).await.map_err(internal)?;
        drop(tx);
        let (opened, sha256, bytes) = match known {
            Some(made) => (opened, made.sha256, made.bytes),
            None => self.convert(opened, format, &key).await?,
        };
        if conditions.has(&sha256) {
            return Ok(Sent::Unchanged { sha256 });
        }
        let part = resolve(conditions.part_of(&sha256), bytes)?;
        let body = core.files.read(&sha256, part.clone()).await.map_err(internal)?;
        let sent = part.as_ref().map_or(bytes, |p| p.end - p.start);
        record(
            core,
            &opened.full,
            Counted {
                version: opened.version,
                distribution: None,
                table: Some(table),
                format: exports::key(format),
                bytes: sent,
            },
            reader,
        )
        .await?;
        Ok(Sent::File(Download {
            file_name: format!("{}_v{}.{}", file_stem(&opened.stored.title), opened.version, exports::ending(format)),
            media_type: exports::media_type(format).into(),
            bytes: Some(bytes),
            sha256: Some(sha256),
            range: part.map(|p| (p.start, p.end)),
            rows: Some(opened.stored.rows),
            body: body.map(|chunk| chunk.map_err(internal)).boxed(),
        }))
    }

    /// Converts a whole table once. Two readers who come at the same time both convert; the file is the same and kept once.
    async fn convert(&self, opened: Opened, format: tabular::Format, key: &str) -> PortResult<(Opened, String, u64)> {
        let core = &self.0;
        let limit = Duration::from_secs(core.config.limits.export_seconds);
        let run = move |control: &tabular::Control| {
            let (file, _) = exports::spool(&opened, &open_table::query(&TableQuery::default())?, format, control)?;
            Ok((opened, file))
        };
        let (opened, mut file) = core.gate.run(limit, run).await?;
        std::io::Seek::rewind(&mut file).map_err(internal)?;
        let stream = tokio_util::io::ReaderStream::with_capacity(tokio::fs::File::from_std(file), 256 * 1024);
        let stored = core.files.put(stream, u64::MAX).await.map_err(internal)?;
        let now = core.clock.now();
        let mut tx = core.store.write().await.map_err(internal)?;
        let made = Conversion { sha256: stored.sha256.clone(), bytes: stored.bytes, made: now };
        tx.put_conversion(opened.stored.id, key, &made).await.map_err(internal)?;
        tx.commit(Vec::new()).await.map_err(internal)?;
        Ok((opened, stored.sha256, stored.bytes))
    }
}

/// The bytes asked for. A range beyond the end is refused; `None` stays the whole.
fn resolve(range: Option<ByteRange>, bytes: u64) -> PortResult<Option<Range<u64>>> {
    let part = match range {
        None => return Ok(None),
        Some(ByteRange::From(from, to)) => from..to.map_or(bytes, |to| to.saturating_add(1).min(bytes)),
        Some(ByteRange::Last(n)) => bytes.saturating_sub(n)..bytes,
    };
    if part.start >= bytes {
        return Err(Refusal::new(ErrorCode::RangeNotSatisfiable).fact("bytes", bytes).into());
    }
    Ok(Some(part))
}

/// What went out.
pub(super) struct Counted<'a> {
    pub version: i64,
    pub distribution: Option<Uuid>,
    pub table: Option<Uuid>,
    /// `original`, or the key of the conversion.
    pub format: &'a str,
    pub bytes: u64,
}

/// Leaves the row of R-015, if this reader counts.
pub(super) async fn record(core: &Core, full: &DatasetFull, sent: Counted<'_>, reader: &Reader) -> PortResult<()> {
    if !reader.counts {
        return Ok(());
    }
    let at = core.clock.now();
    let row = DownloadRecord {
        id: core.ids.id(at),
        at,
        dataset: full.dataset.id,
        version: Some(sent.version),
        distribution: sent.distribution,
        table: sent.table,
        format: sent.format.to_owned(),
        session: reader.session.clone(),
        account: None,
        bytes: sent.bytes,
    };
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.record_downloads(&[row]).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    core.index.downloaded(&full.dataset.code);
    metrics::counter!("portal_downloads_total").increment(1);
    Ok(())
}

/// A title as a file name: what file systems do not take is left out, at most 80 characters.
pub(super) fn file_stem(title: &str) -> String {
    let stem: String = title.chars().filter(|c| !c.is_control() && !"\\/:*?\"<>|".contains(*c)).take(80).collect();
    let stem = stem.trim().trim_matches('.').to_owned();
    if stem.is_empty() { "data".into() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_cut_to_the_file() {
        assert_eq!(resolve(Some(ByteRange::From(2, Some(99))), 10).unwrap(), Some(2..10));
        assert_eq!(resolve(Some(ByteRange::Last(3)), 10).unwrap(), Some(7..10));
        assert_eq!(resolve(Some(ByteRange::From(10, None)), 10).unwrap_err().code(), ErrorCode::RangeNotSatisfiable);
    }

    #[test]
    fn titles_become_file_names() {
        assert_eq!(file_stem("停车场/泊位: 2026"), "停车场泊位 2026");
        assert_eq!(file_stem("../.."), "data");
    }
}
