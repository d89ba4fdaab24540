//! Who calls a use case, with what the audit trail keeps of the request.
use domain::audit::Entry;
use domain::locale::Locale;
use domain::policy::Actor;
use uuid::Uuid;

/// The caller of a use case.
#[derive(Clone, Debug)]
pub struct Caller {
    pub actor: Actor,
    /// A session whose password was right and whose second factor is still owed: nobody is signed in yet.
    pub pending: Option<Uuid>,
    pub locale: Locale,
    /// Client address, trusted proxies taken off.
    pub address: String,
    /// `User-Agent`, cut to 200 characters.
    pub agent: String,
    pub request_id: String,
}

impl Caller {
    /// The portal itself: work in the background and on the command line.
    pub fn operator() -> Self {
        Self {
            actor: Actor::Operator,
            pending: None,
            locale: Locale::ZhCn,
            address: String::new(),
            agent: String::new(),
            request_id: String::new(),
        }
    }

    /// Writes into an audit entry who called, from where, and in which request.
    #[must_use]
    pub fn sign(&self, mut entry: Entry) -> Entry {
        entry.account = self.actor.account();
        entry.acting = match self.actor.signed_in() {
            Some(signed) => serde_json::to_string(&signed.acting).unwrap_or_default(),
            None => self.actor.code().to_owned(),
        };
        entry.address = (!self.address.is_empty()).then(|| self.address.clone());
        entry.request = (!self.request_id.is_empty()).then(|| self.request_id.clone());
        entry
    }
}
