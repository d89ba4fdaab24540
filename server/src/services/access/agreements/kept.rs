//! How an agreement is kept: its state with its case, and sealed beside it whatever names people or was typed by them.
use crate::portal::Core;
use crate::services::internal;
use contract::PortResult;
use domain::access::agreement::Agreement;
use domain::access::application::{Form, Signed};
use domain::cases::Stored;
use serde::{Deserialize, Serialize};
use store::access::AgreementRow;
use store::cases::CaseRow;
use uuid::Uuid;

/// What is sealed.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Secret {
    form: Form,
    party_b: String,
    rep_a: String,
    rep_b: String,
    /// Of the lines, as their publishers typed them.
    conditions: Vec<String>,
    /// Of the signed text.
    clauses: Vec<(String, String)>,
    /// The commitment as it was signed last (B11).
    commitment: Option<Signed>,
}

/// An agreement with the commitment it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    pub agreement: Agreement,
    pub commitment: Option<Signed>,
}

fn place(case: Uuid) -> String {
    format!("agreements.secret:{case}")
}

/// Splits it: what stands with the case, and what is sealed beside it.
pub fn split(core: &Core, case: Uuid, whole: &Whole) -> PortResult<(String, Vec<u8>)> {
    let mut open = whole.agreement.clone();
    let pulled = &mut open.pulled;
    let secret = Secret {
        form: std::mem::take(&mut pulled.form),
        party_b: std::mem::take(&mut pulled.party_b),
        rep_b: std::mem::take(&mut pulled.rep_b),
        conditions: std::mem::take(&mut pulled.conditions),
        rep_a: std::mem::take(&mut open.terms.rep_a),
        clauses: open
            .signature
            .as_mut()
            .map(|signature| std::mem::take(&mut signature.written.clauses))
            .unwrap_or_default(),
        commitment: whole.commitment.clone(),
    };
    let text = serde_json::to_string(&secret).map_err(internal)?;
    Ok((open.to_stored().map_err(internal)?, core.seal(&text, &place(case)).map_err(internal)?))
}

/// Puts it together again.
pub fn join(core: &Core, row: &CaseRow, beside: &AgreementRow) -> PortResult<Whole> {
    let mut agreement = Agreement::from_stored(row.schema, &row.data).map_err(internal)?;
    let text = core.unseal(&beside.secret, &place(row.id)).map_err(internal)?;
    // What it quotes could be a name: where it fails is enough for a log.
    let unreadable = |error: serde_json::Error| internal(format!("agreements.secret, column {}", error.column()));
    let secret: Secret = serde_json::from_str(&text).map_err(unreadable)?;
    agreement.pulled.form = secret.form;
    agreement.pulled.party_b = secret.party_b;
    agreement.pulled.rep_b = secret.rep_b;
    agreement.pulled.conditions = secret.conditions;
    agreement.terms.rep_a = secret.rep_a;
    if let Some(signature) = &mut agreement.signature {
        signature.written.clauses = secret.clauses;
    }
    Ok(Whole { agreement, commitment: secret.commitment })
}
