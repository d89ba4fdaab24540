//! A draft as it is kept: sealed, changed by one at a time, its papers beside it in the same transaction.
use super::{id as parse, internal, missing, party, stored_fault};
use crate::portal::Core;
use crate::services::applications::facts::Facts;
use chrono::{DateTime, Utc};
use contract::{Caller, ErrorCode, PortError, PortResult, Refusal};
use domain::access::application::{Form, SCHEMA, Section};
use domain::audit::Entry;
use domain::profile::text_hash;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;
use store::access::{ApplicationDraft, PaperRow};
use uuid::Uuid;

/// Bytes of all that is typed into a draft.
const MAX: usize = 512 << 10;
/// Characters of a stamp: enough to tell what stood there.
const STAMP: usize = 16;
/// Tries where somebody else saves another section at the same moment.
const TRIES: usize = 5;

/// What is sealed in `application_drafts.data`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stored {
    pub form: Form,
    /// Head who is to sign, typed without a signature yet.
    pub head: String,
    /// What was taken over from a former application and that nobody saved since.
    pub known: Option<Known>,
}

/// Where sections come from that nobody typed into this draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// When the former application was filed.
    pub filed: DateTime<Utc>,
    pub sections: Vec<Section>,
}

/// A change of the papers, carried out with the change of the form.
#[derive(Clone, Debug)]
pub enum PaperChange {
    Put(PaperRow),
    Drop(String),
    /// From a slot into another one that is empty.
    Move(String, String),
}

/// A draft in hand.
#[derive(Clone, Debug)]
pub struct Draft {
    pub row: ApplicationDraft,
    pub stored: Stored,
    pub papers: Vec<PaperChange>,
}

fn context(id: Uuid) -> String {
    format!("application_drafts.data:{id}")
}

impl Draft {
    /// Reads a row.
    pub fn of(core: &Core, row: ApplicationDraft) -> PortResult<Self> {
        if row.schema > SCHEMA {
            return Err(internal(format!("application_drafts.data of schema {}", row.schema)));
        }
        let text = core.unseal(&row.data, &context(row.id)).map_err(internal)?;
        let stored = serde_json::from_str(&text).map_err(internal)?;
        Ok(Self { row, stored, papers: Vec::new() })
    }

    /// A new one.
    pub fn new(core: &Core, party: Uuid, account: Uuid, stored: Stored) -> Self {
        let now = core.clock.now();
        let row = ApplicationDraft {
            id: core.ids.id(now),
            party,
            data: Vec::new(),
            schema: SCHEMA,
            version: 0,
            created_by: account,
            created: now,
            changed_by: account,
            changed: now,
            filed: None,
        };
        Self { row, stored, papers: Vec::new() }
    }

    /// The draft of an address.
    pub async fn load(core: &Core, tx: &mut Tx, party: Uuid, id: &str) -> PortResult<Self> {
        match tx.application_draft(party, parse(id)?).await.map_err(internal)? {
            Some(row) => Self::of(core, row),
            None => missing(),
        }
    }

    /// Stores it with its papers; the objects nobody needs any more.
    pub async fn save(&mut self, core: &Core, tx: &mut Tx, account: Uuid) -> PortResult<Vec<String>> {
        let text = serde_json::to_string(&self.stored).map_err(internal)?;
        if text.len() > MAX {
            return Err(Refusal::new(ErrorCode::BodyTooLarge).fact("limit_kb", MAX >> 10).into());
        }
        self.row.data = core.seal(&text, &context(self.row.id)).map_err(internal)?;
        (self.row.schema, self.row.changed_by, self.row.changed) = (SCHEMA, account, core.clock.now());
        self.row.version = tx.put_application_draft(&self.row).await.map_err(stored_fault)?;
        let mut loose = Vec::new();
        if !self.papers.is_empty() {
            let known = tx.application_papers(self.row.id).await.map_err(internal)?;
            loose = known.into_iter().map(|paper| paper.object).collect();
        }
        for change in std::mem::take(&mut self.papers) {
            match change {
                PaperChange::Put(paper) => tx.put_application_paper(&paper).await.map_err(internal)?,
                PaperChange::Drop(slot) => {
                    tx.drop_application_paper(self.row.id, &slot).await.map_err(internal)?;
                }
                PaperChange::Move(from, to) => {
                    tx.move_application_paper(self.row.id, &from, &to).await.map_err(internal)?;
                }
            }
        }
        unneeded(tx, loose).await
    }

    /// What stands in a section, in sixteen characters.
    pub fn stamp(&self, section: Section) -> String {
        let Ok(Value::Object(all)) = serde_json::to_value(&self.stored.form) else { return String::new() };
        let ours: Vec<_> = all.into_iter().filter(|(name, _)| Section::of(name) == section).collect();
        let head = if section == Section::Commitment { self.stored.head.as_str() } else { "" };
        short(&format!("{section:?} {head} {ours:?}"))
    }

    /// What stands in a line.
    pub fn line_stamp(&self, line: usize) -> String {
        self.stored.form.lines.get(line).map_or_else(String::new, |line| short(&format!("{line:?}")))
    }
}

/// Of some objects, those that no paper and no case has.
pub async fn unneeded(tx: &mut Tx, objects: Vec<String>) -> PortResult<Vec<String>> {
    let mut loose = Vec::new();
    for object in objects {
        if !tx.paper_object_needed(&object).await.map_err(internal)? {
            loose.push(object);
        }
    }
    Ok(loose)
}

/// Removes objects after the commit. One that stays because the store does not answer harms nobody: it cannot be read without its key.
pub async fn forget(core: &Core, objects: Vec<String>) {
    for object in objects {
        if let Err(error) = core.private.remove(&object).await {
            tracing::warn!(%error, "a paper of a draft could not be removed");
        }
    }
}

fn short(text: &str) -> String {
    let mut hash = text_hash(text);
    hash.truncate(STAMP);
    hash
}

/// An entry of the audit trail about a draft.
pub fn entry(core: &Core, act: &str, id: Uuid, after: Value) -> Entry {
    let mut entry = Entry::new(core.clock.now(), act, "application-draft", id.to_string());
    entry.after = after;
    entry
}

/// Changes a draft that is not filed: loads it with the facts its rules depend on, changes it, stores and audits it. A colleague's change
/// of another section at the same moment is taken in by trying again.
pub async fn edit<T: Send>(
    core: &Core,
    caller: &Caller,
    id: &str,
    act: &str,
    after: Value,
    mut change: impl FnMut(&mut Draft, &Facts) -> PortResult<T> + Send,
) -> PortResult<(T, Draft, Facts)> {
    let (signed, party) = party(caller)?;
    let mut left = TRIES;
    loop {
        left -= 1;
        let mut tx = core.store.write().await.map_err(internal)?;
        let mut draft = Draft::load(core, &mut tx, party, id).await?;
        if draft.row.filed.is_some() {
            return Err(Refusal::new(ErrorCode::Locked).into());
        }
        let facts = Facts::load(core, &mut tx, party, &draft.stored.form).await?;
        let made = change(&mut draft, &facts)?;
        match draft.save(core, &mut tx, signed.account).await {
            Ok(loose) => {
                tx.audit(caller.sign(entry(core, act, draft.row.id, after)));
                tx.commit(Vec::new()).await.map_err(internal)?;
                forget(core, loose).await;
                return Ok((made, draft, facts));
            }
            Err(PortError::Refused(refusal)) if refusal.code == ErrorCode::Conflict && left > 0 => {}
            Err(error) => return Err(error),
        }
    }
}
