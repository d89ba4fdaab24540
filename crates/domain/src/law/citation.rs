//! References to articles: `ZJ22-Art.19(1)`, `GL20-F4`, or `D` for a decision of the portal's own design.
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The five documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocCode {
    /// 浙江省公共数据条例
    Zj22,
    /// 浙江省公共数据开放工作指引（试行）
    Gl20,
    /// 德清县公共数据管理办法（修订）（征求意见稿）
    Dq,
    /// 云南省公共数据条例（草案征求意见稿）
    Yn,
    /// 浙江省公共数据和电子政务管理办法, repealed
    Zj17,
}

impl DocCode {
    /// All, in the order of the list of documents.
    pub const ALL: [Self; 5] = [Self::Zj22, Self::Gl20, Self::Dq, Self::Yn, Self::Zj17];

    /// As written in citations, e.g. `ZJ22`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zj22 => "ZJ22",
            Self::Gl20 => "GL20",
            Self::Dq => "DQ",
            Self::Yn => "YN",
            Self::Zj17 => "ZJ17",
        }
    }

    /// As written in addresses, e.g. `zj22`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Zj22 => "zj22",
            Self::Gl20 => "gl20",
            Self::Dq => "dq",
            Self::Yn => "yn",
            Self::Zj17 => "zj17",
        }
    }

    /// From either spelling.
    pub fn from_code(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doc| doc.code() == text || doc.slug() == text)
    }
}

impl Serialize for DocCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for DocCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_code(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("`{text}` is no document; expected ZJ22, GL20, DQ, YN or ZJ17"))
        })
    }
}

/// Where a rule comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Citation {
    /// A decision of the portal's design, not of law.
    Design,
    /// An article, with the paragraph (or the item where the article is a list).
    Article {
        /// The document.
        doc: DocCode,
        /// The article, from 1.
        article: u16,
        /// The paragraph or item, from 1.
        paragraph: Option<u16>,
    },
    /// A form annexed to a document (`GL20-F4`).
    Form {
        /// The document.
        doc: DocCode,
        /// The form, from 1.
        form: u16,
    },
}

/// A text that is no citation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no citation; expected e.g. ZJ22-Art.19(1), GL20-F4 or D")]
pub struct CitationError(pub String);

impl Citation {
    /// The document cited; `None` for a design decision.
    pub const fn doc(self) -> Option<DocCode> {
        match self {
            Self::Design => None,
            Self::Article { doc, .. } | Self::Form { doc, .. } => Some(doc),
        }
    }

    /// The page of the portal that says what it means, e.g. `/law/zj22#art-19`.
    pub fn path(self) -> Option<String> {
        match self {
            Self::Design => None,
            Self::Article { doc, article, .. } => Some(format!("/law/{}#art-{article}", doc.slug())),
            Self::Form { doc, .. } => Some(format!("/law/{}", doc.slug())),
        }
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Design => f.write_str("D"),
            Self::Article { doc, article, paragraph: None } => write!(f, "{}-Art.{article}", doc.code()),
            Self::Article { doc, article, paragraph: Some(paragraph) } => {
                write!(f, "{}-Art.{article}({paragraph})", doc.code())
            }
            Self::Form { doc, form } => write!(f, "{}-F{form}", doc.code()),
        }
    }
}

impl FromStr for Citation {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, CitationError> {
        let error = || CitationError(text.to_owned());
        if text == "D" {
            return Ok(Self::Design);
        }
        let number = |digits: &str| {
            digits
                .parse::<u16>()
                .ok()
                .filter(|n| (1..1000).contains(n) && digits.starts_with(|c: char| c.is_ascii_digit()))
                .ok_or_else(error)
        };
        let (doc, rest) = text.split_once('-').ok_or_else(error)?;
        let doc = DocCode::ALL.into_iter().find(|known| known.code() == doc).ok_or_else(error)?;
        if let Some(form) = rest.strip_prefix('F') {
            return Ok(Self::Form { doc, form: number(form)? });
        }
        let rest = rest.strip_prefix("Art.").ok_or_else(error)?;
        let (article, paragraph) = match rest.split_once('(') {
            Some((article, paragraph)) => (article, Some(number(paragraph.strip_suffix(')').ok_or_else(error)?)?)),
            None => (rest, None),
        };
        Ok(Self::Article { doc, article: number(article)?, paragraph })
    }
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Citation {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
