//! 最近搜索: what this reader searched for in this browser. It never leaves the browser, and 清除 forgets it.
use super::options::Suggestion;
use crate::islands::browser;
use contract::query::encode;

/// The name under which the browser keeps the list, as a JSON array.
const NAME: &str = "recent-searches";
/// Searches kept, the latest first.
const KEPT: usize = 5;
/// Of these, offered beside the suggestions for what is being typed.
const BESIDE: usize = 2;

/// The list, latest first. What is kept there may be anybody's text: what cannot be read is no list.
pub(super) fn load() -> Vec<String> {
    let text = browser::kept(NAME).unwrap_or_default();
    let mut list: Vec<String> = serde_json::from_str(&text).unwrap_or_default();
    list.truncate(KEPT);
    list
}

/// Puts a search in front.
pub(super) fn remember(words: &str) {
    let words = words.trim();
    if !words.is_empty()
        && let Ok(text) = serde_json::to_string(&with(load(), words))
    {
        browser::keep(NAME, &text);
    }
}

/// Forgets all.
pub(super) fn clear() {
    browser::forget(NAME);
}

fn with(mut list: Vec<String>, words: &str) -> Vec<String> {
    list.retain(|known| known != words);
    list.insert(0, words.to_owned());
    list.truncate(KEPT);
    list
}

/// The searches to offer: all of them while nothing is typed, else a few that hold what is typed.
pub(super) fn offered(list: &[String], typed: &str) -> Vec<Suggestion> {
    let typed = typed.trim().to_lowercase();
    let most = if typed.is_empty() { KEPT } else { BESIDE };
    list.iter()
        .filter(|words| words.to_lowercase() != typed && words.to_lowercase().contains(&typed))
        .take(most)
        .map(|words| Suggestion {
            kind: "recent".to_owned(),
            text: words.clone(),
            url: format!("/data?q={}", encode(words)),
            ranges: Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[&str]) -> Vec<String> {
        words.iter().map(|&one| one.to_owned()).collect()
    }

    #[test]
    fn the_latest_search_is_first_and_stands_once() {
        let five = list(&["a", "b", "c", "d", "e"]);
        assert_eq!(with(five.clone(), "c"), list(&["c", "a", "b", "d", "e"]));
        assert_eq!(with(five, "停车"), list(&["停车", "a", "b", "c", "d"]));
    }

    #[test]
    fn all_are_offered_before_typing_and_only_fitting_ones_after() {
        let known = list(&["停车场", "公交", "停车", "停车泊位", "Bus"]);
        assert_eq!(offered(&known, " ").len(), 5);
        let texts = |typed| offered(&known, typed).into_iter().map(|s| s.text).collect::<Vec<_>>();
        assert_eq!(texts("停车"), list(&["停车场", "停车泊位"]), "what is typed already is no offer");
        assert_eq!(texts("BU"), list(&["Bus"]));
        assert_eq!(offered(&known, "公")[0].url, "/data?q=%E5%85%AC%E4%BA%A4");
    }
}
