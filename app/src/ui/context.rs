//! What components take from the request, and the addresses of the portal.
use std::sync::Arc;

use contract::{query::join, site::Site};
use leptos::prelude::use_context;
use texts::Locale;

use crate::page::{PageCtx, SiteAssets, Theme};

/// The feed of new and changed datasets.
pub const ATOM_PATH: &str = "/feeds/new.atom";
/// The OpenSearch description.
pub const OPENSEARCH_PATH: &str = "/opensearch.xml";
/// Where the links that change colours (`theme=auto|light|dark`) and text size (`text=normal|large`) lead; the server
/// sets a cookie and answers 303 to `back`, a path of ours.
pub const PREFS_PATH: &str = "/prefs";

/// The language of the page in hand.
pub fn locale() -> Locale {
    use_context().unwrap_or_default()
}

/// The settings of the site.
pub fn site() -> Arc<Site> {
    use_context::<Arc<PageCtx>>().map(|ctx| ctx.site.clone()).unwrap_or_default()
}

/// The addresses of the built files.
pub fn assets() -> Arc<SiteAssets> {
    use_context::<Arc<PageCtx>>().map(|ctx| ctx.assets.clone()).unwrap_or_default()
}

/// The name of the site in a language.
pub fn site_name(site: &Site, locale: Locale) -> String {
    in_language(locale, &site.name, Some(&site.name_en))
}

/// The text in the reader's language, else the Chinese one.
pub fn in_language(locale: Locale, zh: &str, en: Option<&String>) -> String {
    match (locale, en) {
        (Locale::En, Some(en)) if !en.is_empty() => en.clone(),
        _ => zh.to_owned(),
    }
}

/// The word of the profile for something, else the common one.
pub fn worded(locale: Locale, (zh, en): &(String, String), key: &str) -> String {
    let word = match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    };
    if word.is_empty() { texts::t(locale, key) } else { word.clone() }
}

/// The word for a theme in the cookie, in `/prefs?theme=` and in `data-theme`.
pub const fn theme_code(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// A path of ours in a language: `/data?q=…` → `/en/data?q=…`. The root in English is `/en`.
/// Addresses of other sites and fragments are left alone.
pub fn href(locale: Locale, path: &str) -> String {
    if !path.starts_with('/') || path.starts_with("//") {
        return path.to_owned();
    }
    let prefix = locale.prefix();
    match path.strip_prefix('/') {
        Some(rest) if !prefix.is_empty() && (rest.is_empty() || rest.starts_with(['?', '#'])) => format!("{prefix}{rest}"),
        _ => format!("{prefix}{path}"),
    }
}

/// `path?name=value&…`, encoded, in the order given; empty values are left out.
pub fn with_query<'a>(path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query = join(pairs.into_iter().filter(|(_, value)| !value.is_empty()));
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_put_before_paths_of_ours_only() {
        assert_eq!(href(Locale::ZhCn, "/data?q=a"), "/data?q=a");
        assert_eq!(href(Locale::En, "/data?q=a"), "/en/data?q=a");
        assert_eq!(href(Locale::En, "/"), "/en");
        assert_eq!(href(Locale::En, "/?x=1"), "/en?x=1");
        assert_eq!(href(Locale::En, "https://example.com/a"), "https://example.com/a");
        assert_eq!(href(Locale::En, "//example.com/a"), "//example.com/a");
        assert_eq!(href(Locale::En, "#results"), "#results");
    }

    #[test]
    fn queries_are_encoded_and_empty_values_left_out() {
        assert_eq!(with_query("/data", [("q", "停车 &"), ("theme", ""), ("page", "2")]), "/data?q=%E5%81%9C%E8%BD%A6%20%26&page=2");
        assert_eq!(with_query("/data", [("q", "")]), "/data");
    }
}
