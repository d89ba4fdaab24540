//! What is suggested, in which order, and which option is in hand: everything of the combobox that needs no browser.
use serde::Deserialize;

/// A suggestion, as `GET /api/v1/suggest?q=` answers them in a JSON array, best first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Suggestion {
    /// `dataset`, `item`, `publisher` or `theme`.
    pub kind: String,
    /// What is shown.
    pub text: String,
    /// The path it leads to, without language.
    pub url: String,
    /// Byte ranges of the hits in `text`.
    #[serde(default)]
    pub ranges: Vec<(u32, u32)>,
}

/// Whether a text is worth asking for: one 汉字, or two letters or digits.
pub(super) fn worth_asking(text: &str) -> bool {
    let mut latin = 0;
    text.chars().any(|c| {
        latin += usize::from(c.is_alphanumeric());
        latin >= 2 || ('\u{3400}'..='\u{9fff}').contains(&c) || c >= '\u{20000}'
    })
}

/// The option after (`step` 1) or before (-1) the one in hand; past either end lies the text field (none).
pub(super) fn stepped(active: Option<usize>, step: i32, options: usize) -> Option<usize> {
    let places = options as i32 + 1;
    let now = active.map_or(options as i32, |at| at as i32);
    let next = (now + step).rem_euclid(places);
    (next < options as i32).then_some(next as usize)
}

/// A heading and its options, each with its place in the whole list.
pub(super) type Group = (String, Vec<(usize, Suggestion)>);

/// The options in the order they are shown, group by group, and how many there are. Unknown kinds are left out.
pub(super) fn grouped(kinds: &[(String, String)], found: Vec<Suggestion>) -> (Vec<Group>, usize) {
    let mut options = 0;
    let mut groups: Vec<Group> = Vec::new();
    for (kind, word) in kinds {
        let members: Vec<_> =
            found.iter().filter(|s| s.kind == *kind).cloned().zip(options..).map(|(s, at)| (at, s)).collect();
        options += members.len();
        if !members.is_empty() {
            groups.push((word.clone(), members));
        }
    }
    (groups, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_han_character_or_two_letters_are_enough() {
        for (text, enough) in [
            ("停", true),
            ("𠮷", true),
            ("t", false),
            ("tc", true),
            (" t ", false),
            ("?!", false),
            ("5", false),
            ("5g", true),
        ] {
            assert_eq!(worth_asking(text), enough, "{text}");
        }
    }

    #[test]
    fn arrows_go_round_through_the_field() {
        assert_eq!(stepped(None, 1, 3), Some(0));
        assert_eq!(stepped(Some(2), 1, 3), None);
        assert_eq!(stepped(None, -1, 3), Some(2));
        assert_eq!(stepped(Some(0), -1, 3), None);
    }

    #[test]
    fn options_are_numbered_group_by_group() {
        let one = |kind: &str, text: &str| Suggestion {
            kind: kind.into(),
            text: text.into(),
            url: "/".into(),
            ranges: vec![],
        };
        let kinds = [
            ("dataset".to_owned(), "数据集".to_owned()),
            ("item".into(), "数据项".into()),
            ("theme".into(), "领域".into()),
        ];
        let (groups, options) =
            grouped(&kinds, vec![one("theme", "a"), one("dataset", "b"), one("other", "c"), one("dataset", "d")]);
        let shown: Vec<_> = groups
            .iter()
            .flat_map(|(word, of)| of.iter().map(move |(at, s)| (word.as_str(), *at, s.text.as_str())))
            .collect();
        assert_eq!(shown, [("数据集", 0, "b"), ("数据集", 1, "d"), ("领域", 2, "a")]);
        assert_eq!(options, 3);
    }
}
