//! Signing in at a provider (OpenID Connect): the way there and back, and the identities of an account.
use super::{Entered, Registered};
use crate::{Coded, PortResult};
use chrono::{DateTime, Utc};
use domain::locale::Locale;
use serde::{Deserialize, Serialize};

/// Off to a provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Its address, for the browser.
    pub url: String,
    /// What must come back with the answer: sealed, for a cookie of this browser.
    pub kept: String,
}

/// What a provider sends back in the address (RFC 6749, 4.1.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// `code`
    pub code: String,
    /// `state`
    pub state: String,
    /// `error`
    pub error: String,
}

/// Back from a provider: in the language and to the page the reader left from, as far as that is known.
pub struct Arrival {
    pub locale: Option<Locale>,
    /// As it was given to [`super::Accounts::leave_for`].
    pub back: Option<String>,
    pub outcome: PortResult<Arrived>,
}

/// What came of it.
pub enum Arrived {
    Entered(Entered),
    /// Somebody signed in came back with an identity that is theirs already.
    Known,
    /// They went to prove anew who they are, and did.
    Confirmed,
    /// Nobody's identity yet: sealed, for a cookie of this browser; see [`super::Accounts::offer`].
    Unknown(String),
}

/// An identity that belongs to no account yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferView {
    pub provider: Coded,
    /// How the provider calls the person, masked.
    pub shown: String,
    /// As the provider says; may be empty.
    pub name: String,
    /// As the provider says; may be empty.
    pub email: String,
    /// The provider made sure of the address: no mail is needed to confirm it.
    pub email_verified: bool,
    /// An account may be made with it.
    pub may_join: bool,
}

/// `/sign-in/new`: an account for an identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinForm {
    /// `name`
    pub name: String,
    /// `email`
    pub email: String,
    /// `terms`
    pub terms: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Joined {
    Entered(Entered),
    /// The address must be confirmed by a link first.
    Confirm(Registered),
}

/// `/my/account/ways-in`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaysView {
    /// Without one, the identities below are the only way in.
    pub password_set: bool,
    /// An app for codes is set up.
    pub app: bool,
    pub linked: Vec<LinkedRow>,
    /// Providers that are not linked yet.
    pub others: Vec<Coded>,
    /// Who has no password proves at one of these who they are, where others type it; the provider of this session first.
    pub again: Vec<Coded>,
    /// That was done a moment ago.
    pub confirmed: bool,
}

/// An identity of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedRow {
    pub id: String,
    pub provider: Coded,
    /// How the provider calls the person, masked.
    pub shown: String,
    pub linked: DateTime<Utc>,
    pub used: Option<DateTime<Utc>>,
    /// It cannot be taken off: nothing else is left to sign in with.
    pub last_way_in: bool,
}
