//! Which authority a case belongs to: that of the region, else the one above, and never the body complained about while
//! there is another.
use super::{internal, stored};
use contract::{ErrorCode, PortResult, Refusal};
use domain::catalog::Body;
use store::Tx;
use uuid::Uuid;

/// The competent authorities with their regions.
pub struct Authorities(Vec<(Uuid, String)>);

impl Authorities {
    pub async fn load(tx: &mut Tx) -> PortResult<Self> {
        Ok(Self(tx.authorities().await.map_err(internal)?))
    }

    /// Of that region, or of the next one above it; of the highest level where no region is given or none above has one. Without `not`.
    pub fn of(&self, region: Option<&str>, not: &[Uuid]) -> Option<Uuid> {
        let free = || self.0.iter().filter(|(id, _)| !not.contains(id));
        let own = region.and_then(|region| {
            levels(region).into_iter().find_map(|level| free().find(|(_, r)| *r == level).map(|(id, _)| *id))
        });
        own.or_else(|| free().min_by_key(|(_, region)| std::cmp::Reverse(zeros(region))).map(|(id, _)| *id))
    }

    /// The authority one level up from another, if there is one.
    pub fn above(&self, authority: Uuid, not: &[Uuid]) -> Option<Uuid> {
        let region = &self.0.iter().find(|(id, _)| *id == authority)?.1;
        levels(region).into_iter().skip(1).find_map(|level| {
            self.0.iter().find(|(id, r)| *r == level && *id != authority && !not.contains(id)).map(|(id, _)| *id)
        })
    }

    /// Whether an authority may hand a case to a body: it lies in its region, or no authority is nearer to it.
    pub fn covers(&self, authority: Uuid, body: &Body) -> bool {
        let within = self.0.iter().any(|(id, region)| {
            *id == authority && body.region.starts_with(&region[..region.len().saturating_sub(zeros(region))])
        });
        within || self.of(Some(&body.region), &[]) == Some(authority)
    }
}

/// A region and those above it: `330106`, `330100`, `330000`.
fn levels(region: &str) -> Vec<String> {
    let mut all = vec![region.to_owned()];
    if region.len() == 6 && region.is_ascii() {
        for above in [format!("{}00", &region[..4]), format!("{}0000", &region[..2])] {
            if !all.contains(&above) {
                all.push(above);
            }
        }
    }
    all
}

/// Zeros at the end, in pairs: the more, the higher the level.
fn zeros(region: &str) -> usize {
    (region.len() - region.trim_end_matches('0').len()) / 2 * 2
}

/// The authority that receives a case about something of a region, and never the body complained about while there is another one.
pub async fn receiving(tx: &mut Tx, region: Option<&str>, target: Option<Uuid>) -> PortResult<Uuid> {
    let authorities = Authorities::load(tx).await?;
    let not: Vec<Uuid> = target.into_iter().collect();
    authorities
        .of(region, &not)
        .or_else(|| authorities.of(region, &[]))
        .ok_or_else(|| Refusal::new(ErrorCode::NoAuthority).into())
}

/// A body that must be there.
pub async fn body(tx: &mut Tx, id: Uuid) -> PortResult<Body> {
    tx.body_by_id(id).await.map_err(stored)?.ok_or_else(|| internal(format!("body {id} is gone")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r127_the_level_above_receives_what_is_about_the_authority_itself() {
        let [province, city, other] = [1, 2, 3].map(Uuid::from_u128);
        let all = Authorities(vec![(city, "330100".into()), (province, "330000".into()), (other, "530000".into())]);
        assert_eq!(all.of(Some("330106"), &[]), Some(city));
        assert_eq!(all.of(Some("330106"), &[city]), Some(province));
        assert_eq!(all.of(Some("330200"), &[]), Some(province), "a city without authority of its own");
        assert_eq!(all.of(None, &[]), Some(province), "the highest one");
        assert_eq!(all.above(city, &[]), Some(province));
        assert_eq!(all.above(province, &[]), None);
        assert_eq!(all.above(city, &[province]), None, "not to the body complained about");
        assert_eq!(Authorities(Vec::new()).of(None, &[]), None);
    }
}
