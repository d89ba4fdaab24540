//! Pages: lines of blocks one below the other, a heading never alone at the foot of a page.
use crate::face::Font;
use crate::layout::{self, Line};
use crate::{Block, Document, Run};

/// A4 in points.
pub const WIDTH: f32 = 595.28;
pub const HEIGHT: f32 = 841.89;
/// Margins: left and right 25 mm, above and below 22 mm.
pub const SIDE: f32 = 70.87;
pub const TOP: f32 = 62.36;
/// Width of the text.
pub const MEASURE: f32 = WIDTH - 2.0 * SIDE;
/// Side of the square for cameras, 30 mm.
pub const SQUARE: f32 = 85.0;
const BOTTOM: f32 = HEIGHT - TOP;

/// How a kind of block looks, in points.
#[derive(Clone, Copy)]
pub struct Look {
    pub size: f32,
    /// From line to line.
    leading: f32,
    before: f32,
    pub bold: bool,
    centred: bool,
}

const TITLE: Look = Look { size: 20.0, leading: 30.0, before: 0.0, bold: true, centred: true };
const HEADING: Look = Look { size: 12.5, leading: 20.0, before: 12.0, bold: true, centred: false };
// 小四 with room between the lines, as contracts are printed.
const TEXT: Look = Look { size: 12.0, leading: 21.0, before: 3.0, bold: false, centred: false };
const FACT: Look = Look { size: 10.5, leading: 17.0, before: 4.0, bold: false, centred: false };

/// Something in its place.
pub struct Item {
    /// Of [`Document::blocks`].
    pub block: usize,
    pub what: What,
    /// Left, and the base line (of the square: its top), from the upper left corner.
    pub x: f32,
    pub y: f32,
}

pub enum What {
    Line(Line, Look),
    Square,
}

fn look(block: &Block) -> Look {
    match block {
        Block::Title(_) => TITLE,
        Block::Heading(_) => HEADING,
        Block::Paragraph(_) => TEXT,
        Block::Fact(..) | Block::Address { .. } => FACT,
    }
}

fn lines(block: &Block, font: &Font, look: Look) -> Vec<Line> {
    let measure = MEASURE / look.size;
    match block {
        Block::Title(text) | Block::Heading(text) => {
            layout::lines(font, &[Run::plain(text.clone())], measure, 0.0, false)
        }
        Block::Paragraph(runs) => layout::lines(font, runs, measure, 2.0, true),
        Block::Fact(label, value) => {
            layout::lines(font, &[Run::plain(format!("{label}：{value}"))], measure, 0.0, false)
        }
        // In a line of its own, so that all of it is the link.
        Block::Address { label, url, .. } => {
            let mut all = layout::lines(font, &[Run::plain(format!("{label}："))], measure, 0.0, false);
            all.extend(layout::lines(font, &[Run::plain(url.clone())], measure, 0.0, false));
            all
        }
    }
}

/// Every page with what stands on it.
pub fn pages(document: &Document, font: &Font) -> Vec<Vec<Item>> {
    let mut pages = vec![Vec::new()];
    let mut y = TOP;
    for (at, block) in document.blocks.iter().enumerate() {
        let look = look(block);
        let lines = lines(block, font, look);
        let mut next = y + look.before;
        // A heading keeps two lines of what follows with it.
        let needed = match block {
            Block::Heading(_) => look.leading + TEXT.before + 2.0 * TEXT.leading,
            _ => look.leading,
        };
        if next + needed > BOTTOM {
            pages.push(Vec::new());
            next = TOP;
        }
        for line in lines {
            if next + look.leading > BOTTOM {
                pages.push(Vec::new());
                next = TOP;
            }
            let spare = MEASURE - line.width() * look.size;
            let x = SIDE + if look.centred { spare / 2.0 } else { line.indent * look.size };
            // The base line leaves a quarter of the leading below it.
            put(&mut pages, Item { block: at, x, y: next + look.leading * 0.75, what: What::Line(line, look) });
            next += look.leading;
        }
        if matches!(block, Block::Address { .. }) {
            if next + SQUARE > BOTTOM {
                pages.push(Vec::new());
                next = TOP;
            }
            put(&mut pages, Item { block: at, x: SIDE, y: next + 4.0, what: What::Square });
            next += SQUARE + 8.0;
        }
        y = next;
    }
    pages
}

fn put(pages: &mut [Vec<Item>], item: Item) {
    if let Some(page) = pages.last_mut() {
        page.push(item);
    }
}
