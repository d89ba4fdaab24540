//! Backslashes before what would separate: `cols=面积\,总数` is one column. Before a comma, a dot, a bar, `、`, a minus or another
//! backslash a backslash is taken away and the character stands for itself; before anything else it is a character like others.

/// What can be escaped.
const SPECIAL: [char; 6] = ['\\', ',', '.', '|', '、', '-'];

/// The parts between separators that have no backslash before them; their escapes are still there.
pub(super) fn split<'a>(text: &'a str, separators: &'a [char]) -> impl Iterator<Item = &'a str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut letters = text.char_indices();
        while let Some((at, letter)) = letters.next() {
            if separators.contains(&letter) {
                rest = Some(&text[at + letter.len_utf8()..]);
                return Some(&text[..at]);
            }
            if letter == '\\' && letters.clone().next().is_some_and(|(_, next)| SPECIAL.contains(&next)) {
                letters.next();
            }
        }
        rest = None;
        Some(text)
    })
}

/// The text that a part stands for.
pub(super) fn remove(part: &str) -> String {
    let mut plain = String::with_capacity(part.len());
    let mut letters = part.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.next_if(|next| letter == '\\' && SPECIAL.contains(next)) {
            Some(escaped) => plain.push(escaped),
            None => plain.push(letter),
        }
    }
    plain
}

/// The part that stands for a text between these separators; `minus`: a minus in front would be read as descending.
pub(super) fn add(text: &str, separators: &[char], minus: bool) -> String {
    let mut part = String::with_capacity(text.len());
    if minus && text.starts_with('-') {
        part.push('\\');
    }
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // A backslash is doubled only where it would be taken for an escape: at the end the separator follows.
        let ambiguous = letter == '\\' && letters.peek().is_none_or(|next| SPECIAL.contains(next));
        if ambiguous || separators.contains(&letter) {
            part.push('\\');
        }
        part.push(letter);
    }
    part
}
