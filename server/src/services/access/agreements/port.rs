//! The port [`contract::agreements::Agreements`]: the signed text, and `/verify`.
use super::load::{self, Loaded};
use super::{coming, list, part, pdf};
use crate::portal::Core;
use crate::services::accounts::party_name;
use crate::services::cases::documents::MAX_BYTES;
use crate::services::cases::filing::address_hash;
use crate::services::cases::names::Names;
use crate::services::cases::view;
use crate::services::internal;
use async_trait::async_trait;
use bytes::Bytes;
use chrono::Duration;
use contract::agreements::{
    AgreementFile, AgreementList, AgreementQuery, AgreementText, Agreements, ComingDay, Verified, verifying,
};
use contract::{Caller, ErrorCode, FormData, PortError, PortResult, Refusal};
use domain::account::PartyKind;
use domain::audit::Entry;
use domain::cases::CaseNumber;
use domain::party::mask;
use domain::policy::AgreementAction;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::access::SignatureRow;

/// Questions of one address in [`WINDOW`].
const QUESTIONS: i64 = 30;
const WINDOW: Duration = Duration::minutes(15);

/// The port.
pub struct Service(pub Arc<Core>);

async fn audited(core: &Core, caller: &Caller, loaded: &Loaded, form: &str) -> PortResult<()> {
    let mut entry = Entry::new(core.clock.now(), "agreement.text", "case", &loaded.row.number);
    entry.case = Some(loaded.row.number.clone());
    entry.after = serde_json::json!({ "form": form });
    let mut tx = core.store.write().await.map_err(internal)?;
    tx.audit(caller.sign(entry));
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

#[async_trait]
impl Agreements for Service {
    async fn mine(&self, caller: &Caller, query: AgreementQuery) -> PortResult<AgreementList> {
        list::mine(&self.0, caller, query).await
    }

    async fn coming(&self, caller: &Caller) -> PortResult<Vec<ComingDay>> {
        coming::of(&self.0, caller).await
    }

    async fn desk(&self, caller: &Caller, query: AgreementQuery) -> PortResult<AgreementList> {
        list::desk(&self.0, caller, query).await
    }

    async fn text(&self, caller: &Caller, number: &str) -> PortResult<AgreementText> {
        let core = &self.0;
        let mut tx = core.store.read().await.map_err(internal)?;
        let loaded = load::numbered(core, &mut tx, caller, number, AgreementAction::Text).await?;
        let head = view::head(core, &mut tx, &mut Names::new(caller.locale), caller, &loaded).await?;
        let part = part::of(core, &mut tx, caller, &loaded).await?;
        drop(tx);
        audited(core, caller, &loaded, "page").await?;
        let verify = part.signed.as_ref().map(|signed| format!("{}{}", core.config.base(), signed.verify));
        Ok(AgreementText { head, part, verify })
    }

    async fn file(&self, caller: &Caller, number: &str, form: &str) -> PortResult<AgreementFile> {
        let core = &self.0;
        let mut tx = core.store.read().await.map_err(internal)?;
        let loaded = load::numbered(core, &mut tx, caller, number, AgreementAction::Text).await?;
        let signature = tx.signature(loaded.row.id).await.map_err(internal)?;
        drop(tx);
        let Some(row) = signature else { return Err(Refusal::new(ErrorCode::NotFound).into()) };
        let (media, bytes) = match form {
            "txt" => {
                let place = format!("agreement_signatures.text:{}", row.case);
                ("text/plain; charset=utf-8", Bytes::from(core.unseal(&row.text, &place).map_err(internal)?))
            }
            "pdf" => ("application/pdf", pdf::file(core, caller, &loaded, &row).await?),
            _ => return Err(Refusal::new(ErrorCode::NotFound).into()),
        };
        audited(core, caller, &loaded, form).await?;
        Ok(AgreementFile { name: format!("{}.{form}", row.number), media, bytes })
    }

    async fn verify(&self, caller: &Caller, form: &FormData) -> PortResult<Option<Verified>> {
        let core = &self.0;
        let asked = asked(form)?;
        throttle(core, caller).await?;
        let mut tx = core.store.read().await.map_err(internal)?;
        let found = match asked {
            Asked::Text { number, sha256 } => tx.signature_by(&number, &sha256).await,
            Asked::File { sha256 } => tx.signature_of_file(&sha256).await,
        };
        drop(tx);
        match found.map_err(internal)? {
            Some(row) => verified(core, caller, row).await.map(Some),
            None => Ok(None),
        }
    }
}

enum Asked {
    Text { number: String, sha256: String },
    File { sha256: String },
}

/// Number and hash, or a file.
fn asked(form: &FormData) -> PortResult<Asked> {
    if let Some(upload) = form.uploads(verifying::FILE).next() {
        let fault = match upload.bytes.len() {
            0 => Some(Refusal::new(ErrorCode::FileEmpty)),
            more if more > MAX_BYTES => {
                let mb = more.div_ceil(1 << 20);
                Some(Refusal::new(ErrorCode::FileTooLarge).fact("max_mb", MAX_BYTES >> 20).fact("mb", mb))
            }
            _ => None,
        };
        return match fault {
            Some(fault) => Err(PortError::Invalid(vec![fault.field(verifying::FILE)])),
            None => Ok(Asked::File { sha256: hex::encode(Sha256::digest(&upload.bytes)) }),
        };
    }
    let mut faults = Vec::new();
    let number = form.text(verifying::NUMBER);
    let known = number.parse::<CaseNumber>().map(|number| number.to_string());
    let sha256: String = form.text(verifying::SHA256).chars().filter(|c| !c.is_whitespace()).collect();
    let sha256 = sha256.to_ascii_lowercase();
    if number.is_empty() {
        faults.push(Refusal::new(ErrorCode::Required).field(verifying::NUMBER));
    } else if known.is_err() {
        faults.push(Refusal::new(ErrorCode::BadValue).field(verifying::NUMBER));
    }
    if sha256.is_empty() {
        faults.push(Refusal::new(ErrorCode::Required).field(verifying::SHA256));
    } else if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        faults.push(Refusal::new(ErrorCode::BadValue).field(verifying::SHA256));
    }
    match known {
        Ok(number) if faults.is_empty() => Ok(Asked::Text { number, sha256 }),
        _ => Err(PortError::Invalid(faults)),
    }
}

/// Anybody may ask, nobody may try out hashes.
async fn throttle(core: &Core, caller: &Caller) -> PortResult<()> {
    let now = core.clock.now();
    let address = address_hash(core, caller);
    let mut tx = core.store.write().await.map_err(internal)?;
    if tx.case_tries("verify", &address, now - WINDOW).await.map_err(internal)? >= QUESTIONS {
        return Err(Refusal::new(ErrorCode::TooManyRequests).fact("seconds", WINDOW.num_seconds()).into());
    }
    tx.add_case_try(core.ids.id(now), "verify", &address, now).await.map_err(internal)?;
    tx.commit(Vec::new()).await.map_err(internal)?;
    Ok(())
}

async fn verified(core: &Core, caller: &Caller, row: SignatureRow) -> PortResult<Verified> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let case = tx.case_by_id(row.case).await.map_err(internal)?.ok_or_else(|| internal("a signature without case"))?;
    let party = tx.party(row.party).await.map_err(internal)?;
    let person = party.is_none_or(|party| party.kind == PartyKind::Person);
    let name = party_name(core, &mut tx, row.party).await?;
    let sealed = super::pdf::sealed(core, &mut tx, row.case).await?;
    Ok(Verified {
        party_a: Names::new(caller.locale).body(&mut tx, row.opening).await?.name,
        party_b: if person { mask::name(&name) } else { name },
        state: super::words::label(caller.locale, "state", &case.state),
        number: row.number,
        sha256: row.sha256,
        signed: row.at,
        sealed,
    })
}
