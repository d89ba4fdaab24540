//! Who may do what: one `authorize` for pages, REST, downloads, exports and the command line (design §3 Policy). Every use case begins
//! with it; lists and search filter by the same facts. The whole matrix is printed to `policy/matrix.txt` and compared in a test.
mod access;
pub mod accounts;
pub mod audit;
mod cases;
mod notices;
#[cfg(test)]
mod page;
#[cfg(test)]
mod tests;

pub use access::{
    AccessAction, AgreementAction, ReviewAction, ViolationAction, authorize_access, authorize_agreement,
    authorize_review, authorize_violation,
};
pub use cases::{CaseAction, authorize_case, authorize_desk};
pub use notices::{NoticeAction, authorize_notices};

use crate::account::{Acting, SignedIn};
use crate::catalog::{AccessRights, DataItem, Dataset, Publication, Suspension};
use crate::code_list;
use std::sync::Arc;
use uuid::Uuid;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Anybody.
    Anonymous,
    /// Somebody signed in, acting as one of what the account may act as.
    Account(Arc<SignedIn>),
    /// Somebody who gave number and query code of one case (`/track`): the reporter of that case where no account filed it, a visitor everywhere
    /// else. Whoever happens to be signed in beside counts for nothing.
    Tracking { case: Uuid },
    /// The command line on the portal's own machine: 平台运维, a technical role without any right to data (rules A1).
    Operator,
}

impl Actor {
    /// Stable code, for the audit log and the matrix.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Account(signed) => match signed.acting {
                Acting::Person { .. } => "person",
                Acting::Organisation { .. } => "organisation",
                Acting::Body { .. } => "body",
            },
            Self::Tracking { .. } => "tracking",
            Self::Operator => "operator",
        }
    }

    /// The session, if somebody is signed in.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match self {
            Self::Account(signed) => Some(signed),
            Self::Anonymous | Self::Tracking { .. } | Self::Operator => None,
        }
    }

    /// The account, if somebody is signed in.
    pub fn account(&self) -> Option<Uuid> {
        self.signed_in().map(|signed| signed.account)
    }
}

code_list! {
    /// What is asked.
    Action {
        /// Appear in search, lists, counts, suggestions, feeds, sitemap.
        ListInCatalogue = "list-in-catalogue",
        /// The dataset page and its record in the API.
        ViewDataset = "view-dataset",
        /// 数据项: names, types, descriptions, without any value.
        ViewStructure = "view-structure",
        /// Catalogue metadata as JSON, DCAT, dictionary CSV.
        ExportMetadata = "export-metadata",
        /// Rows of a table on a page, with its column profiles and facets.
        PreviewTable = "preview-table",
        /// Rows through the interface.
        QueryApi = "query-api",
        /// A file made by the portal from the table: CSV, JSON, Parquet.
        DownloadFile = "download-file",
        /// The file as the publisher gave it, byte for byte.
        DownloadOriginal = "download-original",
        /// Create or update catalogue entries.
        ImportCatalogue = "import-catalogue",
        /// Give a dataset a file or a new version.
        ImportTable = "import-table",
        /// Calendars, regulation profiles, texts of law.
        ImportReference = "import-reference",
        /// Rebuild the index, check stored files, migrate.
        Maintain = "maintain",
        /// Members of an organisation, their mandates, invitations.
        ManageOrganisation = "manage-organisation",
        /// Who works for a body, in which roles; its contacts.
        ReadPeople = "read-people",
        /// Invite people, give and take roles, end contracts.
        ManagePeople = "manage-people",
        /// Contacts and filings of a body.
        EditBody = "edit-body",
        /// Look at proofs of identity and decide about them.
        VerifyIdentity = "verify-identity",
        /// Find accounts, suspend and restore them; personal data stays masked.
        ManageAccounts = "manage-accounts",
        /// Enter bodies, change and end them, invite their first administrator.
        ManageBodies = "manage-bodies",
        /// Search the audit trail and look at its rows.
        ReadAudit = "read-audit",
        /// Take rows of the audit trail away as a file.
        ExportAudit = "export-audit",
        /// Look at calendars and regulation profiles with their drafts and history.
        ReadRegulation = "read-regulation",
        /// Change and publish the working calendar of a year.
        EditCalendar = "edit-calendar",
        /// Draft a change of a regulation profile, or of which one is active.
        EditProfile = "edit-profile",
        /// Publish what another person drafted.
        ConfirmProfile = "confirm-profile",
    }
}

impl Action {
    /// Hands out values of the data itself.
    pub const fn gives_data(self) -> bool {
        matches!(self, Self::PreviewTable | Self::QueryApi | Self::DownloadFile | Self::DownloadOriginal)
    }

    /// Changes the portal, or serves its upkeep.
    pub const fn is_upkeep(self) -> bool {
        matches!(self, Self::ImportCatalogue | Self::ImportTable | Self::ImportReference | Self::Maintain)
            || audit::offices(self).is_some()
            || accounts::is_ours(self)
    }
}

/// Whether the public may know of a dataset, without the facts of its withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    Unlisted,
    Listed,
    Withdrawn,
}

/// How many of the items stay hidden under R-009.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    None,
    Some,
    All,
}

/// What a decision about a dataset depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatasetFacts {
    pub visibility: Visibility,
    pub access_rights: AccessRights,
    /// A suspension is open (中止开放).
    pub suspended: bool,
    pub withheld: Withheld,
}

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceFacts {
    /// The portal as a whole: its settings, its reference data, entries yet to be made.
    Portal,
    /// A public body: its people and contacts.
    Body {
        id: Uuid,
    },
    /// A person or organisation that applies.
    Party {
        id: Uuid,
    },
    Dataset(DatasetFacts),
}

impl Withheld {
    /// Of the described items.
    pub fn of(items: &[DataItem]) -> Self {
        match items.iter().filter(|item| item.withheld()).count() {
            0 => Self::None,
            n if n == items.len() => Self::All,
            _ => Self::Some,
        }
    }
}

impl DatasetFacts {
    /// Facts of a dataset and its suspensions, ended ones included.
    pub fn of(dataset: &Dataset, suspensions: &[Suspension]) -> Self {
        Self {
            visibility: match dataset.publication {
                Publication::Unlisted => Visibility::Unlisted,
                Publication::Listed => Visibility::Listed,
                Publication::Withdrawn { .. } => Visibility::Withdrawn,
            },
            access_rights: dataset.access_rights,
            suspended: suspensions.iter().any(|s| s.ended.is_none()),
            withheld: Withheld::of(&dataset.items),
        }
    }
}

code_list! {
    /// Why not. What a denial shows to whom is decided here; its HTTP status where all codes get theirs.
    Denial {
        /// The existence is secret: the answer is the one for an address that never was.
        NotFound = "not-found",
        /// 已撤回: a tombstone.
        Gone = "withdrawn",
        /// 中止开放, for every user.
        Suspended = "suspended",
        /// 受限开放: an application is needed.
        Restricted = "restricted",
        /// Flagged items without treatment or consent would leave with it.
        WithheldItems = "withheld-items",
        /// Not for this role.
        Forbidden = "forbidden",
    }
}

impl Denial {
    /// Articles behind the refusal, in the notation of the rules; empty where it is the portal's own rule.
    pub const fn articles(self) -> &'static [&'static str] {
        match self {
            Self::NotFound => &["ZJ22-Art.30", "DQ-Art.21", "YN-Art.38"],
            Self::Gone | Self::Suspended => &["ZJ22-Art.44", "YN-Art.42"],
            Self::Restricted => &["ZJ22-Art.33", "YN-Art.41", "GL20-Art.13"],
            Self::WithheldItems => &["ZJ22-Art.30", "YN-Art.38", "GL20-Art.3"],
            Self::Forbidden => &[],
        }
    }
}

/// Decides.
///
/// # Errors
/// The [`Denial`] to show; the first that applies in the order secret, withdrawn, suspended, restricted, withheld.
pub fn authorize(actor: &Actor, action: Action, resource: &ResourceFacts) -> Result<(), Denial> {
    if action.is_upkeep() {
        return upkeep(actor, action, resource);
    }
    let ResourceFacts::Dataset(facts) = resource else {
        // Catalogue actions on the portal as a whole (open the search page, export the catalogue): free for everyone, entry by entry.
        return if action.gives_data() { Err(Denial::NotFound) } else { Ok(()) };
    };
    let secret = facts.visibility == Visibility::Unlisted || facts.access_rights == AccessRights::NonPublic;
    match actor {
        // An office gives no look at the catalogue of others; agency pages bring actions of their own.
        Actor::Anonymous | Actor::Tracking { .. } | Actor::Account(_) if secret => return Err(Denial::NotFound),
        // What the command line lists or exports is for the public too; only a look at single entries is wider.
        Actor::Operator if secret && action == Action::ListInCatalogue => return Err(Denial::NotFound),
        Actor::Anonymous | Actor::Tracking { .. } | Actor::Account(_) | Actor::Operator => {}
    }
    if action.gives_data() {
        return data(action, facts, secret);
    }
    match (actor, facts.visibility, action) {
        (Actor::Operator, Visibility::Withdrawn, Action::ViewDataset | Action::ViewStructure) => Ok(()),
        (_, Visibility::Withdrawn, _) => Err(Denial::Gone),
        _ => Ok(()),
    }
}

/// Values of the data: the same for every actor, since no role of this portal reads data by its office.
fn data(action: Action, facts: &DatasetFacts, secret: bool) -> Result<(), Denial> {
    if secret {
        return Err(Denial::NotFound);
    }
    if facts.visibility == Visibility::Withdrawn {
        return Err(Denial::Gone);
    }
    if facts.suspended {
        return Err(Denial::Suspended);
    }
    if facts.access_rights == AccessRights::Restricted {
        return Err(Denial::Restricted);
    }
    match (facts.withheld, action) {
        // The publisher's own file still holds the columns.
        (Withheld::Some, Action::DownloadOriginal) | (Withheld::All, _) => Err(Denial::WithheldItems),
        _ => Ok(()),
    }
}

fn upkeep(actor: &Actor, action: Action, resource: &ResourceFacts) -> Result<(), Denial> {
    match (actor, resource) {
        (Actor::Account(_), ResourceFacts::Portal) if audit::office_held(actor, action).is_some() => Ok(()),
        (Actor::Account(signed), _) if accounts::allowed(signed, action, resource) => Ok(()),
        // Nobody learns from a refusal that a hidden entry exists.
        (Actor::Anonymous | Actor::Tracking { .. } | Actor::Account(_), ResourceFacts::Dataset(facts))
            if facts.visibility == Visibility::Unlisted || facts.access_rights == AccessRights::NonPublic =>
        {
            Err(Denial::NotFound)
        }
        (Actor::Anonymous | Actor::Tracking { .. } | Actor::Account(_), _) => Err(Denial::Forbidden),
        // A withdrawn entry takes no new data: it would be open again by the back door.
        (Actor::Operator, ResourceFacts::Dataset(facts))
            if facts.visibility == Visibility::Withdrawn && action == Action::ImportTable =>
        {
            Err(Denial::Gone)
        }
        (Actor::Operator, _) => Ok(()),
    }
}

/// Whether a dataset may be in lists, counts, suggestions, feeds and the sitemap: the same answer for every actor of today, and the
/// condition by which the index is filled.
pub fn is_listed(facts: DatasetFacts) -> bool {
    authorize(&Actor::Anonymous, Action::ListInCatalogue, &ResourceFacts::Dataset(facts)).is_ok()
}

/// The items that may be shown with values, in order.
pub fn open_items(items: &[DataItem]) -> impl Iterator<Item = &DataItem> {
    items.iter().filter(|item| !item.withheld())
}
