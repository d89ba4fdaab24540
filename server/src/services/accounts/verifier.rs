//! Real-name services: asked about a proof of identity once it is handed in and saved. They never stand in anybody's way: without an answer,
//! or with one that says nothing, the proof waits for a person as it would without them.
use super::{done_with, identity, internal};
use crate::config::VerifierConfig;
use crate::outbound;
use crate::portal::Core;
use anyhow::Context;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contract::{Caller, PortResult};
use domain::account::{PartyKind, Verification};
use domain::audit::Entry;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use store::StoreError;
use uuid::Uuid;

/// What a service is asked. The numbers are personal data: it is spoken to over TLS, or on this machine.
#[derive(Serialize)]
pub struct Question {
    /// `person`, `legal-person`, `unincorporated`
    pub kind: &'static str,
    pub name: String,
    /// `resident-id`, `passport`, `uscc` …
    pub proof: &'static str,
    pub number: String,
}

/// What it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Verified,
    /// Name and number do not belong together.
    Mismatch,
    /// It cannot say: people look.
    #[serde(other)]
    Unavailable,
}

/// A real-name service.
#[async_trait]
pub trait Verifier: Send + Sync {
    /// Whether it is asked about such a party.
    fn takes(&self, kind: PartyKind) -> bool;
    /// Asks. Whatever goes wrong is `Unavailable`.
    async fn verify(&self, question: &Question) -> Verdict;
}

/// The service of the configuration; `None`: people look at all proofs.
///
/// # Errors
/// A token file that cannot be read.
pub fn open(config: &VerifierConfig) -> anyhow::Result<Option<Arc<dyn Verifier>>> {
    if config.url.is_empty() {
        return Ok(None);
    }
    let timeout = Duration::from_secs(config.timeout_seconds);
    let client = outbound::named(config.url.starts_with("http://"), timeout).context("verifier")?;
    Ok(Some(Arc::new(Http {
        client,
        url: config.url.clone(),
        token: config.token()?,
        organisations: config.organisations,
    })))
}

/// `POST` of the question as JSON, answered by `{"result": "verified" | "mismatch" | "unavailable"}` (docs/accounts.md).
struct Http {
    client: reqwest::Client,
    url: String,
    token: String,
    organisations: bool,
}

#[derive(Deserialize)]
struct Answer {
    result: Verdict,
}

/// Bytes of an answer.
const MAX_ANSWER: usize = 64 << 10;

impl Http {
    async fn ask(&self, question: &Question) -> anyhow::Result<Verdict> {
        let mut request = self.client.post(&self.url).json(question);
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        let body = outbound::body(request.send().await?.error_for_status()?, MAX_ANSWER).await?;
        Ok(serde_json::from_slice::<Answer>(&body)?.result)
    }
}

#[async_trait]
impl Verifier for Http {
    fn takes(&self, kind: PartyKind) -> bool {
        kind == PartyKind::Person || self.organisations
    }

    async fn verify(&self, question: &Question) -> Verdict {
        self.ask(question).await.unwrap_or_else(|error| {
            tracing::warn!("the real-name service does not answer: {error:#}");
            Verdict::Unavailable
        })
    }
}

/// Asks about the proof of a party, in the background.
pub(super) fn ask(core: &Arc<Core>, party: Uuid) -> Option<tokio::task::JoinHandle<()>> {
    core.verifier.as_ref()?;
    let core = core.clone();
    Some(tokio::spawn(async move {
        if let Err(error) = verify(&core, party).await {
            tracing::error!(%error, %party, "a proof of identity waits for people");
        }
    }))
}

/// The same, and waits for it: at most the time that the service has. Whoever closes the page meanwhile stops nothing.
pub(super) async fn ask_and_wait(core: &Arc<Core>, party: Uuid) {
    if let Some(task) = ask(core, party) {
        let _ = task.await;
    }
}

/// The question about a party, and when its proof was handed in.
async fn question(core: &Core, id: Uuid) -> PortResult<Option<(Question, DateTime<Utc>)>> {
    let mut tx = core.store.read().await.map_err(internal)?;
    let party = tx.party(id).await.map_err(internal)?;
    let asked = core.verifier.as_ref();
    let party = party.filter(|party| {
        party.verification == Verification::Pending && asked.is_some_and(|verifier| verifier.takes(party.kind))
    });
    let Some(party) = party else { return Ok(None) };
    let (Some(identity), Some(submitted)) = (party.identity, party.submitted) else { return Ok(None) };
    let question = Question {
        kind: party.kind.code(),
        name: core.unseal(&party.name, &format!("parties.name:{id}")).map_err(internal)?,
        proof: identity.proof.code(),
        number: core.unseal(&identity.number, &format!("parties.number:{id}")).map_err(internal)?,
    };
    Ok(Some((question, submitted)))
}

async fn verify(core: &Core, party: Uuid) -> PortResult<()> {
    let (Some(verifier), Some((question, submitted))) = (&core.verifier, question(core, party).await?) else {
        return Ok(());
    };
    let verdict = verifier.verify(&question).await;
    let mut tx = core.store.write().await.map_err(internal)?;
    // A person was quicker, or another proof was handed in meanwhile: the answer is about something else.
    let now_there = tx.party(party).await.map_err(internal)?;
    if now_there.is_none_or(|now| now.submitted != Some(submitted) || now.verification != Verification::Pending) {
        return Ok(());
    }
    let mut entry = Entry::new(core.clock.now(), "party.verify", "party", party.to_string());
    let verification = match verdict {
        Verdict::Verified => Verification::Verified,
        Verdict::Mismatch => Verification::Refused,
        Verdict::Unavailable => {
            entry.outcome = "unavailable".into();
            return done_with(&Caller::operator(), tx, entry).await;
        }
    };
    entry.before = serde_json::json!({ "verification": Verification::Pending.code() });
    entry.after = serde_json::json!({ "verification": verification.code() });
    let reason = match verdict {
        Verdict::Mismatch => Some(texts::t(identity::locale_of(&mut tx, party).await?, "verifier-mismatch")),
        Verdict::Verified | Verdict::Unavailable => None,
    };
    match tx.decide_identity(party, verification, None, reason.as_deref(), core.clock.now()).await {
        Ok(_) => {}
        // Another organisation is verified under the code: people decide which is which.
        Err(StoreError::Conflict(_)) => return Ok(()),
        Err(error) => return Err(internal(error)),
    }
    identity::told(core, &mut tx, party, verification).await?;
    done_with(&Caller::operator(), tx, entry).await
}
