//! What the forms send. Doc comments name the form field of each value; faults come back under that name.

/// `/sign-up`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterForm {
    /// `email`
    pub email: String,
    /// `password`, as typed
    pub password: String,
    /// `name`: the person's name
    pub name: String,
    /// `terms`: the terms of use were accepted.
    pub terms: bool,
    /// Given when somebody registers an organisation at once.
    pub organisation: Option<OrganisationForm>,
}

/// An organisation that applies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationForm {
    /// `organisation_kind`: `legal-person` or `unincorporated`
    pub kind: String,
    /// `organisation_name`
    pub name: String,
    /// `uscc`: 统一社会信用代码 (GB 32100), 18 characters; blanks and lower case are tolerated.
    pub uscc: String,
}

/// `/sign-in`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInForm {
    /// `email`
    pub email: String,
    /// `password`, as typed
    pub password: String,
}

/// An invitation accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcceptForm {
    /// From the link.
    pub token: String,
    /// `name`; only for a new account.
    pub name: String,
    /// `password`; only for a new account.
    pub password: String,
}

/// One proof of identity. For an organisation only the code counts: it stands in the form as registered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityForm {
    /// `proof`: `resident-id` (居民身份证) · `passport` · `hk-macao-permit` · `taiwan-permit` · `foreign-permanent-resident` · `uscc`
    pub proof: String,
    /// `number`
    pub number: String,
    /// `name`, as the document has it
    pub name: String,
}

/// An invitation to work for the body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffForm {
    /// `email`
    pub email: String,
    /// `roles`: codes of `domain::account::Role`
    pub roles: Vec<String>,
    /// `contract`: id of a running contract, for people of a contractor.
    pub contract: Option<String>,
}

/// A contract with a 第三方服务机构.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractForm {
    /// `contractor`: name of the company
    pub contractor: String,
    /// `number`: number of the contract
    pub number: String,
    /// `until`: last day, `2027-01-31`
    pub until: String,
}

/// What a body keeps current (R-157, GL20-Art.5(2), YN-Art.8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyProfileForm {
    /// `lead`: 数据开放分管领导
    pub lead: String,
    /// `contact`: 工作负责人
    pub contact: String,
    /// `contact_phone`: shown to the public
    pub contact_phone: String,
    /// `contact_email`: shown to the public
    pub contact_email: String,
    /// `chief_data_officer`: 首席数据官, where the profile asks for one
    pub chief_data_officer: String,
    /// `cdo_filed`: day of the filing with the authority, `2026-03-01`, may be empty
    pub cdo_filed: String,
    /// `security_lead`: 主要负责人 (第一责任人)
    pub security_lead: String,
}
