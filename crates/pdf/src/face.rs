//! The font: where systems keep it, which face of a collection is the Simplified Chinese one, which glyph and how wide a character is.
use crate::Error;
use krilla::text::GlyphId;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::FileRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where distributions put the fonts of [`FILES`].
pub const FOLDERS: [&str; 7] = [
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-serif-cjk-fonts",
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
];
/// Names of the files, the best first.
const FILES: [&str; 5] = [
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKsc-Regular.otf",
    "NotoSerifSC-Regular.otf",
    "SourceHanSerifSC-Regular.otf",
    "NotoSansCJK-Regular.ttc",
];
/// No font that is meant is larger.
const MAX_BYTES: u64 = 128 << 20;
/// Stands for what the font has no glyph for.
const MISSING: char = '□';

/// The font file to be used: the one that is named, else the first one known.
pub fn find(named: Option<&Path>) -> Option<PathBuf> {
    if let Some(path) = named {
        return path.is_file().then(|| path.to_owned());
    }
    let mut all = FILES.iter().flat_map(|file| FOLDERS.iter().map(move |folder| Path::new(folder).join(file)));
    all.find(|path| path.is_file())
}

/// A font that was read.
pub struct Font {
    pub(crate) face: krilla::text::Font,
    glyphs: HashMap<char, (GlyphId, f32)>,
    missing: (GlyphId, f32),
}

impl Font {
    /// Reads a font file.
    ///
    /// # Errors
    /// [`Error::Font`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        let fault = |why: String| Error::Font { path: path.display().to_string(), why };
        let size = std::fs::metadata(path).map_err(|error| fault(error.to_string()))?.len();
        if size > MAX_BYTES {
            return Err(fault(format!("{size} bytes are no font")));
        }
        let bytes = Arc::new(std::fs::read(path).map_err(|error| fault(error.to_string()))?);
        let index = simplified(&bytes).map_err(&fault)?;
        let font = FontRef::from_index(&bytes, index).map_err(|error| fault(error.to_string()))?;
        let per_em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let glyphs: HashMap<char, _> = font
            .charmap()
            .mappings()
            .filter_map(|(code, glyph)| {
                let width = metrics.advance_width(glyph)? / per_em;
                Some((char::from_u32(code)?, (GlyphId::new(glyph.to_u32()), width)))
            })
            .collect();
        let missing = glyphs.get(&MISSING).or_else(|| glyphs.get(&'?')).copied();
        let missing = missing.ok_or_else(|| fault("it has no letters".into()))?;
        if !glyphs.contains_key(&'中') {
            return Err(fault("it has no Chinese characters".into()));
        }
        let face = krilla::text::Font::new(bytes.into(), index).ok_or_else(|| fault("it cannot be embedded".into()))?;
        Ok(Self { face, glyphs, missing })
    }

    /// Glyph and width in em; a square for what the font does not have.
    pub(crate) fn glyph(&self, c: char) -> (GlyphId, f32) {
        self.glyphs.get(&c).copied().unwrap_or(self.missing)
    }
}

/// Which face of a collection has the forms of Simplified Chinese; 0 where none says so.
fn simplified(bytes: &[u8]) -> Result<u32, String> {
    let file = FileRef::new(bytes).map_err(|error| error.to_string())?;
    let FileRef::Collection(all) = file else { return Ok(0) };
    let named = |font: &FontRef<'_>| {
        let names = font.localized_strings(StringId::FAMILY_NAME);
        names.english_or_first().is_some_and(|name| name.chars().collect::<String>().ends_with(" SC"))
    };
    let found = (0..all.len()).find(|index| all.get(*index).is_ok_and(|font| named(&font)));
    Ok(found.unwrap_or(0))
}
