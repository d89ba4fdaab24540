//! Owing a notice: called by every use case that tells somebody something, in its own transaction.
use crate::portal::Core;
use crate::services::internal;
use contract::PortResult;
use domain::locale::Locale;
use domain::notice::NoticeKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::notices::{NewDelivery, NoticeRow};
use uuid::Uuid;

/// Who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// An account: in the portal, and by mail to its address at the time of sending.
    Account(Uuid),
    /// An address without account, or one that is not (or no longer) the account's.
    Address { email: String, locale: Locale },
}

/// A notice to be owed.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// Names the event: `<kind>:<id>`, e.g. `case:<id>:answered`. A second notice of the same event to the same recipient is the same notice.
    pub event: String,
    pub to: Recipient,
    pub kind: NoticeKind,
    /// Id and number of the case.
    pub case: Option<(Uuid, String)>,
    /// What the words need: numbers, dates (`YYYY-MM-DD`), labels. No personal data: they go into mails.
    pub facts: BTreeMap<String, String>,
    /// A path on this portal, without language prefix and host. Where [`NoticeKind::secret_link`] says so it is sealed.
    pub link: Option<String>,
    /// Owed by law: its mail cannot be switched off.
    pub statutory: bool,
}

impl NewNotice {
    /// A notice about nothing but its kind.
    pub fn new(event: impl Into<String>, to: Recipient, kind: NoticeKind) -> Self {
        Self { event: event.into(), to, kind, case: None, facts: BTreeMap::new(), link: None, statutory: false }
    }
    /// Of a case.
    #[must_use]
    pub fn case(mut self, id: Uuid, number: impl Into<String>) -> Self {
        self.case = Some((id, number.into()));
        self
    }
    /// Adds a fact.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
    /// Where to look: a path.
    #[must_use]
    pub fn link(mut self, path: impl Into<String>) -> Self {
        self.link = Some(path.into());
        self
    }
    /// Owed by law.
    #[must_use]
    pub const fn statutory(mut self) -> Self {
        self.statutory = true;
        self
    }
}

/// What is sealed with a delivery until it left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sealed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<(String, Locale)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Names of the channels in the outbox.
pub const MAIL: &str = "mail";
pub const WEBHOOK: &str = "webhook";

/// Owes a notice: in the portal exactly once for each event and recipient, to the system the operator
/// named, and by mail unless the reader switched it off and the law lets them. Nothing happens if the transaction does not commit, nor if it is owed already.
///
/// # Errors
/// Of the database or the keys.
pub async fn owe(core: &Core, tx: &mut store::Tx, notice: NewNotice) -> PortResult<()> {
    let now = core.clock.now();
    let id = core.ids.id(now);
    let secret = notice.kind.secret_link();
    let (recipient, account, address) = match notice.to {
        Recipient::Account(account) => (format!("account:{account}"), Some(account), None),
        Recipient::Address { email, locale } => {
            (format!("address:{}", blind(core, &email)), None, Some((email, locale)))
        }
    };
    let (case_id, case_number) = notice.case.unzip();
    let row = NoticeRow {
        id,
        event: notice.event,
        recipient,
        account,
        kind: notice.kind,
        case_id,
        case_number,
        facts: notice.facts,
        link: notice.link.clone().filter(|_| !secret),
        statutory: notice.statutory,
        created_at: now,
        read_at: None,
    };
    if !tx.add_notice(&row).await.map_err(internal)? {
        return Ok(());
    }
    if core.config.webhook.wants(notice.kind) {
        let delivery = NewDelivery { notice: id, channel: WEBHOOK, next_at: now, sealed: None };
        tx.add_delivery(&delivery).await.map_err(internal)?;
    }
    let may_refuse = notice.kind.optional() && !notice.statutory;
    if let Some(account) = account.filter(|_| may_refuse)
        && tx.notice_switched_off(account, MAIL, notice.kind).await.map_err(internal)?
    {
        return Ok(());
    }
    let sealed = Sealed { address, link: notice.link.filter(|_| secret) };
    let sealed = if sealed == Sealed::default() {
        None
    } else {
        let text = serde_json::to_string(&sealed).map_err(internal)?;
        Some(core.seal(&text, &sealed_at(id)).map_err(internal)?)
    };
    tx.add_delivery(&NewDelivery { notice: id, channel: MAIL, next_at: now, sealed }).await.map_err(internal)?;
    Ok(())
}

/// The place a delivery's secrets are sealed for.
pub(crate) fn sealed_at(notice: Uuid) -> String {
    format!("deliveries_out.sealed:{notice}")
}

/// How an address is looked up without being stored.
pub(crate) fn blind(core: &Core, email: &str) -> String {
    core.keys.blind("email", &email.trim().to_lowercase())
}
