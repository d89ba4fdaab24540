//! The pieces of a query: between spaces, in quotes, after a minus.

use std::ops::Range;

/// A piece between spaces or quotes.
pub(super) struct Piece {
    pub span: Range<usize>,
    pub quoted: bool,
    pub excluded: bool,
}

pub(super) fn pieces(q: &str) -> Vec<Piece> {
    let chars: Vec<(usize, char)> = q.char_indices().collect();
    let byte = |at: usize| chars.get(at).map_or(q.len(), |(byte, _)| *byte);
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if is_break(chars[at].1) {
            at += 1;
            continue;
        }
        let next = chars.get(at + 1).map(|(_, c)| *c);
        let excluded = is_minus(chars[at].1) && next.is_some_and(|c| !is_break(c) && !is_minus(c));
        if excluded {
            at += 1;
        }
        if let Some(closing) = closing(chars[at].1)
            && let Some(length) = chars[at + 1..].iter().position(|(_, c)| closing.contains(*c))
        {
            pieces.push(Piece { span: byte(at + 1)..byte(at + 1 + length), quoted: true, excluded });
            at += length + 2;
            continue;
        }
        let start = at;
        at += 1;
        while at < chars.len() && !is_break(chars[at].1) && closing(chars[at].1).is_none() {
            at += 1;
        }
        pieces.push(Piece { span: byte(start)..byte(at), quoted: false, excluded });
    }
    pieces
}

fn is_break(c: char) -> bool {
    c.is_whitespace() || matches!(c, '，' | ',' | '、' | '；' | ';' | '。' | '！' | '？' | '|' | '｜' | '　')
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－' | '−')
}

/// What ends a phrase that begins with this character.
fn closing(c: char) -> Option<&'static str> {
    match c {
        '"' | '＂' | '“' | '”' | '„' => Some("\"＂“”"),
        '「' => Some("」"),
        '『' => Some("』"),
        _ => None,
    }
}
