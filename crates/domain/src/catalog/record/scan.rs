//! The first pass over a catalogue file: what one record alone cannot tell.
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Facts about a whole file. Feed every line to [`Scan::line`], then normalise each with the result.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    // Hashes, so that a million addresses take little memory. Two addresses that share one are treated as repeated: their records are
    // then known by their names.
    seen: HashSet<u64>,
    repeated: HashSet<u64>,
    crawled: BTreeMap<String, NaiveDate>,
}

#[derive(Deserialize)]
struct Glimpse<'a> {
    #[serde(borrow, default)]
    portal: Option<std::borrow::Cow<'a, str>>,
    #[serde(borrow, default)]
    landing_page: Option<std::borrow::Cow<'a, str>>,
    #[serde(borrow, default)]
    updated: Option<std::borrow::Cow<'a, str>>,
}

impl Scan {
    /// Notes one line. What is no record is passed over here and refused with its reason later.
    pub fn line(&mut self, line: &str) {
        let Ok(glimpse) = serde_json::from_str::<Glimpse<'_>>(line.trim_start_matches('\u{feff}').trim()) else {
            return;
        };
        if let Some(page) = glimpse.landing_page.as_deref().filter(|p| !p.is_empty()) {
            let hash = hash(page);
            if !self.seen.insert(hash) {
                self.repeated.insert(hash);
            }
        }
        let date = glimpse.updated.as_deref().and_then(super::date);
        if let (Some(portal), Some(date)) = (glimpse.portal, date) {
            let latest = self.crawled.entry(portal.into_owned()).or_insert(date);
            *latest = date.max(*latest);
        }
    }

    /// Whether more than one record of the file has this landing page, so that it tells nothing apart.
    pub fn is_repeated(&self, landing_page: &str) -> bool {
        self.repeated.contains(&hash(landing_page))
    }

    /// Whether any record of the file has this landing page.
    pub fn has_page(&self, landing_page: &str) -> bool {
        self.seen.contains(&hash(landing_page))
    }

    /// The day a portal was read, as far as its records show: the latest day any of them was updated. Later than `today` is a slip of the
    /// source; then today is the best that can be said.
    pub fn crawled_on(&self, portal: &str, today: NaiveDate) -> Option<NaiveDate> {
        self.crawled.get(portal).map(|day| (*day).min(today))
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_landing_page_is_known_after_the_first_pass() {
        let mut scan = Scan::default();
        for line in [
            r#"{"portal":"p","landing_page":"https://a/1","updated":"2023-06-01"}"#,
            r#"{"portal":"p","landing_page":"https://a/2","updated":"0000-00-00"}"#,
            r#"{"portal":"p","landing_page":"https://a/1","updated":"2023-06-18"}"#,
            "no record",
            "",
        ] {
            scan.line(line);
        }
        assert!(scan.has_page("https://a/2") && !scan.has_page("https://a/3"));
        assert!(scan.is_repeated("https://a/1") && !scan.is_repeated("https://a/2"));
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        assert_eq!(scan.crawled_on("p", day(2026, 1, 1)), Some(day(2023, 6, 18)));
        assert_eq!(scan.crawled_on("p", day(2023, 6, 10)), Some(day(2023, 6, 10)));
        assert_eq!(scan.crawled_on("q", day(2026, 1, 1)), None);
    }
}
