//! 行政区划: GB/T 2260 codes of regions, their names, and which region a catalogue portal serves. Data in `profiles/regions.toml`.
use super::codes::Level;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Stands for the whole country.
pub const COUNTRY: &str = "000000";

/// One region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// GB/T 2260, six digits.
    pub code: String,
    pub name: String,
    pub level: Level,
    /// Code of the region above; `None` for the country.
    pub parent: Option<String>,
}

/// A portal whose catalogue we may read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourcePortal {
    /// Region it serves.
    pub region: String,
    /// Name as it calls itself.
    pub name: String,
    pub homepage: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegions {
    names: BTreeMap<String, String>,
    #[serde(default)]
    portals: BTreeMap<String, SourcePortal>,
}

/// Why a region file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegionError {
    #[error("regions: {0}")]
    Syntax(String),
    #[error("regions: {0} is not a six-digit code")]
    Code(String),
    #[error("regions: portal {portal} serves {region}, which is not listed")]
    Portal { portal: String, region: String },
}

/// All regions known.
#[derive(Clone, Debug)]
pub struct Regions {
    by_code: BTreeMap<String, Region>,
    portals: BTreeMap<String, SourcePortal>,
}

impl Region {
    /// Name without its last word of level: 杭州 of 杭州市, 桐庐 of 桐庐县. The full name where too little would be left.
    pub fn short_name(&self) -> &str {
        let suffixes = ["自治区", "自治州", "自治县", "特别行政区", "地区", "省", "市", "区", "县", "盟", "州"];
        let short = suffixes.iter().find_map(|s| self.name.strip_suffix(s)).unwrap_or(&self.name);
        if short.chars().count() >= 2 { short } else { &self.name }
    }
}

impl Regions {
    /// Reads a region file.
    ///
    /// # Errors
    /// Text of another shape, a code that has not six digits, a portal of an unlisted region.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        let raw: RawRegions = toml::from_str(text).map_err(|e| RegionError::Syntax(e.to_string()))?;
        let mut by_code = BTreeMap::new();
        for (code, name) in &raw.names {
            if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
                return Err(RegionError::Code(code.clone()));
            }
            let (province, city) = (format!("{}0000", &code[..2]), format!("{}00", &code[..4]));
            let (level, parent) = if code == COUNTRY {
                (Level::National, None)
            } else if *code == province {
                (Level::Province, Some(COUNTRY.to_owned()))
            } else if *code == city {
                (Level::City, Some(province))
            } else {
                // Districts of Shanghai, and counties that a province keeps directly, have no city above them.
                (Level::County, Some(if raw.names.contains_key(&city) { city } else { province }))
            };
            by_code.insert(code.clone(), Region { code: code.clone(), name: name.clone(), level, parent });
        }
        if let Some((portal, p)) = raw.portals.iter().find(|(_, p)| !by_code.contains_key(&p.region)) {
            return Err(RegionError::Portal { portal: portal.clone(), region: p.region.clone() });
        }
        Ok(Self { by_code, portals: raw.portals })
    }

    /// The shipped regions, read once.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Regions> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            Self::parse(include_str!("../../../../profiles/regions.toml")).expect("the shipped regions are tested")
        })
    }

    pub fn get(&self, code: &str) -> Option<&Region> {
        self.by_code.get(code)
    }

    /// The portal of a code such as `zhejiang_hangzhou`.
    pub fn portal(&self, code: &str) -> Option<&SourcePortal> {
        self.portals.get(code)
    }

    /// Every region, by code.
    pub fn all(&self) -> impl Iterator<Item = &Region> {
        self.by_code.values()
    }

    /// The regions directly below, by code.
    pub fn children<'a, 'c>(&'a self, code: &'c str) -> impl Iterator<Item = &'a Region> + use<'a, 'c> {
        self.by_code.values().filter(move |r| r.parent.as_deref() == Some(code))
    }

    /// The region and those above it, up to the province; the nearest first.
    pub fn lineage(&self, code: &str) -> Vec<&Region> {
        let mut lineage = Vec::new();
        let mut next = self.get(code);
        while let Some(region) = next.filter(|r| r.code != COUNTRY || lineage.is_empty()) {
            lineage.push(region);
            next = region.parent.as_deref().and_then(|p| self.get(p));
        }
        lineage
    }

    /// Codes of the region and of everything below it: what the filter 地区 means.
    pub fn subtree(&self, code: &str) -> Vec<&str> {
        let inside = |r: &&Region| self.lineage(&r.code).iter().any(|a| a.code == code) || code == COUNTRY;
        self.by_code.values().filter(inside).map(|r| r.code.as_str()).collect()
    }

    /// A region by its full name, at or directly below `within`.
    pub fn named(&self, within: &str, name: &str) -> Option<&Region> {
        self.get(within).filter(|r| r.name == name).or_else(|| self.children(within).find(|r| r.name == name))
    }

    /// Name with those above it, the province first: 浙江省杭州市桐庐县.
    pub fn full_name(&self, code: &str) -> String {
        self.lineage(code).iter().rev().map(|r| r.name.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_regions_know_zhejiang_down_to_its_counties() {
        let regions = Regions::shipped();
        assert_eq!(regions.children("330000").count(), 11);
        assert_eq!(regions.children(COUNTRY).count(), 34);
        assert_eq!(regions.children("330100").filter(|r| r.level == Level::County).count(), 13);
        let county = regions.named("330100", "桐庐县").expect("桐庐县 lies in 杭州市");
        assert_eq!((county.code.as_str(), county.short_name()), ("330122", "桐庐"));
        assert_eq!(regions.full_name("330122"), "浙江省杭州市桐庐县");
        assert_eq!(regions.portal("zhejiang_hangzhou").map(|p| p.region.as_str()), Some("330100"));
    }

    #[test]
    fn a_district_without_a_city_belongs_to_its_province() {
        let regions = Regions::shipped();
        assert_eq!(regions.get("310101").and_then(|r| r.parent.clone()).as_deref(), Some("310000"));
        assert_eq!(regions.full_name("310101"), "上海市黄浦区");
    }

    #[test]
    fn r002_the_filter_of_a_city_covers_its_counties() {
        let codes = Regions::shipped().subtree("330900");
        assert_eq!(codes, ["330900", "330902", "330903", "330921", "330922"]);
        assert!(Regions::shipped().subtree(COUNTRY).len() > 500);
    }

    #[test]
    fn wrong_files_are_refused_with_the_reason() {
        let bad = |text: &str| Regions::parse(text).expect_err("must be refused").to_string();
        assert!(bad("names = 3").starts_with("regions:"));
        assert_eq!(bad("[names]\n\"33\" = \"浙江省\""), "regions: 33 is not a six-digit code");
        assert!(bad("[names]\n[portals.x]\nregion = \"330000\"\nname = \"x\"").contains("not listed"));
    }
}
