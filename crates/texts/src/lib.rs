//! The words of the portal: Fluent messages for pages, mails, documents and the command line, and the way dates, sizes
//! and counts are written (the portal's style: 2026年10月12日（周一）, 15,926, 12.4 MB).
//!
//! Messages live in `locales/<language>/<domain>.ftl` and are embedded. zh-CN is the language of record; en is complete.
//! Use [`t!`] in views: `t!(locale, "search-found", n = total)`. Arguments that are numbers are grouped (15,926);
//! pass years, codes and numbers of cases as text.
mod bundles;
pub mod dates;
pub mod numbers;

pub use bundles::{Key, MISSING_OPEN, has, keys, placeables, t, t_args};
pub use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Utc};
pub use dates::{date, date_iso, date_short, date_weekday, instant, instant_iso, local, local_date, time_of_day};
pub use domain::locale::Locale;
pub use fluent_bundle::{FluentArgs, FluentValue};
pub use numbers::{bytes, count, list, percent, quoted, seconds};

/// The words of a message as a `String`: `t!(locale, "nav-data")` or `t!(locale, "search-found", n = total, q = "停车")`.
///
/// Arguments are anything that converts into a [`FluentValue`]: numbers, `&str`, `String`.
#[macro_export]
macro_rules! t {
    ($locale:expr, $key:expr $(,)?) => {
        $crate::t($locale, $key)
    };
    ($locale:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = $crate::FluentArgs::new();
        $(args.set(stringify!($name), $value);)+
        $crate::t_args($locale, $key, &args)
    }};
}
