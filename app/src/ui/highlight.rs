//! Texts with hits. Shared by pages and the suggestion island.
use leptos::prelude::*;

/// A piece of a text, and whether it is a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Shown in `<mark>`.
    pub hit: bool,
}

/// Cuts a text at byte ranges `[from, to)`. Ranges that overlap, lie outside the text or cut a character are moved to
/// the nearest right place or dropped, so that no input can break a page.
pub fn pieces(text: &str, ranges: &[(u32, u32)]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut done = 0;
    for &(from, to) in ranges {
        let from = floor(text, from as usize).max(done);
        let to = ceil(text, to as usize);
        if from >= to {
            continue;
        }
        if from > done {
            pieces.push(Piece { text: text[done..from].to_owned(), hit: false });
        }
        pieces.push(Piece { text: text[from..to].to_owned(), hit: true });
        done = to;
    }
    if done < text.len() {
        pieces.push(Piece { text: text[done..].to_owned(), hit: false });
    }
    pieces
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// A text whose byte `ranges` are in `<mark>`; everything is escaped.
#[component]
pub fn Marked(
    /// The whole text.
    #[prop(into)]
    text: String,
    /// Byte ranges `[from, to)` of the hits.
    #[prop(optional, into)]
    ranges: Vec<(u32, u32)>,
) -> impl IntoView {
    if ranges.is_empty() {
        return text.into_any();
    }
    pieces(&text, &ranges)
        .into_iter()
        .map(|piece| if piece.hit { view! { <mark>{piece.text}</mark> }.into_any() } else { piece.text.into_any() })
        .collect_view()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, ranges: &[(u32, u32)]) -> String {
        pieces(text, ranges).into_iter().map(|p| if p.hit { format!("[{}]", p.text) } else { p.text }).collect()
    }

    #[test]
    fn hits_are_cut_out_by_byte_ranges() {
        assert_eq!(shown("城市停车场", &[(6, 15)]), "城市[停车场]");
        assert_eq!(shown("停车", &[(0, 3), (3, 6)]), "[停][车]");
        assert_eq!(shown("停车", &[]), "停车");
    }

    #[test]
    fn wrong_ranges_never_break_a_text() {
        for ranges in [vec![(1, 2)], vec![(5, 99)], vec![(4, 2)], vec![(0, 6), (3, 6)], vec![(9, 9), (0, 0)]] {
            let whole: String = pieces("停车", &ranges).into_iter().map(|piece| piece.text).collect();
            assert_eq!(whole, "停车", "{ranges:?}");
        }
    }
}
