//! What is asked and sent. Doc comments name the form field of each value.
use crate::accounts::BodyProfileForm;

/// Which accounts. Parameters of the address: `state`, `page`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountQuery {
    /// Code of an account state.
    pub state: Option<String>,
    /// From 1.
    pub page: u32,
}

/// Which bodies. Parameters of the address: `q`, `level`, `ended`, `page`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyQuery {
    /// Part of the name, or the code.
    pub text: Option<String>,
    /// Code of a level.
    pub level: Option<String>,
    /// `yes`: only those that ended; `all`: they too; else they are left out.
    pub ended: Option<String>,
    /// From 1.
    pub page: u32,
}

/// A body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyForm {
    /// `name`
    pub name: String,
    /// `name_en`, may be empty
    pub name_en: String,
    /// `level`: code of a level
    pub level: String,
    /// `region`: six digits of GB/T 2260
    pub region: String,
    /// `parent`: code or whole name of the body above, may be empty
    pub parent: String,
    /// `body_type`: one of the types of the regulation profile
    pub body_type: String,
    /// `authority`: 公共数据主管部门 of its level and region
    pub authority: bool,
    /// `website`, may be empty
    pub website: String,
    /// Lead, contact and filing: the fields of `/admin/body`; empty ones are left for the body's own administrator.
    pub profile: BodyProfileForm,
}
