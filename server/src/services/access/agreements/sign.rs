//! The click (R-077, R-079, S13): what is shown, what has to be given, and what is kept of it for ever.
use super::load::Loaded;
use super::part;
use crate::portal::Core;
use crate::services::accounts::{Typed, party_name, prove, unproved};
use crate::services::cases::effects::Said;
use crate::services::internal;
use contract::cases::{CommitmentView, SigningView, signing as field};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::access::agreement::{ACCEPT, Command, StateCode, empty};
use domain::access::application::Signed;
use domain::locale::Locale;
use store::Tx;
use store::access::SignatureRow;

/// Longest name of a signatory.
const NAME_MAX: usize = 60;

/// What the page of signing shows.
pub async fn page(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded) -> PortResult<SigningView> {
    let on = core.clock.today();
    let signed = caller.actor.signed_in().ok_or_else(|| Refusal::new(ErrorCode::SignInNeeded))?;
    let account = tx.account(signed.account).await.map_err(internal)?;
    let name = match account {
        Some(account) => party_name(core, tx, account.party).await?,
        None => String::new(),
    };
    let text = &loaded.commitment_text;
    let clause = |clause: &domain::access::application::Clause| match caller.locale {
        Locale::En if !clause.en.is_empty() => clause.en.clone(),
        _ => clause.zh.clone(),
    };
    Ok(SigningView {
        agreement: part::of(core, tx, caller, loaded).await?,
        commitment: CommitmentView {
            clauses: text.clauses.iter().map(clause).collect(),
            signed: loaded.commitment.as_ref().map(|signed| (signed.head.clone(), signed.on)),
            again: !loaded.committed(),
        },
        sha256: loaded.written(on).sha256,
        on,
        name,
        accept: ACCEPT.to_owned(),
    })
}

/// What was given: every fault at once; the password or code last, so that no try of it is used up by another fault.
pub async fn read(core: &Core, caller: &Caller, loaded: &mut Loaded, form: &FormData) -> PortResult<(Command, Said)> {
    let blanks = empty(&loaded.agreement.pulled, &loaded.agreement.terms, &loaded.profile);
    if !blanks.is_empty() {
        let refused = domain::access::agreement::Refused::Blanks(blanks);
        return Err(super::command::refusal(&refused, caller.locale));
    }
    if loaded.agreement.code() != StateCode::PendingClick {
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::NotConfirmed)]));
    }
    let mut faults = Vec::new();
    let mut needed = |given: bool, name: &str| {
        if !given {
            faults.push(Refusal::new(ErrorCode::Required).field(name));
        }
    };
    let again = !loaded.committed();
    needed(!again || form.has(field::COMMITMENT), field::COMMITMENT);
    needed(form.has(field::TICKED), field::TICKED);
    let name = form.text(field::NAME);
    needed(!name.is_empty(), field::NAME);
    let (password, code) = (form.raw(field::PASSWORD), form.text(field::CODE));
    let typed = Typed::either(password, &code);
    faults.extend(unproved(core, caller, typed).await?);
    let length = name.chars().count();
    if length > NAME_MAX {
        let over = length - NAME_MAX;
        faults.push(Refusal::new(ErrorCode::TooLong).field(field::NAME).fact("max", NAME_MAX).fact("over", over));
    }
    if !faults.is_empty() {
        return Err(PortError::Invalid(faults));
    }
    let today = core.clock.today();
    let sha256 = form.text(field::SHA256);
    if loaded.written(today).sha256 != sha256 {
        return Err(PortError::Invalid(vec![Refusal::new(ErrorCode::AgreementChanged)]));
    }
    prove(core, caller, typed).await?;
    if again {
        let head = loaded.agreement.pulled.rep_b.clone();
        let account = caller.actor.account().unwrap_or_default();
        let signed: Signed = loaded.commitment_text.sign(&head, today, account);
        loaded.commitment = Some(signed);
    }
    let mut said = Said::default();
    said.facts.insert("sha256".into(), sha256.clone().into());
    Ok((Command::Sign { sha256, ticked: true, proved: true }, said))
}

/// Keeps the signature with its text, in the transaction of the click.
pub async fn record(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded, form: &FormData) -> PortResult<()> {
    let signature = loaded.agreement.signature.as_ref().ok_or_else(|| internal("no signature"))?;
    let case = loaded.row.id;
    let seal =
        |text: &str, column: &str| core.seal(text, &format!("agreement_signatures.{column}:{case}")).map_err(internal);
    let row = SignatureRow {
        case,
        number: loaded.row.number.clone(),
        at: signature.at,
        sha256: signature.written.sha256.clone(),
        template: i64::from(signature.written.template),
        opening: loaded.agreement.party_a,
        party: loaded.agreement.pulled.party,
        account: signature.account,
        name: seal(&form.text(field::NAME), "name")?,
        address: seal(&caller.address, "address")?,
        text: seal(&signature.written.text(), "text")?,
    };
    tx.add_signature(&row).await.map_err(internal)?;
    tx.add_agreement_file(&row.sha256, case, "text", signature.at).await.map_err(internal)?;
    Ok(())
}
