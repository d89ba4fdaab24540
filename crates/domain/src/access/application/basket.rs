//! The basket: what was chosen, grouped by competent authority (R-070; GL20-Art.6, 13(6)). Each group is an application of its own, filled once;
//! none spans two authorities.
use super::form::{Line, Offered};
use super::lines::covers;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A competent authority and the region it is competent for (GB/T 2260).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub authority: Uuid,
    pub region: String,
}

/// The authority competent for data of a region: that of the region itself, else of the nearest level above that has one.
pub fn competent(region: &str, sites: &[Site]) -> Option<Uuid> {
    let above = sites.iter().filter(|site| covers(&site.region, region));
    above.max_by_key(|site| site.region.trim_end_matches("00").len()).map(|site| site.authority)
}

/// What goes to one authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub authority: Uuid,
    /// Places of its lines in the basket, from 0.
    pub lines: Vec<usize>,
    pub publishers: BTreeSet<Uuid>,
}

/// The groups of a basket, in the order in which their first line stands in it. Lines whose dataset is not offered belong to none.
pub fn group(lines: &[Line], offered: &BTreeMap<String, Offered>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(dataset) = offered.get(&line.dataset) else { continue };
        let known = groups.iter().position(|group| group.authority == dataset.authority);
        let index = known.unwrap_or_else(|| {
            groups.push(Group { authority: dataset.authority, lines: Vec::new(), publishers: BTreeSet::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.lines.push(at);
            group.publishers.insert(dataset.publisher);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r070_data_goes_to_the_authority_of_its_level() {
        let site = |id, region: &str| Site { authority: Uuid::from_u128(id), region: region.to_owned() };
        let sites = [site(1, "330000"), site(2, "330100"), site(3, "330521")];
        let of = |region| competent(region, &sites).map(|id| id.as_u128());
        assert_eq!((of("330000"), of("330100"), of("330106")), (Some(1), Some(2), Some(2)));
        assert_eq!((of("330521"), of("330500"), of("530000")), (Some(3), Some(1), None));
        assert_eq!(competent("530000", &[site(4, "000000")]).map(|id| id.as_u128()), Some(4));
    }
}
