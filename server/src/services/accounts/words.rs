//! Labels of the code lists of accounts.
use crate::services::words::code_label;
use contract::Coded;
use domain::account::{AccountState, Mandate, PartyKind, Role, Verification};
use domain::catalog::BodyType;
use domain::locale::Locale;
use domain::party::proof::Proof;

pub(super) fn role(locale: Locale, role: Role) -> Coded {
    code_label(locale, "role", role.code())
}

pub(super) fn mandate(locale: Locale, mandate: Mandate) -> Coded {
    code_label(locale, "mandate", mandate.code())
}

/// 自然人, 法人, 非法人组织
pub(crate) fn kind(locale: Locale, kind: PartyKind) -> Coded {
    code_label(locale, "party-kind", kind.code())
}

pub(super) fn verification(locale: Locale, verification: Verification) -> Coded {
    code_label(locale, "verification", verification.code())
}

pub(super) fn state(locale: Locale, state: AccountState) -> Coded {
    code_label(locale, "account-state", state.code())
}

pub(super) fn proof(locale: Locale, proof: Proof) -> Coded {
    code_label(locale, "proof", proof.code())
}

pub(super) fn sign_in(locale: Locale, outcome: &str) -> Coded {
    code_label(locale, "sign-in", outcome)
}

pub(super) fn body_type(locale: Locale, body_type: BodyType) -> Coded {
    code_label(locale, "body-type", body_type.code())
}
