//! What the islands of a section are given: rules of its fields, and all words they may need, translated.
use crate::page::PageCtx;
use crate::pages::refusal_words;
use crate::ui::{FormState, href, icon_address};
use contract::applications::DraftView;
use contract::{ErrorCode, Refusal};
use domain::access::application::FieldRule;
use domain::access::{Fault, FaultCode};
use domain::document::MAX_MB;
use texts::{FluentArgs, t, t_args};

/// Texts by their keys: what islands are given.
pub type Pairs = Vec<(String, String)>;

/// The props of a form: rules, words, icon.
pub struct Checks {
    pub fields: Pairs,
    pub words: Pairs,
    pub icon: String,
}

/// Fields with rules of their own; those of the others the server alone can tell.
pub fn checks(ctx: &PageCtx, draft: &DraftView, state: &FormState) -> Checks {
    let mut checks = Checks { fields: Vec::new(), words: Vec::new(), icon: icon_address(&ctx.assets, "circle-alert") };
    for name in state.names().filter(|name| typed(name)) {
        let rule = draft.rule(name);
        checks.fields.push((name.to_owned(), rule.code()));
        for code in rule.codes().iter().filter(|code| **code != FaultCode::Required || required(draft, name)) {
            checks.words.push((format!("{name} {}", code.code()), words(state, name, rule, *code)));
        }
    }
    checks
}

/// Lists, boxes, choices and dates: nothing is typed there.
fn typed(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    let chosen = [
        "scenarios",
        "return_items",
        "feedback_dimensions",
        "mlps_level",
        "dataset",
        "from",
        "to",
        "regions",
        "mode",
        "scenario",
        "sensitive",
        "consent",
    ];
    // The items of a line are boxes, those of what flows back a text.
    !(chosen.contains(&last) || last == "items" && name.starts_with("lines."))
}

fn required(draft: &DraftView, name: &str) -> bool {
    match name {
        "no_return_reason" => false,
        "mlps_filing_no" | "host_operator" => draft.level_needed.is_some(),
        _ => true,
    }
}

/// The words of the server; `{over}` stands for the number only the browser knows.
fn words(state: &FormState, name: &str, rule: FieldRule, code: FaultCode) -> String {
    let mut fault = Fault::new(name, code);
    if let Some(max) = rule.max().filter(|_| code == FaultCode::TooLong) {
        fault = fault.fact("max", max).fact("over", "{over}");
    }
    state.words(&Refusal::from(fault))
}

fn pairs<const N: usize>(all: [(&str, String); N]) -> Pairs {
    all.into_iter().map(|(key, words)| (key.to_owned(), words)).collect()
}

/// Saving while somebody types.
pub fn saving(ctx: &PageCtx, path: &str) -> Pairs {
    let locale = ctx.locale;
    pairs([
        ("address", href(locale, path)),
        ("failed", t!(locale, "live-failed")),
        ("signed-out", t!(locale, "live-signed-out")),
        ("conflict", t!(locale, "live-conflict")),
        ("both", t!(locale, "live-both")),
    ])
}

/// Sending a file while the page stays open.
pub fn upload(ctx: &PageCtx, plan: bool) -> Pairs {
    let locale = ctx.locale;
    let refused = |code| refusal_words(locale, &Refusal::new(code).fact("max_mb", MAX_MB).fact("mb", "{mb}"));
    let kind = Refusal::new(ErrorCode::FileKind);
    // The server says the same of a paper that may be no text document.
    let kind = if plan { kind } else { kind.fact("other", "paper") };
    let mut progress = FluentArgs::new();
    for (name, place) in [("percent", "{percent}"), ("sent", "{sent}"), ("total", "{total}"), ("left", "{left}")] {
        progress.set(name, place);
    }
    let name = "{name}";
    pairs([
        ("sending", t!(locale, "upload-sending", name = name)),
        ("progress", t_args(locale, "upload-progress", &progress)),
        ("cancel", t!(locale, "upload-cancel")),
        ("cancelled", t!(locale, "upload-cancelled")),
        ("done", t!(locale, "upload-done", name = name)),
        ("broken", t!(locale, "upload-broken")),
        ("signed-out", t!(locale, "upload-signed-out")),
        ("empty", refused(ErrorCode::FileEmpty)),
        ("too-large", refused(ErrorCode::FileTooLarge)),
        ("kind", refusal_words(locale, &kind)),
        ("protected", refused(ErrorCode::FileProtected)),
    ])
}
