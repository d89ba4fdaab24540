//! The words of a notice: subject, text, name of its kind. The same ones on the page and in the mail.
use chrono::NaiveDate;
use contract::Coded;
use domain::locale::Locale;
use domain::notice::{DeliveryState, NoticeKind};
use store::notices::NoticeRow;
use texts::FluentArgs;

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    pub text: String,
}

/// The words of a notice in a language. Facts that are dates are written as the language writes them.
pub fn of(notice: &NoticeRow, locale: Locale) -> Words {
    let mut args = FluentArgs::new();
    // Messages may mention these; a notice that does not know one leaves its place empty.
    args.set("number", notice.case_number.clone().unwrap_or_default());
    for (name, value) in &notice.facts {
        let value = match value.parse::<NaiveDate>() {
            Ok(date) => texts::date(locale, date),
            Err(_) => value.clone(),
        };
        args.set(name.clone(), value);
    }
    let code = notice.kind.code();
    Words {
        subject: texts::t_args(locale, &format!("notice-{code}"), &args),
        text: texts::t_args(locale, &format!("notice-{code}-text"), &args),
    }
}

/// A kind with its name, for settings and the desk.
pub fn kind(kind: NoticeKind, locale: Locale) -> Coded {
    Coded { value: kind.code().into(), label: texts::t(locale, &format!("notice-kind-{}", kind.code())) }
}

/// A state with its name.
pub fn state(state: DeliveryState, locale: Locale) -> Coded {
    Coded { value: state.code().into(), label: texts::t(locale, &format!("delivery-{}", state.code())) }
}

/// A channel with its name.
pub fn channel(name: &str, locale: Locale) -> Coded {
    Coded { value: name.into(), label: texts::t(locale, &format!("channel-{name}")) }
}
