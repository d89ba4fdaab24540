//! Lines: where a text may break (UAX #14, so no line begins with 。 or ends with （), how wide it is, and even right edges.
use crate::Run;
use crate::face::Font;
use krilla::text::GlyphId;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Room that is spread over a line so that it ends at the edge, in em for each gap; a line that lacks more stays short.
const STRETCH: f32 = 0.25;

/// A glyph in its place.
#[derive(Clone, Debug)]
pub struct Placed {
    pub glyph: GlyphId,
    /// Of [`Line::text`].
    pub range: Range<usize>,
    /// In em, with what was added to fill the line.
    pub advance: f32,
    pub underlined: bool,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub text: String,
    pub glyphs: Vec<Placed>,
    /// From the left edge, in em.
    pub indent: f32,
}

impl Line {
    /// Without the indent, in em.
    pub fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
    /// From where to where it is underlined, in em from its own beginning.
    pub fn underlines(&self) -> Vec<(f32, f32)> {
        let mut all: Vec<(f32, f32)> = Vec::new();
        let (mut at, mut open) = (0.0, false);
        for glyph in &self.glyphs {
            let to = at + glyph.advance;
            match all.last_mut().filter(|_| open && glyph.underlined) {
                Some(last) => last.1 = to,
                None if glyph.underlined => all.push((at, to)),
                None => {}
            }
            open = glyph.underlined;
            at = to;
        }
        all
    }
}

/// A character that is drawn, or that belongs to the one before it (`glyph` is none).
struct Piece {
    c: char,
    glyph: Option<(GlyphId, f32)>,
    underlined: bool,
}

/// Lines of a paragraph, `width` and `indent` (of the first line) in em.
pub fn lines(font: &Font, runs: &[Run], width: f32, indent: f32, even: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut first = indent;
    for part in paragraphs(runs) {
        let text: String = part.iter().map(|(c, _)| *c).collect();
        let pieces: Vec<Piece> = part
            .into_iter()
            .map(|(c, underlined)| Piece { c, glyph: (!joins(c)).then(|| font.glyph(c)), underlined })
            .collect();
        let mut rest = &pieces[..];
        for (chunk, last) in broken(&pieces, &text, width, first) {
            let (line, tail) = rest.split_at(chunk);
            rest = tail;
            lines.push(line_of(line, first, if even && !last { Some(width - first) } else { None }));
            first = 0.0;
        }
        first = indent;
    }
    lines
}

/// Typed text in its paragraphs, without what cannot be printed.
fn paragraphs(runs: &[Run]) -> Vec<Vec<(char, bool)>> {
    let mut all = vec![Vec::new()];
    for run in runs {
        for c in run.text.chars() {
            match c {
                '\n' => all.push(Vec::new()),
                '\t' => push(&mut all, ' ', run.underlined),
                // Private use means something else on every machine; PDF/A forbids it.
                '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => push(&mut all, '□', run.underlined),
                '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
                c if c.is_control() => {}
                c => push(&mut all, c, run.underlined),
            }
        }
    }
    all.retain(|part| part.iter().any(|(c, _)| !c.is_whitespace()));
    all
}

fn push(all: &mut [Vec<(char, bool)>], c: char, underlined: bool) {
    if let Some(last) = all.last_mut() {
        last.push((c, underlined));
    }
}

/// Selectors of variants and joiners have no glyph of their own.
fn joins(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn wide(pieces: &[Piece]) -> f32 {
    pieces.iter().filter_map(|piece| piece.glyph).map(|(_, width)| width).sum()
}

/// Without the blanks at its end, which hang over the edge.
fn seen(pieces: &[Piece]) -> f32 {
    let end = pieces.iter().rposition(|piece| piece.c != ' ').map_or(0, |at| at + 1);
    wide(&pieces[..end])
}

/// How many characters each line has, and whether it ends the paragraph.
fn broken(pieces: &[Piece], text: &str, width: f32, indent: f32) -> Vec<(usize, bool)> {
    let mut starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    starts.push(text.len());
    let at = |byte: usize| starts.binary_search(&byte).unwrap_or_else(|next| next);
    let breaks = linebreaks(text).map(|(byte, kind)| (at(byte), kind == BreakOpportunity::Mandatory));
    let mut out = Vec::new();
    let (mut begin, mut end, mut room) = (0, 0, width - indent);
    let mut take = |begin: &mut usize, to: usize, room: &mut f32| {
        out.push((to - *begin, false));
        *begin = to;
        *room = width;
    };
    for (next, _) in breaks {
        if seen(&pieces[begin..next]) > room && end > begin {
            take(&mut begin, end, &mut room);
        }
        // A word that is longer than a line, a hash for example, is cut where the line ends.
        while seen(&pieces[begin..next]) > room {
            let mut fits = begin + 1;
            while fits < next && wide(&pieces[begin..=fits]) <= room {
                fits += 1;
            }
            take(&mut begin, fits, &mut room);
        }
        end = next;
    }
    if begin < pieces.len() {
        take(&mut begin, pieces.len(), &mut room);
    }
    if let Some(last) = out.last_mut() {
        last.1 = true;
    }
    out
}

fn line_of(pieces: &[Piece], indent: f32, even: Option<f32>) -> Line {
    let mut line = Line { indent, ..Line::default() };
    let end = pieces.iter().rposition(|piece| piece.c != ' ').map_or(0, |at| at + 1);
    for piece in &pieces[..end] {
        let from = line.text.len();
        line.text.push(piece.c);
        let to = line.text.len();
        match (piece.glyph, line.glyphs.last_mut()) {
            (Some((glyph, advance)), _) => {
                line.glyphs.push(Placed { glyph, range: from..to, advance, underlined: piece.underlined });
            }
            (None, Some(before)) => before.range.end = to,
            // Nothing stands before it: it says nothing.
            (None, None) => line.text.clear(),
        }
    }
    let gaps = line.glyphs.len().saturating_sub(1);
    if let Some(width) = even.filter(|_| gaps > 0) {
        #[expect(clippy::cast_precision_loss, reason = "a line has some dozen characters")]
        let each = (width - line.width()) / gaps as f32;
        if (0.0..=STRETCH).contains(&each) {
            for glyph in &mut line.glyphs[..gaps] {
                glyph.advance += each;
            }
        }
    }
    line
}
