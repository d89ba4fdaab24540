//! What the page of an agreement (XY) and the page of its signing show beside what every case has (ui 5.9).
use crate::{BodyRef, Coded};
use chrono::{DateTime, NaiveDate, Utc};

/// Fields of the form that signs, beside those of every command.
pub mod signing {
    /// Hash of the text that was shown, from [`super::SigningView::sha256`].
    pub const SHA256: &str = "sha256";
    /// Checkbox: may sign for the party, has read the text and agrees.
    pub const TICKED: &str = "ticked";
    /// Checkbox: the commitment in its present text; only where [`super::CommitmentView::again`].
    pub const COMMITMENT: &str = "commitment";
    /// Who signs.
    pub const NAME: &str = "name";
    /// Password of the account, given again; or …
    pub const PASSWORD: &str = "password";
    /// … a code of its second factor.
    pub const CODE: &str = "code";
}

/// An agreement as its reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementPart {
    /// 1, 2 …: each renewal is a version with a number of its own.
    pub version: u32,
    /// Number of the application it comes from.
    pub application: String,
    /// Who signs for the opening side; the others whose data it is about.
    pub party_a: String,
    pub party_b: String,
    pub publishers: Vec<BodyRef>,
    /// Every blank with its value, in the order of the form.
    pub blanks: Vec<BlankView>,
    /// The text: with its blanks marked while it is drawn up, as it was signed afterwards.
    pub clauses: Vec<ClauseView>,
    pub signed: Option<SignedView>,
    /// Dates to know: end of the term, filing, destruction, in words.
    pub dates: Vec<(String, NaiveDate)>,
    /// 完成开放应用, while it is in force and the text has it.
    pub build: Option<BuildView>,
    /// Last day of the term, while it runs.
    pub last_day: Option<NaiveDate>,
    /// The reader may ask for a longer term now.
    pub renewable: bool,
    /// Public code of the first dataset it is about.
    pub dataset: Option<String>,
    /// What stands in the way of signing, in words; empty = nothing.
    pub missing: Vec<String>,
    /// A renewal that was asked for: term, and whether it was granted.
    pub renewal: Option<(String, bool)>,
    /// Every version, the first one first.
    pub versions: Vec<VersionView>,
    /// Data may be fetched under it now.
    pub in_force: bool,
    /// The reader may report that the user breaks it.
    pub may_suspect: bool,
}

/// 完成开放应用: so many months from the first data had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildView {
    pub months: u32,
    /// `None` = nothing was had yet.
    pub due: Option<NaiveDate>,
}

/// A blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankView {
    /// Code of the blank and its label.
    pub blank: Coded,
    /// Empty = not filled.
    pub value: String,
    /// Has to be filled and is not.
    pub empty: bool,
    /// Who fills it: `application`, `click`, or the opening side (name of the body).
    pub by: Coded,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseView {
    pub title: String,
    pub pieces: Vec<PieceView>,
    /// It is in none of the model texts: the authority changed it.
    pub changed: bool,
    /// Appended by the law beside the model text of the guide: why, in words.
    pub appended: Option<String>,
}

/// Words of a clause; with the label of the blank they fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceView {
    pub text: String,
    pub blank: Option<String>,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedView {
    pub at: DateTime<Utc>,
    /// Who signed.
    pub name: String,
    /// SHA-256 (hex) of the text.
    pub sha256: String,
    /// Path and query of `/verify` for it, without language prefix.
    pub verify: String,
    /// `/cases/{no}/agreement.pdf` can be had; else there is no font to make it with, and the page is printed.
    pub pdf: bool,
    /// The PDF has an electronic seal (电子签章), or gets one when it is made.
    pub sealed: bool,
}

/// A version of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionView {
    pub number: String,
    pub version: u32,
    pub state: Coded,
    /// The one on the page.
    pub own: bool,
}

/// The page of signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningView {
    pub agreement: AgreementPart,
    pub commitment: CommitmentView,
    /// Hash of the text as it would be signed now.
    pub sha256: String,
    /// Date of the agreement if it is signed now.
    pub on: NaiveDate,
    /// Name of the account, to begin with.
    pub name: String,
    /// The words of the button, verbatim in every language.
    pub accept: String,
}

/// The commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentView {
    pub clauses: Vec<String>,
    /// Who signed it, and when.
    pub signed: Option<(String, NaiveDate)>,
    /// Its text is another one by now, or it was never signed: it is confirmed with the agreement (B11).
    pub again: bool,
}
