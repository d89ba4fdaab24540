//! Catalogue records as the crawl has them, made into what the index takes.

use search::{Labelled, SearchDoc};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Record {
    portal: String,
    title: String,
    description: Option<String>,
    organisation: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    updated: Option<String>,
    issued: Option<String>,
    frequency: Option<String>,
    #[serde(default)]
    formats: Vec<String>,
    open_type: Option<String>,
    theme: Option<String>,
    district: Option<String>,
}

const CITIES: [(&str, &str, &str); 11] = [
    ("zhejiang_zhejiang", "330000", "浙江省"),
    ("zhejiang_hangzhou", "330100", "杭州市"),
    ("zhejiang_ningbo", "330200", "宁波市"),
    ("zhejiang_wenzhou", "330300", "温州市"),
    ("zhejiang_jiaxing", "330400", "嘉兴市"),
    ("zhejiang_shaoxing", "330600", "绍兴市"),
    ("zhejiang_jinhua", "330700", "金华市"),
    ("zhejiang_quzhou", "330800", "衢州市"),
    ("zhejiang_zhoushan", "330900", "舟山市"),
    ("zhejiang_taizhou", "331000", "台州市"),
    ("zhejiang_lishui", "331100", "丽水市"),
];

/// Days since 1970-01-01 of `YYYY-MM-DD`.
pub fn day(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let of_era = shifted - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

impl Record {
    pub fn into_doc(self, number: usize) -> SearchDoc {
        let (_, region, city) = CITIES.into_iter().find(|city| city.0 == self.portal).unwrap_or(CITIES[0]);
        let organisation = self.organisation.unwrap_or_default();
        let publisher_name = match organisation.strip_prefix(['市', '区', '县']) {
            Some(_) => format!("{city}{}{organisation}", self.district.clone().unwrap_or_default()),
            None => organisation.clone(),
        };
        let open = self.open_type.unwrap_or_default();
        let access = if open.contains("申请") || open.contains("受限") { "RESTRICTED" } else { "PUBLIC" };
        let theme = self.theme.unwrap_or_default().replace(['[', ']', '\''], "");
        let mut regions = vec![Labelled { code: region.into(), label: city.into() }];
        regions.extend(self.district.map(|name| Labelled { code: format!("{region}-{name}"), label: name }));
        SearchDoc {
            code: format!("d{number:05}"),
            title: self.title,
            description: self.description.unwrap_or_default(),
            tags: self.tags,
            publisher_code: format!("{region}-{organisation}"),
            publisher_name,
            publisher_aliases: vec![organisation],
            access_rights: access.into(),
            themes: vec![Labelled { code: theme.clone(), label: theme }],
            formats: self.formats.iter().map(|format| format.to_lowercase()).collect(),
            accrual_periodicity: self.frequency.unwrap_or_default(),
            level: if region == "330000" { "province" } else { "city" }.into(),
            regions,
            issued: self.issued.as_deref().and_then(day),
            updated: self.updated.as_deref().and_then(day),
            year: self.updated.as_deref().and_then(|date| date.get(..4)?.parse().ok()),
            ..SearchDoc::default()
        }
    }
}

pub fn read(jsonl: &str) -> Vec<SearchDoc> {
    let lines = jsonl.lines().filter(|line| !line.is_empty()).enumerate();
    lines.map(|(at, line)| serde_json::from_str::<Record>(line).expect("a record").into_doc(at)).collect()
}
