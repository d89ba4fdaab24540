//! The only two places that write text into elements whose content Leptos does not escape.
use leptos::prelude::*;

/// `<textarea>` with its value.
#[component]
pub fn TextArea(
    /// The name in the form, and the id.
    #[prop(into)]
    name: String,
    #[prop(optional, into)] value: String,
    #[prop(default = 5)] rows: u16,
    /// The ids for `aria-describedby`.
    #[prop(optional_no_strip, into)]
    described: Option<String>,
    #[prop(optional)] invalid: bool,
) -> impl IntoView {
    view! {
        <textarea id=name.clone() name=name rows=rows.to_string() aria-describedby=described aria-invalid=invalid.then_some("true")>
            {escape_text(&value)}
        </textarea>
    }
    .into_any()
}

/// `<script type="application/ld+json">`: data for search engines, never run.
#[component]
pub fn JsonLd(
    /// The JSON as text.
    json: String,
) -> impl IntoView {
    view! { <script type="application/ld+json">{escape_json(&json)}</script> }
    .into_any()
}

/// The value of a `<textarea>`: character references are read there, tags are not. The parser drops one line feed
/// at the start; the one put there keeps that of the value.
fn escape_text(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
    if escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
}

/// JSON without `<`, `>` and `&`, which only ever stand inside its strings. U+2028 and U+2029 end lines in scripts.
fn escape_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVIL: &str = "</textarea></script><script>alert(1)</script><!-- & \"数据\"";

    #[test]
    fn a_textarea_cannot_be_left() {
        let html = view! { <TextArea name="reason" value=EVIL /> }.to_html();
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(html.ends_with("</textarea>") && !html.contains("<script"), "{html}");
        assert!(html.contains("&lt;/textarea>&lt;/script>"), "{html}");
        assert_eq!(escape_text("\na & b"), "\n\na &amp; b");
    }

    #[test]
    fn json_ld_cannot_be_left_and_stays_the_same_value() {
        let value = serde_json::json!({ "name": EVIL, "line": "\u{2028}" });
        let html = view! { <JsonLd json=value.to_string() /> }.to_html();
        assert_eq!(html.matches("</script>").count(), 1, "{html}");
        assert!(!html.contains("<!--") && html.contains("\\u003c/script\\u003e"), "{html}");
        let inside = html.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</script>")).expect("one element");
        assert_eq!(serde_json::from_str::<serde_json::Value>(inside).expect("JSON"), value);
    }
}
