//! Catalogue records as portals and crawlers write them (JSONL, one object a line), made into entries of our catalogue. Real records are
//! rough; every way of being rough has an answer here: mended with a warning, or refused with the line and the reason.
pub mod clean;
pub mod identity;
mod limits;
mod publisher;
mod raw;
mod report;
mod scan;
#[cfg(test)]
mod tests;

use super::codes::{AccessRights, AccessRightsSource, AccrualPeriodicity, DataType, Theme};
use super::dataset::{Dataset, Publication, StatedFormat};
use super::mapping::Mappings;
use super::region::Regions;
use chrono::NaiveDate;
pub use limits::Limits;
pub use publisher::{BodyKey, stand_in};
use raw::RawRecord;
pub use report::{Refusal, Warning};
pub use scan::Scan;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What normalising needs besides the line. `today` only bounds the day of observation.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub mappings: &'a Mappings,
    pub regions: &'a Regions,
    pub scan: &'a Scan,
    /// Day the portals were read, where the operator knows it; else the latest update of each portal stands for it.
    pub observed: Option<NaiveDate>,
    pub today: NaiveDate,
    pub limits: Limits,
}

/// A record as our catalogue keeps it: a [`Dataset`] without ids and code, and its publisher by key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NormalisedRecord {
    pub portal: String,
    pub source_key: String,
    pub title: String,
    pub description: String,
    pub publisher: BodyKey,
    pub access_rights: AccessRights,
    pub access_rights_source: AccessRightsSource,
    pub themes: Vec<Theme>,
    pub tags: Vec<String>,
    pub formats: Vec<StatedFormat>,
    pub data_type: DataType,
    pub accrual_periodicity: AccrualPeriodicity,
    pub periodicity_original: Option<String>,
    pub conditions: Option<String>,
    pub contact: Option<String>,
    pub licence: Option<String>,
    pub landing_page: Option<String>,
    pub source_name: String,
    pub issued: Option<NaiveDate>,
    pub updated: Option<NaiveDate>,
    pub observed: Option<NaiveDate>,
    pub stated_rows: Option<u64>,
    pub original: serde_json::Value,
    pub warnings: Vec<Warning>,
}

impl NormalisedRecord {
    /// Reads one line.
    ///
    /// # Errors
    /// A [`Refusal`] where the line can be no entry; everything else is mended and noted in `warnings`.
    pub fn from_line(line: &str, context: &Context<'_>) -> Result<Self, Refusal> {
        let limits = &context.limits;
        limits.bytes("line", line.len(), limits.line_bytes)?;
        let (raw, original) = RawRecord::from_line(line)?;
        let portal = clean::line(&raw.portal);
        if portal.is_empty() {
            return Err(Refusal::NoPortal);
        }
        limits.chars("portal", &portal, limits.short)?;
        let title =
            raw.title.as_deref().map(clean::line).filter(|t| clean::stated(t).is_some()).ok_or(Refusal::NoTitle)?;
        limits.chars("title", &title, limits.title)?;
        let description = raw.description.as_deref().map(clean::paragraphs).unwrap_or_default();
        let description = clean::stated(&description).unwrap_or_default().to_owned();
        limits.chars("description", &description, limits.description)?;
        limits.chars("organisation", raw.organisation.as_deref().unwrap_or_default(), limits.short)?;

        let mut warnings = Vec::new();
        let source = context.regions.portal(&portal);
        if source.is_none() {
            warnings.push(Warning::PortalUnknown { portal: portal.clone() });
        }
        let home =
            raw.region.as_deref().or(source.map(|s| s.region.as_str())).and_then(|code| context.regions.get(code));
        let home = home.or_else(|| publisher::unknown_home(context.regions)).ok_or(Refusal::NoPortal)?;
        let county = raw.field(&["所属区县"]);
        let (publisher, doubts) =
            publisher::find(context.regions, home, raw.organisation.as_deref(), county.as_deref(), &title);
        for doubt in doubts {
            warnings.push(match doubt {
                publisher::PublisherDoubt::CountyUnknown => {
                    Warning::CountyUnknown { organisation: publisher.name.clone() }
                }
                publisher::PublisherDoubt::RegionUnknown => {
                    Warning::RegionUnknown { stated: county.clone().unwrap_or_default() }
                }
            });
        }
        if publisher.unattributed {
            warnings.push(Warning::PublisherUnstated);
        }

        let open_type = raw.open_type.as_deref().map(clean::line);
        let (access_rights, access_rights_source) = context.mappings.access_rights(open_type.as_deref());
        let said = open_type.clone().filter(|_| !context.mappings.says_nothing_of_access(open_type.as_deref()));
        if access_rights_source == AccessRightsSource::Assumed {
            warnings.push(Warning::AccessRightsAssumed { stated: said.clone() });
        }
        // What a restricted entry says in this field is its condition, unless it only repeats the attribute.
        let repeats = |s: &String| matches!(s.as_str(), "受限开放" | "受限" | "有条件开放");
        let conditions = said.filter(|s| access_rights == AccessRights::Restricted && !repeats(s));

        let themes = context.mappings.themes(raw.theme.as_deref());
        warnings.extend(themes.unknown.into_iter().map(|stated| Warning::ThemeUnknown { stated }));
        let periodicity = context.mappings.periodicity(raw.frequency.as_deref());
        warnings.extend(periodicity.unknown.into_iter().map(|stated| Warning::PeriodicityUnknown { stated }));
        let formats = context.mappings.formats(&raw.formats);
        warnings.extend(formats.unknown.into_iter().map(|stated| Warning::FormatUnknown { stated }));
        let data_type = context.mappings.data_type(raw.field(&["数据类型", "資料集類型"]).as_deref(), &formats.value);

        let landing_page = raw.landing_page.as_deref().map(str::trim).filter(|p| !p.is_empty());
        let valid_page = landing_page.filter(|p| limits.is_address(p));
        if let Some(stated) = landing_page.filter(|_| valid_page.is_none()) {
            let stated = stated.chars().take(limits.short).collect();
            warnings.push(Warning::LandingPageInvalid { stated });
        }
        let mut day = |field: &str, stated: Option<&str>| {
            let stated = stated.and_then(clean::stated)?;
            let parsed = date(stated);
            if parsed.is_none() {
                warnings
                    .push(Warning::DateInvalid { field: field.to_owned(), stated: stated.chars().take(40).collect() });
            }
            parsed
        };
        let (issued, updated) = (day("issued", raw.issued.as_deref()), day("updated", raw.updated.as_deref()));
        let (tags, dropped) = limits.tags(&raw.tags);
        if dropped > 0 {
            warnings.push(Warning::TagsDropped { count: dropped });
        }

        // A repeated page tells nothing apart; what does is then the name within its publisher. `identity` finds the entry again where the
        // next file makes the other choice.
        let key_page = valid_page.filter(|p| !context.scan.is_repeated(p));
        let source_key = match (raw.id.as_deref().and_then(clean::stated), key_page) {
            (Some(id), _) => format!("id\u{1f}{id}"),
            (None, Some(page)) => format!("url\u{1f}{page}"),
            (None, None) => format!("name\u{1f}{}\u{1f}{}\u{1f}{title}", publisher.name, publisher.region),
        };
        Ok(Self {
            source_key,
            title,
            description,
            publisher,
            access_rights,
            access_rights_source,
            themes: themes.value,
            tags,
            formats: formats.value,
            data_type,
            accrual_periodicity: periodicity.value,
            periodicity_original: raw.frequency.as_deref().map(clean::line).filter(|f| clean::stated(f).is_some()),
            conditions,
            contact: raw.contact(limits.short),
            licence: raw.licence.as_deref().map(clean::line).filter(|l| clean::stated(l).is_some()),
            landing_page: valid_page.map(str::to_owned),
            source_name: source.map_or_else(|| portal.clone(), |s| s.name.clone()),
            issued,
            updated,
            observed: context.observed.or_else(|| context.scan.crawled_on(&portal, context.today)),
            stated_rows: raw.stated_rows(),
            original,
            warnings,
            portal,
        })
    }

    /// The listed entry, once ids and code are known. A NON_PUBLIC entry is kept too; the policy keeps it from everyone.
    pub fn into_dataset(self, id: Uuid, code: String, publisher: Uuid) -> Dataset {
        Dataset {
            id,
            code,
            source_key: self.source_key,
            title: self.title,
            title_en: None,
            description: self.description,
            publisher,
            access_rights: self.access_rights,
            access_rights_source: self.access_rights_source,
            themes: self.themes,
            tags: self.tags,
            formats: self.formats,
            data_type: self.data_type,
            accrual_periodicity: self.accrual_periodicity,
            periodicity_original: self.periodicity_original,
            level: self.publisher.level,
            region: self.publisher.region,
            items: Vec::new(),
            conditions: self.conditions,
            contact: self.contact,
            licence: self.licence,
            landing_page: self.landing_page,
            source_name: Some(self.source_name),
            issued: self.issued,
            updated: self.updated,
            observed: self.observed,
            publication: Publication::Listed,
            example: false,
            stated_rows: self.stated_rows,
            original: self.original,
        }
    }
}

/// A date as catalogues write it: `2023-06-16`, `2023/6/16`, `2023年6月16日`, each also with a time behind it. `None` for 0000-00-00 and
/// for years no catalogue was kept in.
pub fn date(text: &str) -> Option<NaiveDate> {
    let mut numbers = text.trim().split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let first = numbers.next()?;
    let (year, month, day) = match first.len() {
        8 => (&first[..4], &first[4..6], &first[6..]),
        4 => (first, numbers.next()?, numbers.next()?),
        _ => return None,
    };
    let year: i32 = year.parse().ok()?;
    let date = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    (1900..=2999).contains(&year).then_some(date)
}
