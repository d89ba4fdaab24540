//! The regulation profile: every number, step, label and outcome in which regulations differ, as data (rules D1, R-141…R-149).
//!
//! A profile is a TOML text. `deqing` inherits `zhejiang` where it is silent; [`resolve`] does that purely, names the profile each
//! value comes from, and refuses with every problem it finds. A case stores [`Resolved::version`] and keeps it (N5).
mod access;
mod catalogue;
mod choices;
mod clock;
pub mod edit;
mod error;
mod labels;
mod numbers;
mod reminding;
mod resolve;
mod rights;
mod rows;
mod sharing;
mod shipped;
mod validate;

pub use access::{Agreement, CitationRule, Derived, Mlps, Register, Restricted, UsageReport, Windows};
pub use catalogue::{Catalog, KeyList, Listing, Open, OpenCatalog, ReviewRule};
pub use choices::*;
pub use clock::{Amount, Approver, Clock, Event, ExtensionRule, Kind, Reminders, Strength, Unit, When};
pub use error::{Problem, ProfileError, ProfileErrors};
pub use labels::{ActorLabels, Document, FieldLabels, Label, Labels, OpenLabels, OutcomeLabels, ShareLabels, Status};
pub use resolve::{ProfileText, Resolved, resolve, resolve_all, text_hash};
pub use rights::{Answered, AuthorityInitiated, Correction, Credit, Risk, SelfAccessRule, Violation, Withdrawal};
pub use rows::d1_rows;
pub use sharing::{AttributeDispute, Audit, ConditionalSharing, Emergency, Forms, Platform, Replied, Share};
pub use shipped::SHIPPED;
pub use validate::validate;

use crate::catalog::AccessRights;
use crate::law::Citation;
use crate::locale::Locale;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A complete profile: inheritance resolved, every key present or known to be absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name in addresses and settings: lower-case letters, digits, `-`.
    pub id: String,
    /// The document it is made from.
    pub document: Document,
    /// Words (C-28).
    pub labels: Labels,
    /// Catalogue (B01, B02).
    pub catalog: Catalog,
    /// Open catalogue (B03).
    pub open_catalog: OpenCatalog,
    /// Annual open-priority list (B04).
    pub keylist: KeyList,
    /// Open attribute (B05, B06).
    pub open: Open,
    /// Restricted application (B09).
    pub restricted: Restricted,
    /// When applications are accepted (C-05).
    pub windows: Windows,
    /// Use agreement (B10).
    pub agreement: Agreement,
    /// Derived applications (B13).
    #[serde(default)]
    pub derived: Derived,
    /// Register of recipients (B15).
    pub register: Register,
    /// Usage reports (B14).
    #[serde(default)]
    pub usage_report: UsageReport,
    /// Citation of data (C-24).
    pub citation: CitationRule,
    /// Correction (B18).
    pub correction: Correction,
    /// Withdrawal (B19).
    pub withdrawal: Withdrawal,
    /// Suspension on risk (B20).
    pub risk: Risk,
    /// Violations (B16).
    pub violation: Violation,
    /// Credit record (C-16).
    pub credit: Credit,
    /// Complaints (B21).
    pub complaint: Answered,
    /// Demands outside the catalogue (B17).
    pub demand: Answered,
    /// Own data (B22).
    pub self_access: SelfAccessRule,
    /// Sharing between bodies (B23, B24).
    pub share: Share,
    /// Data demand list between bodies (B26).
    #[serde(default)]
    pub demandlist: Replied,
    /// Return flow (B27).
    #[serde(default)]
    pub returnflow: Replied,
    /// Emergency data (B28).
    pub emergency: Emergency,
    /// Audit trail (B32).
    pub audit: Audit,
    /// Attribute disputes (B07).
    pub attribute_dispute: AttributeDispute,
    /// The platform itself.
    pub platform: Platform,
    /// Form limits (C1).
    pub forms: Forms,
    /// Where values come from that are neither clock nor amount; a key covers all below it.
    pub sources: BTreeMap<String, Vec<Citation>>,
}

impl Profile {
    /// Reads a complete profile (no inheritance), as [`Profile::to_toml`] writes it.
    ///
    /// # Errors
    /// Syntax, unknown or missing keys, wrong values, broken rules: all with their key.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, ProfileErrors> {
        resolve::complete(file, text)
    }

    /// The complete profile as TOML.
    ///
    /// # Errors
    /// `Problem::Syntax` if it cannot be written, which no profile read here is known to cause.
    pub fn to_toml(&self) -> Result<String, ProfileError> {
        toml::to_string(self).map_err(|e| ProfileError::syntax(&self.id, e.to_string()))
    }

    /// Whether the document is a draft (征求意见稿): shown as no legal basis, no default without confirmation.
    pub fn is_draft(&self) -> bool {
        self.document.status == Status::Draft
    }

    /// Title of the document, without book-title marks.
    pub fn title(&self, locale: Locale) -> &str {
        self.document.title.text(locale)
    }

    /// Title of the document while it is a draft: what the notice on every page names.
    pub fn draft_title(&self, locale: Locale) -> Option<&str> {
        self.is_draft().then(|| self.title(locale))
    }

    /// The word for an open attribute by its code (`PUBLIC`, `RESTRICTED`, `NON_PUBLIC`); `None` for any other code.
    pub fn open_label(&self, code: &str) -> Option<&Label> {
        AccessRights::from_code(code).map(|value| self.labels.open.of(value))
    }

    /// 开放属性 · 开放类型
    pub const fn access_rights_label(&self) -> &Label {
        &self.labels.fields.access_rights
    }

    /// 更新频率 · 更新周期
    pub const fn frequency_label(&self) -> &Label {
        &self.labels.fields.accrual_periodicity
    }

    /// 开放主体
    pub const fn publisher_label(&self) -> &Label {
        &self.labels.fields.publisher
    }

    /// What a citation of data names (R-020, C-24).
    pub fn citation_fields(&self) -> &[CitationField] {
        &self.citation.fields
    }

    /// Where the value of a key comes from: that of the key itself or of the nearest key above it.
    pub fn sources_of(&self, key: &str) -> &[Citation] {
        let mut key = key;
        loop {
            if let Some(sources) = self.sources.get(key) {
                return sources;
            }
            match key.rsplit_once('.') {
                Some((above, _)) => key = above,
                None => return &[],
            }
        }
    }
}
