//! Every access, shown to both sides; and what both sides are told of.
use super::super::super::internal;
use super::list::{self, Reader};
use super::{missing, need, words};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use chrono::{DateTime, Utc};
use contract::deliveries::{LogPage, LogRow};
use contract::{Caller, ErrorCode, PortResult, Refusal};
use domain::access::agreement::AgreementFacts;
use domain::access::delivery::{Cut, Entitlement};
use domain::account::Role;
use domain::notice::NoticeKind;
use domain::policy::{AgreementAction, Denial, authorize_agreement};
use std::collections::{BTreeSet, HashMap};
use store::Tx;
use uuid::Uuid;

/// Accesses on a page.
const ON_A_PAGE: u32 = 50;

/// Who stands on which side of the agreement. Where the agreement is kept elsewhere, the publisher is the side that opens.
pub async fn facts(tx: &mut Tx, entitlement: &Entitlement) -> PortResult<AgreementFacts> {
    let case = tx.case(&entitlement.agreement).await.map_err(internal)?;
    let signed = case.as_ref().and_then(|case| serde_json::from_str::<serde_json::Value>(&case.data).ok());
    let party_a = signed.and_then(|agreement| agreement["party_a"].as_str().and_then(|id| Uuid::parse_str(id).ok()));
    Ok(AgreementFacts {
        party: entitlement.party,
        party_a: party_a.unwrap_or(entitlement.publisher),
        publishers: BTreeSet::from([entitlement.publisher]),
        authority: case.map_or(Uuid::nil(), |case| case.authority),
    })
}

/// What both sides are told.
pub enum Occasion {
    Warning {
        since: DateTime<Utc>,
    },
    UsedUp {
        since: DateTime<Utc>,
    },
    Gone {
        item: String,
        version: i64,
    },
    RangeUnclear,
    /// 中止开放 began, and ended.
    Suspended {
        suspension: Uuid,
    },
    Resumed {
        suspension: Uuid,
    },
}

impl Occasion {
    /// Of a cut that is told; `since` = the beginning of the period of the volume.
    pub fn of(cut: &Cut, since: DateTime<Utc>) -> Self {
        match cut {
            Cut::ItemGone { item, version } => Self::Gone { item: item.clone(), version: *version },
            Cut::RangeUnclear => Self::RangeUnclear,
            _ => Self::UsedUp { since },
        }
    }

    /// The same occasion is told once.
    fn event(&self, entitlement: Uuid) -> String {
        match self {
            Self::Warning { since } => format!("entitlement:{entitlement}:warned:{}", since.timestamp()),
            Self::UsedUp { since } => format!("entitlement:{entitlement}:used-up:{}", since.timestamp()),
            Self::Gone { item, version } => format!("entitlement:{entitlement}:gone:{version}:{item}"),
            Self::RangeUnclear => format!("entitlement:{entitlement}:range-unclear"),
            Self::Suspended { suspension } => format!("entitlement:{entitlement}:suspended:{suspension}"),
            Self::Resumed { suspension } => format!("entitlement:{entitlement}:resumed:{suspension}"),
        }
    }

    const fn kind(&self) -> NoticeKind {
        match self {
            Self::Warning { .. } => NoticeKind::AccessVolumeWarning,
            Self::UsedUp { .. } => NoticeKind::AccessVolumeUsedUp,
            Self::Gone { .. } => NoticeKind::AccessItemGone,
            Self::RangeUnclear => NoticeKind::AccessRangeUnclear,
            Self::Suspended { .. } => NoticeKind::AccessSuspended,
            Self::Resumed { .. } => NoticeKind::AccessResumed,
        }
    }
}

/// Tells both sides, once.
pub async fn tell(core: &Core, tx: &mut Tx, entitlement: &Entitlement, occasion: &Occasion) -> PortResult<()> {
    let notice = |account, link: String| {
        let to = Recipient::Account(account);
        let mut notice = NewNotice::new(occasion.event(entitlement.id), to, occasion.kind()).link(link);
        notice = notice.fact("number", &entitlement.agreement);
        if let Occasion::Gone { item, version } = occasion {
            notice = notice.fact("item", item).fact("version", version);
        }
        if let Some(volume) = entitlement.volume {
            notice = notice.fact("count", volume.count);
        }
        notice.statutory()
    };
    let users = tx.people_of_party(entitlement.party).await.map_err(internal)?;
    for account in &users {
        owe(core, tx, notice(*account, format!("/my/access/{}/log", entitlement.id))).await?;
    }
    let facts = facts(tx, entitlement).await?;
    let mut officials: BTreeSet<Uuid> = BTreeSet::new();
    officials.extend(tx.holders_of(entitlement.publisher, Role::Reviewer).await.map_err(internal)?);
    if facts.party_a != entitlement.publisher {
        officials.extend(tx.holders_of(facts.party_a, Role::AuthorityReviewer).await.map_err(internal)?);
    }
    // Who belongs to the user hears of it as the user.
    for account in officials.difference(&users) {
        owe(core, tx, notice(*account, format!("/admin/deliveries/{}", entitlement.id))).await?;
    }
    Ok(())
}

pub async fn page(core: &Core, caller: &Caller, id: Uuid, page: u64) -> PortResult<LogPage> {
    let signed = need(caller)?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let Some(row) = tx.entitlement(id).await.map_err(internal)? else { return missing() };
    let facts = facts(&mut tx, &row.entitlement).await?;
    let own = signed.acting.party() == Some(row.entitlement.party);
    match authorize_agreement(&caller.actor, AgreementAction::Log, &facts) {
        Ok(()) => {}
        // An authority looks at what its region has opened.
        Err(_) if list::supervises(&mut tx, caller, &row.entitlement).await? => {}
        Err(Denial::Forbidden) => return Err(Refusal::new(ErrorCode::Forbidden).into()),
        Err(_) => return missing(),
    }
    let reader = if own { Reader::User } else { Reader::Office };
    let access = list::view(core, &mut tx, caller.locale, row, reader).await?;
    let pages = access.accesses.div_ceil(u64::from(ON_A_PAGE)).max(1);
    let page = page.clamp(1, pages);
    let found = tx.data_deliveries(id, (page - 1) * u64::from(ON_A_PAGE), ON_A_PAGE).await.map_err(internal)?;
    let keys = tx.api_keys_of(facts.party).await.map_err(internal)?;
    let prefixes: HashMap<Uuid, String> = keys.into_iter().map(|key| (key.id, key.prefix)).collect();
    let rows = found
        .into_iter()
        .map(|row| LogRow {
            at: row.at,
            mode: words::mode(caller.locale, &row.mode),
            items: row.items,
            rows: row.rows,
            bytes: row.bytes,
            amount: row.amount,
            refusal: row.refusal.map(|code| words::refused(caller.locale, &code)),
            // Somebody else's key is nobody's business here.
            key: row.key.and_then(|key| prefixes.get(&key).cloned()),
            address: Some(row.address).filter(|address| own && !address.is_empty()),
        })
        .collect();
    Ok(LogPage { access, rows, page, pages, own })
}
