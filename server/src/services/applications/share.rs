//! 邀请同事一起填写: everybody of an organisation may go on with its drafts; one of them is told that it waits, and for which part.
use super::stored::{Draft, entry};
use super::{internal, missing, party};
use crate::portal::Core;
use crate::services::cases::names::Names;
use crate::services::notices::{NewNotice, Recipient, owe};
use contract::applications::forms;
use contract::{Caller, Coded, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::application::Section;
use domain::account::Acting;
use domain::notice::NoticeKind;
use serde_json::json;
use store::Tx;
use uuid::Uuid;

/// The others of an organisation, by account.
pub async fn colleagues(core: &Core, tx: &mut Tx, names: &mut Names, party: Uuid, own: Uuid) -> PortResult<Vec<Coded>> {
    let mut all = Vec::new();
    for member in tx.members_of(party).await.map_err(internal)? {
        if member.account != own && member.ended.is_none() {
            let label = names.person(core, tx, member.account).await?;
            all.push(Coded { value: member.account.to_string(), label });
        }
    }
    Ok(all)
}

/// Tells one of them.
pub async fn share(core: &Core, caller: &Caller, id: &str, sent: &FormData) -> PortResult<()> {
    let (signed, party) = party(caller)?;
    let fault = |field: &'static str| PortError::Invalid(vec![Refusal::new(ErrorCode::NotOffered).field(field)]);
    let section = match sent.optional(forms::SECTION) {
        Some(code) => Some(Section::from_code(&code).ok_or_else(|| fault(forms::SECTION))?),
        None => None,
    };
    let Acting::Organisation { .. } = &signed.acting else { return missing() };
    let mut tx = core.store.write().await.map_err(internal)?;
    let draft = Draft::load(core, &mut tx, party, id).await?.row;
    if draft.filed.is_some() {
        return Err(Refusal::new(ErrorCode::Locked).into());
    }
    let all = colleagues(core, &mut tx, &mut Names::new(caller.locale), party, signed.account).await?;
    let wanted = sent.text(forms::COLLEAGUE);
    let colleague = all.into_iter().find(|one| one.value == wanted).ok_or_else(|| fault(forms::COLLEAGUE))?;
    let account = Uuid::parse_str(&colleague.value).map_err(internal)?;
    let part = section.map_or("", Section::code);
    // Once a day: pressing the button again is no second message.
    let event = format!("application-draft:{}:shared:{part}:{}", draft.id, core.clock.today());
    let link = match section {
        Some(section) => format!("/apply/{}/{}", draft.id, section.code()),
        None => format!("/apply/{}", draft.id),
    };
    let notice = NewNotice::new(event, Recipient::Account(account), NoticeKind::ApplicationDraftShared).link(link);
    owe(core, &mut tx, notice).await?;
    let after = json!({ "colleague": account, "section": part });
    tx.audit(caller.sign(entry(core, "application.share", draft.id, after)));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}
