//! 接口密钥: the key with which a system of the user calls under one agreement. It opens nothing by itself: what may leave is decided
//! by the entitlements of its agreement at each call, so it ends with them and follows a renewal,
//! unless its owner gave it an earlier end.
use super::decide::Cut;
use super::entitlement::Entitlement;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// Keys of an agreement that work at the same time: one a system and one to change to.
pub const KEYS_MAX: usize = 10;
/// How long a key goes on after another one took its place, so that systems can be changed over without a gap.
pub const OVERLAP: TimeDelta = TimeDelta::hours(24);

/// A key as it is kept: never the key itself, only what it is recognised by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub id: Uuid,
    pub party: Uuid,
    /// Number of the agreement it belongs to.
    pub agreement: String,
    /// Its first characters, to tell keys apart.
    pub prefix: String,
    /// Hex SHA-256 of the key.
    pub hash: String,
    /// What its owner calls it.
    pub label: String,
    /// The system of the agreement it was made for; empty where none was needed.
    pub system: String,
    /// Addresses it may be used from; empty = any.
    pub addresses: Vec<String>,
    pub made: DateTime<Utc>,
    pub made_by: Uuid,
    /// The key whose place it took.
    pub replaces: Option<Uuid>,
    /// From then on it does not work any more: another one took its place.
    pub retires: Option<DateTime<Utc>>,
    pub revoked: Option<DateTime<Utc>>,
    /// From then on it does not work any more: its owner wanted it for so long. `None` = as long as the agreement.
    pub expires: Option<DateTime<Utc>>,
    /// The last call, from which address.
    pub used: Option<(DateTime<Utc>, String)>,
}

impl ApiKey {
    /// Whether it works at an instant, the agreement aside.
    pub fn works(&self, now: DateTime<Utc>) -> bool {
        [self.revoked, self.retires, self.expires].into_iter().flatten().all(|end| now < end)
    }

    /// Whether it may be used for an entitlement, from an address.
    ///
    /// # Errors
    /// Why not; an entitlement of another party or agreement does not exist for it.
    pub fn admits(&self, entitlement: &Entitlement, address: &str, now: DateTime<Utc>) -> Result<(), Cut> {
        if self.party != entitlement.party || self.agreement != entitlement.agreement {
            return Err(Cut::NotYours);
        }
        if !self.works(now) {
            return Err(Cut::KeyRevoked);
        }
        if !self.addresses.is_empty() && !self.addresses.iter().any(|known| known == address) {
            return Err(Cut::WrongAddress);
        }
        Ok(())
    }
}
