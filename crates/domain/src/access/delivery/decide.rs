//! The decision about one delivery.
use super::entitlement::Entitlement;
use crate::access::DeliveryMode;
use crate::access::application::covers;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Share of the agreed volume from which both sides are warned, in percent.
pub const WARNING_PERCENT: u64 = 80;

/// What somebody wants to fetch. Nothing named = all that was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The party that asks: by session, or by the key it owns (R-092: no key of a third party, no public link).
    pub party: Uuid,
    pub mode: DeliveryMode,
    pub items: Option<Vec<String>>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub regions: Vec<String>,
    /// The system that calls, where the way of delivery knows it.
    pub system: Option<String>,
    /// Calls (interface, query) it takes from the agreed volume; 0 to look only.
    pub amount: u64,
    /// 授权查询: reference of the consent of the person concerned.
    pub consent: Option<String>,
}

/// What holds when it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub now: DateTime<Utc>,
    /// 中止开放 of the dataset.
    pub suspended: bool,
    /// 撤回 of the dataset.
    pub withdrawn: bool,
    /// Calls since the beginning of the period of the volume.
    pub used: u64,
    /// Items flagged as personal information or trade secret that are neither anonymised nor desensitised.
    pub untreated: &'a BTreeSet<String>,
    /// Every item the dataset ever had, with the last version that has it; `None` = the present one.
    pub items: &'a BTreeMap<String, Option<i64>>,
}

/// What may leave: exactly this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub items: Vec<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Empty = all the data covers.
    pub regions: Vec<String>,
    /// The trace mark it carries: the number of the agreement.
    pub trace: String,
    /// Calls left after this one.
    pub remaining: Option<u64>,
    /// This call reaches the warning of the agreed volume.
    pub warn: bool,
}

/// Why nothing leaves. Each is refused and logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cut", rename_all = "kebab-case")]
pub enum Cut {
    /// Not of this party: it does not exist for them.
    NotYours,
    NotBegun,
    /// Expired or ended.
    Ended,
    /// 暂时关闭权限
    UserClosed,
    /// 中止开放
    DatasetSuspended,
    Withdrawn,
    WrongMode,
    /// Not the system of the agreement.
    WrongSystem,
    /// Not approved, or added later.
    ItemNotApproved {
        items: Vec<String>,
    },
    /// Outside of the approved range.
    OutOfRange,
    /// The range is limited, but no column of the data says to which part of it a row belongs: nothing leaves rather than too much.
    RangeUnclear,
    /// The key was revoked, or another one took its place.
    KeyRevoked,
    /// Not an address from which the key may be used.
    WrongAddress,
    /// 80 % was warned of, 100 % is reached.
    VolumeUsedUp {
        count: u64,
    },
    /// No consent of the person concerned, and the item is not treated.
    ConsentNeeded,
    /// Approved, but removed or renamed: the version where it ended (409).
    ItemGone {
        item: String,
        version: i64,
    },
}

impl Cut {
    /// Stable code, kebab-case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotYours => "not-found",
            Self::NotBegun => "not-begun",
            Self::Ended => "agreement-ended",
            Self::UserClosed => "user-closed",
            Self::DatasetSuspended => "suspended",
            Self::Withdrawn => "withdrawn",
            Self::WrongMode => "wrong-mode",
            Self::WrongSystem => "wrong-system",
            Self::ItemNotApproved { .. } => "item-not-approved",
            Self::OutOfRange => "out-of-range",
            Self::RangeUnclear => "range-unclear",
            Self::KeyRevoked => "key-revoked",
            Self::WrongAddress => "wrong-address",
            Self::VolumeUsedUp { .. } => "volume-used-up",
            Self::ConsentNeeded => "consent-needed",
            Self::ItemGone { .. } => "item-gone",
        }
    }

    /// Whether both sides are told.
    pub const fn is_told(&self) -> bool {
        matches!(self, Self::ItemGone { .. } | Self::VolumeUsedUp { .. } | Self::RangeUnclear)
    }
}

/// Whether a delivery under way may go on: what can change while it runs.
///
/// # Errors
/// What cuts it.
pub fn still(entitlement: &Entitlement, now: DateTime<Utc>, suspended: bool, withdrawn: bool) -> Result<(), Cut> {
    if now < entitlement.begins {
        return Err(Cut::NotBegun);
    }
    if entitlement.ends.is_some_and(|ends| now >= ends) {
        return Err(Cut::Ended);
    }
    if entitlement.closed.is_some_and(|closed| now >= closed) {
        return Err(Cut::UserClosed);
    }
    if withdrawn {
        return Err(Cut::Withdrawn);
    }
    if suspended { Err(Cut::DatasetSuspended) } else { Ok(()) }
}

/// Decides a delivery.
///
/// # Errors
/// The first reason why nothing leaves.
pub fn fetch(entitlement: &Entitlement, request: &Request, situation: &Situation<'_>) -> Result<Grant, Cut> {
    if request.party != entitlement.party {
        return Err(Cut::NotYours);
    }
    still(entitlement, situation.now, situation.suspended, situation.withdrawn)?;
    if request.mode != entitlement.mode {
        return Err(Cut::WrongMode);
    }
    let other = |system: &String| !entitlement.system.is_empty() && system.trim() != entitlement.system;
    if request.system.as_ref().is_some_and(other) {
        return Err(Cut::WrongSystem);
    }
    let named = request.consent.as_ref().is_some_and(|consent| !consent.trim().is_empty());
    if request.mode == DeliveryMode::AuthorisedQuery && !named {
        return Err(Cut::ConsentNeeded);
    }
    let items = items(entitlement, request, situation)?;
    let consented = match entitlement.consent.as_deref() {
        Some("now") => true,
        // One reference cannot stand for everybody in a file or in an answer of the interface.
        Some("per-call") => named && request.mode == DeliveryMode::AuthorisedQuery,
        // To be treated by the publisher first, or never said to be sensitive: flagged since.
        _ => false,
    };
    if !consented && items.iter().any(|item| situation.untreated.contains(item)) {
        return Err(Cut::ConsentNeeded);
    }
    let (from, to) = range(entitlement, request)?;
    let regions = regions(entitlement, request)?;
    let (remaining, warn) = volume(entitlement, request.amount, situation.used)?;
    Ok(Grant { items, from, to, regions, trace: entitlement.agreement.clone(), remaining, warn })
}

fn items(entitlement: &Entitlement, request: &Request, situation: &Situation<'_>) -> Result<Vec<String>, Cut> {
    let wanted = request.items.as_ref().unwrap_or(&entitlement.items);
    let foreign: Vec<_> = wanted.iter().filter(|item| !entitlement.items.contains(item)).cloned().collect();
    if !foreign.is_empty() {
        return Err(Cut::ItemNotApproved { items: foreign });
    }
    for item in wanted {
        match situation.items.get(item) {
            Some(None) => {}
            // An approved item that no version has ended before the first one.
            gone => {
                let version = gone.copied().flatten().unwrap_or_default();
                return Err(Cut::ItemGone { item: item.clone(), version });
            }
        }
    }
    Ok(wanted.clone())
}

fn range(entitlement: &Entitlement, request: &Request) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Cut> {
    let before = |day: Option<NaiveDate>| day.zip(entitlement.from).is_some_and(|(day, from)| day < from);
    let after = |day: Option<NaiveDate>| day.zip(entitlement.to).is_some_and(|(day, to)| day > to);
    if [request.from, request.to].into_iter().any(|day| before(day) || after(day)) {
        return Err(Cut::OutOfRange);
    }
    Ok((request.from.or(entitlement.from), request.to.or(entitlement.to)))
}

fn regions(entitlement: &Entitlement, request: &Request) -> Result<Vec<String>, Cut> {
    let approved = |region: &String| {
        entitlement.regions.is_empty() || entitlement.regions.iter().any(|approved| covers(approved, region))
    };
    if !request.regions.iter().all(approved) {
        return Err(Cut::OutOfRange);
    }
    Ok(if request.regions.is_empty() { entitlement.regions.clone() } else { request.regions.clone() })
}

fn volume(entitlement: &Entitlement, amount: u64, used: u64) -> Result<(Option<u64>, bool), Cut> {
    let Some(volume) = entitlement.volume else { return Ok((None, false)) };
    let after = used.saturating_add(amount);
    if after > volume.count {
        return Err(Cut::VolumeUsedUp { count: volume.count });
    }
    let warned = |used: u64| u128::from(used) * 100 >= u128::from(volume.count) * u128::from(WARNING_PERCENT);
    Ok((Some(volume.count - after), warned(after) && !warned(used)))
}
