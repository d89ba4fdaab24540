//! Proofs of identity: one document is enough; looked at by hand by the competent authority. Numbers stay masked for everybody but
//! the reviewer who gives a reason.
use super::typed::{self, MAX_NAME, keep};
use super::{allow, done, done_with, id, internal, invalid, missing, need, words};
use crate::portal::Core;
use crate::services::notices::{NewNotice, Recipient, owe};
use contract::accounts::{IdentityForm, IdentityRow, RevealedIdentity};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::account::{Acting, Mandate, PartyKind, Verification};
use domain::audit::Entry;
use domain::locale::Locale;
use domain::notice::NoticeKind;
use domain::party::{mask, proof::Proof};
use domain::policy::{Action, ResourceFacts};
use store::parties::{Identity, Party};
use store::{StoreError, Tx};
use uuid::Uuid;

/// Proofs in the queue at once.
const QUEUE: u32 = 200;
/// Longest reason.
const MAX_REASON: usize = 500;

/// A number, sealed and findable.
pub(super) fn sealed(core: &Core, party: Uuid, proof: Proof, number: &str) -> PortResult<Identity> {
    Ok(Identity {
        proof,
        number: core.seal(number, &format!("parties.number:{party}")).map_err(internal)?,
        index: index(core, proof, number),
    })
}

/// How a proof is looked up without its number being stored in clear.
pub(crate) fn index(core: &Core, proof: Proof, number: &str) -> String {
    core.keys.blind("party-number", &format!("{}:{number}", proof.code()))
}

pub(super) async fn submit_identity(core: &Core, caller: &Caller, form: IdentityForm) -> PortResult<Uuid> {
    let signed = need(caller)?;
    let party = match &signed.acting {
        Acting::Person { party } => *party,
        Acting::Organisation { party, mandates } if mandates.contains(&Mandate::Head) => *party,
        Acting::Organisation { .. } | Acting::Body { .. } => return Err(Refusal::new(ErrorCode::Forbidden).into()),
    };
    let mut faults = Vec::new();
    let mut tx = core.store.write().await.map_err(internal)?;
    let Some(known) = tx.party(party).await.map_err(internal)? else { return missing() };
    let name = keep(&mut faults, typed::text(&form.name, "name", MAX_NAME));
    let proof = Proof::from_code(&form.proof).filter(|proof| proof.fits(known.kind));
    if proof.is_none() {
        faults.push(Refusal::new(ErrorCode::Required).field("proof"));
    }
    let number = proof.map(|proof| proof.parse(&form.number, core.clock.today()));
    match &number {
        _ if form.number.trim().is_empty() => faults.push(Refusal::new(ErrorCode::Required).field("number")),
        Some(Err(fault)) => {
            faults.push(Refusal::new(ErrorCode::BadNumber).field("number").fact("reason", fault.code()));
        }
        Some(Ok(_)) | None => {}
    }
    let (Some(proof), Some(Ok(number)), true) = (proof, number, faults.is_empty()) else {
        return Err(PortError::Invalid(faults));
    };
    let identity = sealed(core, party, proof, &number)?;
    if known.kind != PartyKind::Person {
        let holder = tx.verified_organisation(&identity.index).await.map_err(internal)?;
        if holder.is_some_and(|holder| holder != party) {
            return Err(invalid(Refusal::new(ErrorCode::OrganisationKnown).field("number")));
        }
    }
    let name = core.seal(&name, &format!("parties.name:{party}")).map_err(internal)?;
    if !tx.submit_identity(party, &name, &identity, core.clock.now()).await.map_err(internal)? {
        return Err(Refusal::new(ErrorCode::Conflict).into());
    }
    done(core, caller, tx, "party.submit-identity", "party", party).await?;
    Ok(party)
}

fn row(core: &Core, caller: &Caller, party: &Party) -> PortResult<Option<IdentityRow>> {
    let (Some(identity), Some(submitted)) = (&party.identity, party.submitted) else { return Ok(None) };
    let number = core.unseal(&identity.number, &format!("parties.number:{}", party.id)).map_err(internal)?;
    let name = core.unseal(&party.name, &format!("parties.name:{}", party.id)).map_err(internal)?;
    Ok(Some(IdentityRow {
        id: party.id.to_string(),
        kind: words::kind(caller.locale, party.kind),
        name,
        proof: words::proof(caller.locale, identity.proof),
        number: if party.kind == PartyKind::Person { mask::number(&number) } else { number },
        submitted,
        own: need(caller)?.parties.contains(&party.id),
    }))
}

pub(super) async fn identities_to_verify(core: &Core, caller: &Caller) -> PortResult<Vec<IdentityRow>> {
    allow(core, caller, Action::VerifyIdentity, ResourceFacts::Portal).await?;
    let mut tx = core.store.read().await.map_err(internal)?;
    let parties = tx.pending_identities(QUEUE).await.map_err(internal)?;
    parties.iter().filter_map(|party| row(core, caller, party).transpose()).collect()
}

pub(super) async fn reveal_identity(
    core: &Core,
    caller: &Caller,
    party: &str,
    reason: &str,
) -> PortResult<RevealedIdentity> {
    allow(core, caller, Action::VerifyIdentity, ResourceFacts::Portal).await?;
    let party = id(party)?;
    let reason = typed::text(reason, "reason", MAX_REASON).map_err(invalid)?;
    let mut tx = core.store.write().await.map_err(internal)?;
    // Only what waits for a decision is anybody's business.
    let found = tx.party(party).await.map_err(internal)?.filter(|p| p.verification == Verification::Pending);
    let Some(found) = found else { return missing() };
    let Some(identity) = &found.identity else { return missing() };
    let number = core.unseal(&identity.number, &format!("parties.number:{party}")).map_err(internal)?;
    let name = core.unseal(&found.name, &format!("parties.name:{party}")).map_err(internal)?;
    let mut entry = Entry::new(core.clock.now(), "party.reveal", "party", party.to_string());
    entry.role = Some(domain::account::Role::AuthorityReviewer.code().into());
    entry.reason = Some(reason);
    done_with(caller, tx, entry).await?;
    Ok(RevealedIdentity { name, number })
}

pub(super) async fn decide_identity(
    core: &Core,
    caller: &Caller,
    party: &str,
    approve: bool,
    reason: &str,
) -> PortResult<()> {
    allow(core, caller, Action::VerifyIdentity, ResourceFacts::Portal).await?;
    let signed = need(caller)?;
    let party = id(party)?;
    let reason =
        if approve { typed::optional(reason, "reason", MAX_REASON) } else { typed::text(reason, "reason", MAX_REASON) };
    let reason = reason.map_err(invalid)?;
    if signed.parties.contains(&party) {
        return Err(Refusal::new(ErrorCode::OwnCase).into());
    }
    let (now, verification) = (core.clock.now(), if approve { Verification::Verified } else { Verification::Refused });
    let told = Some(reason.as_str()).filter(|text| !text.is_empty());
    let mut tx = core.store.write().await.map_err(internal)?;
    match tx.decide_identity(party, verification, Some(signed.account), told, now).await {
        Ok(true) => {}
        Ok(false) => return missing(),
        Err(StoreError::Conflict(_)) => return Err(Refusal::new(ErrorCode::OrganisationKnown).into()),
        Err(error) => return Err(internal(error)),
    }
    self::told(core, &mut tx, party, verification).await?;
    let mut entry = Entry::new(now, "party.decide-identity", "party", party.to_string());
    entry.role = Some(domain::account::Role::AuthorityReviewer.code().into());
    entry.before = serde_json::json!({ "verification": Verification::Pending.code() });
    entry.after = serde_json::json!({ "verification": verification.code() });
    done_with(caller, tx, entry).await
}

/// Tells everybody who belongs to a party what was decided about its proof.
pub(super) async fn told(core: &Core, tx: &mut Tx, party: Uuid, verification: Verification) -> PortResult<()> {
    let mut accounts: Vec<Uuid> =
        tx.accounts_of_person(party).await.map_err(internal)?.into_iter().map(|account| account.id).collect();
    accounts.extend(tx.members_of(party).await.map_err(internal)?.into_iter().map(|member| member.account));
    let kind = match verification {
        Verification::Verified => NoticeKind::Verified,
        _ => NoticeKind::VerificationRefused,
    };
    for account in accounts {
        let event = format!("party:{party}:decided:{}", core.clock.now().timestamp_micros());
        let notice = NewNotice::new(event, Recipient::Account(account), kind).link("/my/account").statutory();
        owe(core, tx, notice).await?;
    }
    Ok(())
}

/// The language of whoever belongs to a party first.
pub(super) async fn locale_of(tx: &mut Tx, party: Uuid) -> PortResult<Locale> {
    if let Some(account) = tx.accounts_of_person(party).await.map_err(internal)?.first() {
        return Ok(account.locale);
    }
    let members = tx.members_of(party).await.map_err(internal)?;
    let Some(first) = members.first() else { return Ok(Locale::ZhCn) };
    Ok(super::account(tx, first.account).await?.locale)
}
