//! From text to words: fold width, case and script, cut Chinese by dictionary, stem English, know readings and synonyms.

mod fold;
mod lexicon;
mod reading;
mod words;

use std::sync::{Arc, OnceLock};

use jieba_rs::Jieba;
use rust_stemmers::{Algorithm, Stemmer};

pub(crate) use fold::{Folded, compact, is_han};
pub use lexicon::Lexicon;
pub(crate) use reading::{Reading, fuzzy_key};
pub(crate) use words::{Unit, UnitKind, Word};

use fold::Folder;

/// Raised whenever the words written to the index change, so that an older index is recognised.
const ANALYSIS_VERSION: u64 = 3;

/// Turns text into words, the same way for datasets and for queries. Costly to make, cheap to share.
pub struct Analyzer {
    folder: Folder,
    jieba: Jieba,
    stemmer: Stemmer,
    lexicon: Lexicon,
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Analyzer").field("version", &self.version()).finish_non_exhaustive()
    }
}

impl Analyzer {
    /// An analyzer with its own word list. The words of the list are known to the segmentation.
    ///
    /// # Errors
    /// [`crate::Error::Lexicon`] if the script table cannot be loaded.
    pub fn new(lexicon: Lexicon) -> Result<Analyzer, crate::Error> {
        let folder = Folder::new()?;
        let mut jieba = Jieba::new();
        for word in lexicon.han_words() {
            if !jieba.has_word(word) {
                jieba.add_word(word, None, None);
            }
        }
        Ok(Analyzer { folder, jieba, stemmer: Stemmer::create(Algorithm::English), lexicon })
    }

    /// The analyzer with the word list shipped in `profiles/synonyms.toml`, made once and shared.
    ///
    /// # Panics
    /// If the word list built into the program is not valid, which a test excludes.
    #[must_use]
    pub fn shipped() -> Arc<Analyzer> {
        static SHIPPED: OnceLock<Arc<Analyzer>> = OnceLock::new();
        SHIPPED
            .get_or_init(|| {
                let analyzer = Lexicon::shipped().and_then(Analyzer::new);
                Arc::new(analyzer.expect("the shipped word list is valid"))
            })
            .clone()
    }

    /// The words this analyzer was made with.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Changes when an index written by another analyzer would not fit this one.
    #[must_use]
    pub fn version(&self) -> u64 {
        ANALYSIS_VERSION ^ self.lexicon.hash()
    }

    /// Width, case and script folded, with the way back to the original.
    pub(crate) fn fold(&self, text: &str) -> Folded {
        self.folder.fold(text)
    }
}

#[cfg(test)]
mod tests;
