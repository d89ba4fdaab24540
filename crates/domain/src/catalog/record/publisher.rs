//! Which body a record means. 市统计局 of ten cities are ten bodies, 区数据资源局 of thirteen districts thirteen; a missing organisation
//! becomes the stand-in of its region, shown 〔来源未注明〕.
use super::super::codes::Level;
use super::super::region::{COUNTRY, Region, Regions};
use super::clean;
use serde::{Deserialize, Serialize};

/// What makes a body the same from record to record: region code and normalised name (design §4 Identity).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BodyKey {
    /// GB/T 2260 code, six digits.
    pub region: String,
    /// Name as shown, with its region where the source only writes 市, 区 or 县; for a stand-in the region's name.
    pub name: String,
    pub level: Level,
    /// The record names no organisation.
    pub unattributed: bool,
}

/// What could not be found out about the publisher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublisherDoubt {
    /// The record names a 区 or 县 body and nothing says of which county.
    CountyUnknown,
    /// The named county is not among the regions.
    RegionUnknown,
}

/// Names of accounts that stand where an organisation should.
const ACCOUNTS: &[&str] = &["地区管理员", "系统管理员", "管理员", "默认部门"];

/// Beginnings of names that do not become clearer with a region in front.
const SELF_STANDING: &[&str] = &["国家", "中国", "全国", "国网", "中共", "浙江", "省", "中石", "人行"];

/// Finds the body.
///
/// `home` is the region the source portal serves, `stated` the organisation as written, `county` the field 所属区县 if there is one. The
/// title helps only where a body is known to be of a county and not of which: 庆元县山洪灾害… by 县水利局.
pub fn find(
    regions: &Regions,
    home: &Region,
    stated: Option<&str>,
    county: Option<&str>,
    title: &str,
) -> (BodyKey, Vec<PublisherDoubt>) {
    let mut doubts = Vec::new();
    let mut region = home;
    let mut region_stated = false;
    if let Some(county) = county.and_then(clean::stated) {
        match regions.named(&home.code, &clean::line(county)) {
            Some(found) => (region, region_stated) = (found, true),
            None => doubts.push(PublisherDoubt::RegionUnknown),
        }
    }
    let stated =
        stated.map(clean::organisation).filter(|s| clean::stated(s).is_some() && !ACCOUNTS.contains(&s.as_str()));
    let Some(stated) = stated else {
        return (stand_in(region), doubts);
    };
    let mut name = stated.as_str();
    if let Some((found, rest)) = bracketed(regions, home, name) {
        (region, region_stated, name) = (found, true, rest);
    }
    let name = match region_in_name(regions, home, region, name) {
        Some((found, name)) => {
            region = found;
            name
        }
        None => named_by_level(regions, home, &mut region, region_stated, name, title, &mut doubts),
    };
    let county_body = doubts.contains(&PublisherDoubt::CountyUnknown);
    let level = if is_township(&name) {
        Level::Township
    } else if county_body {
        Level::County
    } else {
        region.level
    };
    (BodyKey { region: region.code.clone(), name, level, unattributed: false }, doubts)
}

/// The body that stands for a region whose records name nobody.
pub fn stand_in(region: &Region) -> BodyKey {
    BodyKey { region: region.code.clone(), name: region.name.clone(), level: region.level, unattributed: true }
}

/// 【三门县】三门县统计局 and 龙游县-县交通局: a region in front, and the rest.
fn bracketed<'r, 'n>(regions: &'r Regions, home: &'r Region, name: &'n str) -> Option<(&'r Region, &'n str)> {
    let (prefix, rest) = match name.strip_prefix('【') {
        Some(inner) => inner.split_once('】')?,
        None => name.split_once('-')?,
    };
    if rest.is_empty() {
        return None;
    }
    Some((regions.named(&home.code, prefix)?, rest))
}

/// A name that says its region itself. The region may be narrower than the one known so far, never wider.
fn region_in_name<'r>(
    regions: &'r Regions,
    home: &'r Region,
    known: &'r Region,
    name: &str,
) -> Option<(&'r Region, String)> {
    // 金华市金东区农业农村局: the city in front of a county says nothing more.
    let inner = name.strip_prefix(home.name.as_str()).unwrap_or(name);
    for county in regions.children(&home.code) {
        if let Some(rest) = inner.strip_prefix(county.name.as_str()) {
            return Some((county, joined(county, rest)));
        }
    }
    if let Some(rest) = name.strip_prefix(known.name.as_str()) {
        return Some((known, joined(known, rest)));
    }
    for county in regions.children(&home.code) {
        let short = county.short_name();
        // 中共遂昌县委组织部, 永康文化和广电旅游体育局, 生态环境富阳分局.
        if name.contains(county.name.as_str()) || name.starts_with(short) || name.contains(&format!("{short}分局")) {
            // 市生态环境局庆元分局 is a branch of the city's bureau.
            let of_city = home.name.ends_with('市') && level_word(name) == Some('市');
            let name = if of_city { joined(home, name) } else { name.to_owned() };
            return Some((county, name));
        }
    }
    if let Some(rest) = name.strip_prefix(home.name.as_str()) {
        return Some((home, joined(home, rest)));
    }
    let says_where = known.short_name() != known.name && name.contains(known.short_name());
    let says_city = home.short_name() != home.name && name.contains(home.short_name());
    if says_where || says_city || SELF_STANDING.iter().any(|s| name.starts_with(s)) {
        return Some((
            if says_city && !says_where && home.level == Level::City { home } else { known },
            name.to_owned(),
        ));
    }
    None
}

/// 秀洲区 + 区文化和旅游局: the level is not said twice.
fn joined(region: &Region, rest: &str) -> String {
    let repeated = region.name.chars().last().filter(|last| level_word(rest) == Some(*last));
    let rest = repeated.and_then(|last| rest.strip_prefix(last)).unwrap_or(rest);
    format!("{}{rest}", region.name)
}

/// 市…, 区…, 县…, 团市委, or a bare name.
fn named_by_level<'r>(
    regions: &'r Regions,
    home: &'r Region,
    region: &mut &'r Region,
    region_stated: bool,
    name: &str,
    title: &str,
    doubts: &mut Vec<PublisherDoubt>,
) -> String {
    let youth_league = name.strip_prefix('团').and_then(|rest| Some((level_word(rest)?, rest)));
    let (word, rest, before) = match (level_word(name), youth_league) {
        (Some(word), _) => (word, &name[word.len_utf8()..], ""),
        (None, Some((word, rest))) => (word, &rest[word.len_utf8()..], "团"),
        // 余杭区 in its own field, and 五常街道: told apart from others of that name by the region.
        (None, None) if region_stated => return format!("{}{name}", region.name),
        (None, None) => return name.to_owned(),
    };
    match word {
        '市' if region.level == Level::County && !region.name.ends_with('市') => *region = home,
        '区' | '县' if region.level != Level::County => match county_in_title(regions, home, word, title) {
            Some(county) => *region = county,
            None => {
                doubts.push(PublisherDoubt::CountyUnknown);
                return name.to_owned();
            }
        },
        _ => {}
    }
    format!("{before}{}{rest}", region.name)
}

/// 市, 区 or 县 as the first word of a name. 市场, 市容, 区域 … are other words.
fn level_word(name: &str) -> Option<char> {
    let word = name.chars().next().filter(|c| matches!(c, '市' | '区' | '县'))?;
    let other = ["市场", "市容", "市区", "市政", "区域", "区块", "县域", "县道"];
    let government = ["市政府", "市政务", "市政协", "市政法", "市政数"];
    let is_other = other.iter().any(|o| name.starts_with(o)) && !government.iter().any(|g| name.starts_with(g));
    (!is_other).then_some(word)
}

/// The one county of that kind that the title names; two or none is no answer.
fn county_in_title<'r>(regions: &'r Regions, home: &'r Region, word: char, title: &str) -> Option<&'r Region> {
    let mut named = regions.children(&home.code).filter(|r| r.name.ends_with(word) && title.contains(r.name.as_str()));
    named.next().filter(|_| named.next().is_none())
}

fn is_township(name: &str) -> bool {
    let name = name.split('（').next().unwrap_or(name);
    let name = ["人民政府", "政府", "办事处"].iter().find_map(|s| name.strip_suffix(s)).unwrap_or(name);
    ["街道", "镇", "乡"].iter().any(|s| name.ends_with(s))
}

/// The region of a portal nobody listed: the country.
pub fn unknown_home(regions: &Regions) -> Option<&Region> {
    regions.get(COUNTRY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(
        home: &str,
        stated: &str,
        county: Option<&str>,
        title: &str,
    ) -> (String, String, Level, Vec<PublisherDoubt>) {
        let regions = Regions::shipped();
        let home = regions.get(home).expect("a listed region");
        let (key, doubts) = find(regions, home, Some(stated), county, title);
        (key.region, key.name, key.level, doubts)
    }

    #[track_caller]
    fn is(home: &str, stated: &str, county: Option<&str>, region: &str, name: &str, level: Level) {
        assert_eq!(body(home, stated, county, ""), (region.into(), name.into(), level, vec![]));
    }

    #[test]
    fn r002_one_name_in_ten_cities_is_ten_bodies() {
        let cities =
            ["330100", "330300", "330400", "330600", "330700", "330800", "330900", "331000", "331100", "330200"];
        let keys: std::collections::BTreeSet<_> =
            cities.iter().map(|c| body(c, "市统计局", None, "")).map(|b| (b.0, b.1)).collect();
        assert_eq!(keys.len(), 10);
        assert!(keys.contains(&("330100".into(), "杭州市统计局".into())));
    }

    #[test]
    fn city_bodies_have_one_name_however_written() {
        is("331000", "【台州市】台州市统计局", None, "331000", "台州市统计局", Level::City);
        is("331000", "【台州市】公共资源中心", None, "331000", "台州市公共资源中心", Level::City);
        is("330800", "衢州市-市统计局", None, "330800", "衢州市统计局", Level::City);
        is("330800", "衢州市-国家统计局衢州调查队", None, "330800", "国家统计局衢州调查队", Level::City);
        is("330300", "温州市应急管理局", None, "330300", "温州市应急管理局", Level::City);
        is("330300", "市应急管理局", None, "330300", "温州市应急管理局", Level::City);
        is("330300", "团市委", None, "330300", "团温州市委", Level::City);
        is("330000", "省气象局", None, "330000", "省气象局", Level::Province);
    }

    #[test]
    fn county_bodies_get_their_county() {
        is("330100", "区数据资源局", Some("上城区"), "330102", "上城区数据资源局", Level::County);
        is("330100", "县数管局", Some("桐庐县"), "330122", "桐庐县数管局", Level::County);
        is("330100", "市教育局", Some("建德市"), "330182", "建德市教育局", Level::County);
        is("330100", "市统计局", Some("余杭区"), "330100", "杭州市统计局", Level::City);
        is("330100", "教育局", Some("淳安县"), "330127", "淳安县教育局", Level::County);
        is("330100", "五常街道", Some("余杭区"), "330110", "余杭区五常街道", Level::Township);
        is("330800", "柯城区-市场监督管理局", None, "330802", "柯城区市场监督管理局", Level::County);
        is("330800", "龙游县-县交通局", None, "330825", "龙游县交通局", Level::County);
        is(
            "330700",
            "金华市金东区农业农村局(金华市金东区林业局)",
            None,
            "330703",
            "金东区农业农村局（金华市金东区林业局）",
            Level::County,
        );
        is("330700", "义乌市市府办", None, "330782", "义乌市府办", Level::County);
        is("330700", "永康市市场监管局", None, "330784", "永康市市场监管局", Level::County);
        is("330700", "永康文化和广电旅游体育局", None, "330784", "永康文化和广电旅游体育局", Level::County);
        is("330400", "秀洲区区文化和旅游局", None, "330411", "秀洲区文化和旅游局", Level::County);
        is("331100", "中共遂昌县委组织部", None, "331123", "中共遂昌县委组织部", Level::County);
        is("331100", "市生态环境局庆元分局", None, "331126", "丽水市生态环境局庆元分局", Level::County);
        is("330100", "生态环境富阳分局", Some("富阳区"), "330111", "生态环境富阳分局", Level::County);
        is("330300", "昆阳镇", None, "330300", "昆阳镇", Level::Township);
    }

    #[test]
    fn a_county_body_without_its_county_takes_it_from_the_title_or_says_so() {
        let (region, name, level, doubts) =
            body("331100", "县水利局", None, "庆元县山洪灾害监测预警系统-危险区基本信息");
        assert_eq!((region.as_str(), name.as_str(), level, doubts), ("331126", "庆元县水利局", Level::County, vec![]));
        let (region, name, level, doubts) = body("331100", "县水利局", None, "最新水位信息");
        assert_eq!((region.as_str(), name.as_str(), level), ("331100", "县水利局", Level::County));
        assert_eq!(doubts, [PublisherDoubt::CountyUnknown]);
    }

    #[test]
    fn nobody_named_is_the_stand_in_of_the_region() {
        let regions = Regions::shipped();
        let home = regions.get("330200").expect("宁波市");
        for nothing in [None, Some(""), Some("暂无"), Some("地区管理员")] {
            let (key, _) = find(regions, home, nothing, None, "");
            assert_eq!((key.region.as_str(), key.name.as_str(), key.unattributed), ("330200", "宁波市", true));
        }
        let hangzhou = regions.get("330100").expect("杭州市");
        let (key, doubts) = find(regions, hangzhou, None, Some("西湖风景名胜区"), "");
        assert_eq!((key.region.as_str(), doubts), ("330100", vec![PublisherDoubt::RegionUnknown]));
    }
}
