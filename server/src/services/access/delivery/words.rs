//! Cuts in the portal's codes, and labels of the code lists of deliveries.
use crate::services::words::code_label;
use contract::{Coded, ErrorCode, PortError, Refusal};
use domain::access::DeliveryMode;
use domain::access::delivery::{Cut, VolumeUnit};
use domain::locale::Locale;

/// The answer to who asked.
pub fn refusal(cut: &Cut, unit: Option<VolumeUnit>) -> PortError {
    let plain = |code| Refusal::new(code);
    let refusal = match cut {
        Cut::NotYours => plain(ErrorCode::NotFound),
        Cut::NotBegun => plain(ErrorCode::AccessNotBegun),
        Cut::Ended => plain(ErrorCode::AccessEnded),
        Cut::UserClosed => plain(ErrorCode::AccessClosed).rule("zj22/art-49"),
        Cut::DatasetSuspended => plain(ErrorCode::Suspended).rule("zj22/art-44"),
        Cut::Withdrawn => plain(ErrorCode::Withdrawn).rule("zj22/art-44"),
        Cut::WrongMode => plain(ErrorCode::WrongMode),
        Cut::WrongSystem => plain(ErrorCode::WrongSystem),
        Cut::ItemNotApproved { items } => {
            plain(ErrorCode::ItemNotApproved).field("items").fact("items", items.join("、"))
        }
        Cut::OutOfRange => plain(ErrorCode::RangeNotApproved),
        Cut::RangeUnclear => plain(ErrorCode::RangeUnclear),
        Cut::KeyRevoked => plain(ErrorCode::KeyRevoked),
        Cut::WrongAddress => plain(ErrorCode::WrongAddress),
        Cut::VolumeUsedUp { count } => {
            let unit = unit.unwrap_or(VolumeUnit::Total);
            plain(ErrorCode::VolumeUsedUp).fact("count", count).fact("unit", unit.code())
        }
        Cut::ConsentNeeded => plain(ErrorCode::ConsentNeeded),
        Cut::ItemGone { item, version } => {
            plain(ErrorCode::ItemGone).field("items").fact("item", item).fact("version", version)
        }
    };
    refusal.into()
}

pub fn mode(locale: Locale, mode: &str) -> Coded {
    code_label(locale, "delivery-mode", mode)
}

pub fn a_mode(locale: Locale, mode: DeliveryMode) -> Coded {
    code_label(locale, "delivery-mode", mode.code())
}

pub fn unit(locale: Locale, unit: VolumeUnit) -> Coded {
    code_label(locale, "volume-unit", unit.code())
}

/// `open`, or why not.
pub fn state(locale: Locale, state: Result<(), &Cut>) -> Coded {
    match state {
        Ok(()) => code_label(locale, "access-state", "open"),
        Err(cut) => refused(locale, cut.code()),
    }
}

/// Why an access was refused.
pub fn refused(locale: Locale, code: &str) -> Coded {
    let known = code_label(locale, "delivery-refusal", code);
    if known.label != code {
        return known;
    }
    // Something in the question itself: its error has words.
    Coded { value: code.to_owned(), label: code_label(locale, "delivery-refusal", "question").label }
}

/// How a key stands.
pub fn key_state(locale: Locale, state: &str) -> Coded {
    code_label(locale, "key-state", state)
}
