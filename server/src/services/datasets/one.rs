//! One dataset: what its page and its API record show to this reader (R-003, R-005, R-006, R-008… ).
use super::super::open_table::latest_tables;
use super::super::views::{Labels, freshness_view, shorten};
use super::super::{downloads, exports, internal, load, words};
use super::number;
use crate::portal::Core;
use bytes::Bytes;
use contract::datasets::{
    DataAccess, DatasetCard, DatasetView, FileView, ItemView, SuspensionView, TableRef, VersionView,
};
use contract::downloads::Download;
use contract::{Marked, PortResult};
use domain::catalog::freshness::Freshness;
use domain::catalog::quality::{self, Availability, QualityInput};
use domain::catalog::{
    AccessRights, AccessRightsSource, DataItem, Distribution, DistributionKind, Format, Table, Version,
};
use domain::locale::Locale;
use domain::policy::{Actor, open_items};
use futures_util::{StreamExt, stream};
use std::collections::HashMap;
use store::DatasetFull;
use tabular::{CsvEncoding, Format as TableFormat};
use texts::t;
use uuid::Uuid;

/// Files a table is offered as, in order.
const OFFERED: [TableFormat; 6] = [
    TableFormat::Csv(CsvEncoding::Utf8),
    TableFormat::Csv(CsvEncoding::Utf8Bom),
    TableFormat::Csv(CsvEncoding::Gb18030),
    TableFormat::Json,
    TableFormat::Parquet,
    TableFormat::Xlsx,
];
/// Rows an XLSX sheet can hold under its header.
const XLSX_ROWS: u64 = 1_048_575;

/// Loads and shapes a dataset.
pub async fn dataset(core: &Core, actor: &Actor, locale: Locale, code: &str) -> PortResult<DatasetView> {
    let full = load(core, actor, code).await?;
    let mut made = HashMap::new();
    let mut tx = core.store.read().await.map_err(internal)?;
    for table in latest_tables(&full) {
        for (key, conversion) in tx.conversions_of(table.id).await.map_err(internal)? {
            made.insert((table.id, key), (conversion.sha256, conversion.bytes));
        }
    }
    drop(tx);
    let active = core.active();
    let labels = Labels { locale, active: &active, today: core.clock.today() };
    Ok(Shape { full: &full, labels, made, cites_access: active.cites_access_date() }.view())
}

struct Shape<'a> {
    full: &'a DatasetFull,
    labels: Labels<'a>,
    /// Conversions already made: SHA-256 and bytes.
    made: HashMap<(Uuid, String), (String, u64)>,
    cites_access: bool,
}

impl Shape<'_> {
    fn view(&self) -> DatasetView {
        let full = self.full;
        let dataset = &full.dataset;
        let locale = self.labels.locale;
        let access = self.access();
        let withheld = dataset.items.iter().filter(|item| item.withheld()).count();
        let tables = latest_tables(full);
        let shows_data = access == DataAccess::Open;
        let freshness = Freshness::of(dataset, self.labels.today);
        DatasetView {
            card: self.card(&freshness),
            title_en: dataset.title_en.clone(),
            description: dataset.description.clone(),
            tags: dataset.tags.clone(),
            level: words::level(locale, dataset.level),
            region: self.labels.region(&dataset.region),
            items: open_items(&dataset.items).map(|item| self.item(item, &tables)).collect(),
            withheld_items: u32::try_from(withheld).unwrap_or(u32::MAX),
            conditions: dataset.conditions.clone(),
            contact: dataset.contact.clone().or_else(|| full.publisher.contact.clone()),
            licence: dataset.licence.clone(),
            landing_page: dataset.landing_page.clone(),
            source_name: dataset.source_name.clone(),
            data: access,
            files: if shows_data { self.files(full.latest(), true) } else { self.external(access) },
            tables: if shows_data { tables.iter().map(|table| table_ref(table)).collect() } else { Vec::new() },
            versions: full.versions.iter().map(|version| self.version(version, shows_data)).collect(),
            quality: self.quality(&freshness),
            citation: self.citation(),
            original: original(&dataset.original),
            changed: full.changed,
        }
    }

    fn access(&self) -> DataAccess {
        let dataset = &self.full.dataset;
        let hosted = self.full.distributions.iter().any(|d| d.kind == DistributionKind::Hosted);
        let linked = dataset.landing_page.is_some() || self.full.distributions.iter().any(|d| d.access_url.is_some());
        if !self.full.suspensions.is_empty() {
            DataAccess::Suspended
        } else if dataset.access_rights != AccessRights::Public {
            DataAccess::ApplicationNeeded
        } else if hosted {
            DataAccess::Open
        } else if linked {
            DataAccess::External
        } else {
            DataAccess::None
        }
    }

    fn card(&self, freshness: &Freshness) -> DatasetCard {
        let (full, dataset, locale) = (self.full, &self.full.dataset, self.labels.locale);
        let tables = latest_tables(full);
        let mut formats: Vec<Format> = dataset.formats.iter().map(|f| f.format).collect();
        formats.dedup();
        let suspended = full.suspensions.first();
        DatasetCard {
            id: dataset.code.clone(),
            title: dataset.title.clone(),
            title_ranges: Vec::new(),
            publisher: self.labels.body(&full.publisher),
            access_rights: words::access_rights(locale, &self.labels.active.site.wording, dataset.access_rights),
            access_rights_assumed: dataset.access_rights_source == AccessRightsSource::Assumed,
            suspended: suspended
                .map(|s| SuspensionView { since: s.since, reason: words::suspension(locale, s.reason) }),
            formats: formats.into_iter().map(|f| words::format(locale, f)).collect(),
            data_type: words::data_type(locale, dataset.data_type),
            accrual_periodicity: words::periodicity(locale, dataset.accrual_periodicity),
            freshness: freshness_view(freshness, dataset.updated, dataset.observed),
            issued: dataset.issued,
            themes: dataset.themes.iter().map(|theme| words::theme(locale, *theme)).collect(),
            summary: Marked { text: shorten(&dataset.description), ranges: Vec::new() },
            matched_items: Vec::new(),
            has_table: !tables.is_empty(),
            rows: tables.iter().map(|t| t.rows).max().or(dataset.stated_rows),
            versions: u32::try_from(full.versions.len()).unwrap_or(u32::MAX),
            downloads: number(full.downloads),
            example: dataset.example,
        }
    }

    fn item(&self, item: &DataItem, tables: &[&Table]) -> ItemView {
        let columns = tables.iter().flat_map(|table| table.columns.iter().map(move |column| (column, table.rows)));
        let column = columns
            .into_iter()
            .find(|(column, _)| domain::catalog::withheld::item_of(std::slice::from_ref(item), column).is_some());
        let missing = column.filter(|(_, rows)| *rows > 0).map(|(column, rows)| column.nulls as f64 / rows as f64);
        ItemView {
            title: item.title.clone(),
            name: item.name.clone(),
            data_type: item.data_type.clone().or_else(|| column.map(|(column, _)| column.dtype.clone())),
            description: item.description.clone(),
            unit: item.unit.clone(),
            masked: item.masked(),
            sensitivity: item.sensitivity.iter().map(|s| words::sensitivity(self.labels.locale, *s)).collect(),
            missing,
        }
    }

    /// Files of a version; conversions only of the version in force.
    fn files(&self, version: Option<&Version>, conversions: bool) -> Vec<FileView> {
        let Some(version) = version else { return Vec::new() };
        let hosted = self.full.distributions_of(version.id).filter(|d| d.kind == DistributionKind::Hosted);
        let mut files = Vec::new();
        for (nth, file) in hosted.enumerate() {
            files.push(self.original(file, version, nth));
            if conversions {
                let tables = self.full.tables_of(version.id).filter(|table| table.distribution == file.id);
                files.extend(tables.flat_map(|table| self.conversions(table, version.number)));
            }
        }
        files.extend(self.external(DataAccess::External));
        files
    }

    /// The file as its publisher gave it; not offered while it holds items that must not leave.
    fn original(&self, file: &Distribution, version: &Version, nth: usize) -> FileView {
        let locale = self.labels.locale;
        let closed = self.full.dataset.items.iter().any(DataItem::withheld);
        let code = &self.full.dataset.code;
        let newest = self.full.latest().is_some_and(|latest| latest.id == version.id);
        let url = if newest {
            format!("/download/{code}/original/{nth}")
        } else {
            format!("/download/{code}/v/{}/original/{nth}", version.number)
        };
        let rows = self.full.tables_of(version.id).filter(|t| t.distribution == file.id).map(|t| t.rows).max();
        FileView {
            slot: "original".into(),
            title: t!(locale, "file-original"),
            format: words::format(locale, file.format),
            url: (!closed).then_some(url),
            file_name: file.file_name.clone(),
            bytes: file.bytes,
            rows,
            encoding: file.encoding.clone(),
            sha256: file.sha256.clone().filter(|_| !closed),
            why_not: closed.then(|| t!(locale, "file-why-withheld")),
            external_host: None,
        }
    }

    fn conversions<'b>(&'b self, table: &'b Table, version: i64) -> impl Iterator<Item = FileView> + 'b {
        let locale = self.labels.locale;
        let stem = downloads::file_stem(&table.title);
        let fits = |format: &TableFormat| *format != TableFormat::Xlsx || table.rows <= XLSX_ROWS;
        OFFERED.into_iter().filter(fits).map(move |format| {
            let (encoding, query) = match format {
                TableFormat::Csv(CsvEncoding::Utf8) => (Some("UTF-8"), ""),
                TableFormat::Csv(CsvEncoding::Utf8Bom) => (Some("UTF-8 BOM"), "?encoding=utf-8-bom"),
                TableFormat::Csv(CsvEncoding::Gb18030) => (Some("GB18030"), "?encoding=gb18030"),
                _ => (None, ""),
            };
            let ending = exports::ending(format);
            let made = self.made.get(&(table.id, exports::key(format).to_owned()));
            let code = Format::from_code(&ending.to_uppercase()).unwrap_or(Format::Other);
            FileView {
                slot: exports::key(format).to_owned(),
                title: table.title.clone(),
                format: words::format(locale, code),
                url: Some(format!("/download/{}/{}.{ending}{query}", self.full.dataset.code, table.code)),
                file_name: Some(format!("{stem}_v{version}.{ending}")),
                bytes: made.map(|(_, bytes)| *bytes),
                rows: Some(table.rows),
                encoding: encoding.map(str::to_owned),
                sha256: made.map(|(sha256, _)| sha256.clone()),
                why_not: None,
                external_host: None,
            }
        })
    }

    /// Data on the source platform. For restricted and suspended data no link stands here.
    fn external(&self, access: DataAccess) -> Vec<FileView> {
        if access != DataAccess::External {
            return Vec::new();
        }
        let dataset = &self.full.dataset;
        let links = self.full.distributions.iter().filter_map(|d| d.access_url.clone().map(|url| (d.format, url)));
        let first = dataset.formats.first().map_or(Format::Other, |f| f.format);
        let mut links: Vec<(Format, String)> = links.collect();
        if links.is_empty() {
            links.extend(dataset.landing_page.clone().map(|url| (first, url)));
        }
        let one = |(format, url): (Format, String)| FileView {
            slot: "external".into(),
            title: dataset.source_name.clone().unwrap_or_default(),
            format: words::format(self.labels.locale, format),
            external_host: host(&url),
            url: Some(url),
            file_name: None,
            bytes: None,
            rows: dataset.stated_rows,
            encoding: None,
            sha256: None,
            why_not: None,
        };
        links.into_iter().map(one).collect()
    }

    fn version(&self, version: &Version, shows_data: bool) -> VersionView {
        VersionView {
            number: version.number,
            issued: version.issued,
            note: version.note.clone(),
            case: version.case.clone(),
            rows: self.full.tables_of(version.id).map(|table| table.rows).max(),
            files: if shows_data { self.files(Some(version), false) } else { Vec::new() },
        }
    }

    fn quality(&self, freshness: &Freshness) -> Vec<contract::datasets::QualityCheck> {
        let dataset = &self.full.dataset;
        let tables = latest_tables(self.full);
        let mut formats: Vec<Format> = dataset.formats.iter().map(|f| f.format).collect();
        if !tables.is_empty() {
            formats.extend([Format::Csv, Format::Json]);
        }
        let code = |warning: &serde_json::Value| warning.get("code").and_then(|c| c.as_str()).map(str::to_owned);
        let problems: Vec<String> = tables.iter().flat_map(|table| table.warnings.iter().filter_map(code)).collect();
        let hosted = self.full.distributions.iter().any(|d| d.kind == DistributionKind::Hosted);
        let availability = match (hosted, &dataset.landing_page) {
            (true, _) => Availability::Hosted { intact: true },
            (false, Some(_)) => Availability::External,
            (false, None) => Availability::None,
        };
        let checks = quality::checks(&QualityInput {
            title: &dataset.title,
            description: &dataset.description,
            items: &dataset.items,
            freshness,
            formats: &formats,
            table_problems: (!tables.is_empty()).then_some(problems.as_slice()),
            availability,
            has_source: dataset.source_name.is_some() || !self.full.publisher.unattributed,
            has_licence: dataset.licence.is_some(),
            has_contact: dataset.contact.is_some() || self.full.publisher.contact.is_some(),
        });
        checks.iter().map(|check| self.labels.quality(check)).collect()
    }

    /// source, and in yunnan the date of access.
    fn citation(&self) -> String {
        let (locale, dataset) = (self.labels.locale, &self.full.dataset);
        let site = &self.labels.active.site;
        let name = if locale == Locale::En { site.name_en.clone() } else { site.name.clone() };
        let version = self.full.latest().map(|version| texts::local_date(version.issued));
        let day = version.or(dataset.updated).or(dataset.observed).unwrap_or(self.labels.today);
        let (publisher, title) = (self.full.publisher.name.clone(), dataset.title.clone());
        let date = texts::date(locale, day);
        let citation = t!(locale, "citation", site = name, publisher = publisher, title = title, date = date);
        if !self.cites_access {
            return citation;
        }
        t!(locale, "citation-accessed", citation = citation, today = texts::date(locale, self.labels.today))
    }
}

fn table_ref(table: &Table) -> TableRef {
    TableRef {
        code: table.code.clone(),
        title: table.title.clone(),
        rows: table.rows,
        columns: u32::try_from(table.columns.len()).unwrap_or(u32::MAX),
    }
}

/// Host of an address, for 将离开本平台.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', '?', '#', ':']).next().filter(|host| !host.is_empty()).map(str::to_owned)
}

/// Fields of the source record as name and text; contacts and empty ones are left out.
fn original(record: &serde_json::Value) -> Vec<(String, String)> {
    let fields = record.get("raw").and_then(|raw| raw.as_object()).or_else(|| record.as_object());
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.trim().to_owned(),
        serde_json::Value::Array(list) => list.iter().filter_map(|v| v.as_str()).collect::<Vec<_>>().join("、"),
        serde_json::Value::Number(n) => n.to_string(),
        _ => String::new(),
    };
    let shown = |(name, value): (&String, &serde_json::Value)| (name.clone(), text(value));
    let fields = fields.into_iter().flatten().map(shown);
    fields.filter(|(_, value)| !value.is_empty() && !value.contains("[redacted]")).collect()
}

/// The data dictionary: what the item list shows, as CSV that Excel opens.
pub async fn dictionary(core: &Core, actor: &Actor, locale: Locale, code: &str) -> PortResult<Download> {
    let view = dataset(core, actor, locale, code).await?;
    let head = ["order", "title", "name", "type", "description", "unit", "masked"];
    let mut rows = vec![head.iter().map(|key| texts::t(locale, &format!("item-{key}"))).collect::<Vec<_>>()];
    for (at, item) in view.items.iter().enumerate() {
        let masked = if item.masked { t!(locale, "item-masked-yes") } else { t!(locale, "item-masked-no") };
        rows.push(vec![
            (at + 1).to_string(),
            item.title.clone(),
            item.name.clone(),
            item.data_type.clone().unwrap_or_default(),
            item.description.clone().unwrap_or_default(),
            item.unit.clone().unwrap_or_default(),
            masked,
        ]);
    }
    let mut bytes = Vec::new();
    tabular::write_csv(&mut bytes, CsvEncoding::Utf8Bom, rows).map_err(internal)?;
    let file_name = format!("{}_{}.csv", downloads::file_stem(&view.card.title), t!(locale, "dictionary-file"));
    Ok(Download {
        file_name,
        media_type: exports::media_type(TableFormat::Csv(CsvEncoding::Utf8Bom)).into(),
        bytes: Some(bytes.len() as u64),
        sha256: None,
        range: None,
        rows: Some(view.items.len() as u64),
        body: stream::once(async move { Ok(Bytes::from(bytes)) }).boxed(),
    })
}
