//! The two languages of the portal. zh-CN is the language of record; en is complete for the interface, while catalogue values stay Chinese.
use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// Simplified Chinese, the language of record.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// Both, in the order the language switch shows them.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// BCP 47 tag, as in `<html lang>` and in the names of the folders under `locales/`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// What stands before every path in this language: nothing, or `/en`.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::ZhCn => "",
            Self::En => "/en",
        }
    }
}
