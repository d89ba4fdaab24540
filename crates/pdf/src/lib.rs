//! Documents as PDF: PDF/A-3a and PDF/UA-1, so that they can be archived and read aloud, with the used glyphs of a Chinese font embedded. The
//! server makes signed agreements with it. The same document and the same font file give the same bytes: no clock, no random, no address of
//! the machine. Line breaking follows UAX #14; the pages are A4.
//!
//! [`Font::open`] reads a font of the system, [`Document::render`] makes the file, [`Signer::sign`] puts a seal on it. All work for some time and belong on a blocking thread.
mod draw;
mod face;
mod layout;
mod page;
mod sign;

pub use face::{FOLDERS, Font, find};
pub use sign::{SignError, Signer};

use chrono::{DateTime, Utc};

/// Most characters of a document; an agreement has some thousand. More is refused before anything is drawn.
pub const MAX_CHARS: usize = 200_000;

/// What is to be printed.
#[derive(Clone, Debug)]
pub struct Document {
    pub title: String,
    /// Who made it, for the properties of the file.
    pub author: String,
    /// BCP 47.
    pub language: String,
    /// The instant the file is of.
    pub made: DateTime<Utc>,
    /// Names the document in the properties of the file, whatever its bytes are.
    pub id: String,
    pub blocks: Vec<Block>,
    /// At the foot of each page.
    pub foot: String,
    /// Beside [`Document::foot`]: number of the page and of all pages.
    pub page_of: fn(usize, usize) -> String,
    /// A file kept inside.
    pub attachment: Option<Attachment>,
}

/// A paragraph or the like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title on the first page.
    Title(String),
    /// A heading, also in the outline.
    Heading(String),
    /// Text whose first line is indented by two characters.
    Paragraph(Vec<Run>),
    /// A line of facts: what it is, and its value.
    Fact(String, String),
    /// An address as a link; with the same as a square for cameras, and what readers hear of that.
    Address { label: String, url: String, square: String },
}

/// Words in one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    /// Filled into a blank.
    pub underlined: bool,
}

impl Run {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), underlined: false }
    }
    pub fn underlined(text: impl Into<String>) -> Self {
        Self { text: text.into(), underlined: true }
    }
}

/// A file inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub media: String,
    pub description: String,
    pub bytes: Vec<u8>,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read, or is none.
    #[error("the font {path}: {why}")]
    Font { path: String, why: String },
    #[error("{0} characters are more than {MAX_CHARS}")]
    TooLong(usize),
    #[error("the document cannot be written: {0}")]
    Write(String),
}

impl Document {
    /// The file.
    ///
    /// # Errors
    /// [`Error::TooLong`]; [`Error::Write`] if the font forbids to be embedded, or what was drawn breaks the rules of PDF/A or PDF/UA.
    pub fn render(&self, font: &Font) -> Result<Vec<u8>, Error> {
        let chars = self.blocks.iter().map(Block::chars).sum();
        if chars > MAX_CHARS {
            return Err(Error::TooLong(chars));
        }
        let pages = page::pages(self, font);
        draw::draw(self, font, pages)
    }
}

impl Block {
    fn chars(&self) -> usize {
        let count = |text: &str| text.chars().count();
        match self {
            Self::Title(text) | Self::Heading(text) => count(text),
            Self::Paragraph(runs) => runs.iter().map(|run| count(&run.text)).sum(),
            Self::Fact(label, value) => count(label) + count(value),
            Self::Address { label, url, square } => count(label) + count(url) + count(square),
        }
    }
}
