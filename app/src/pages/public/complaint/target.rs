//! What a complaint is about: a dataset or body by its code, its address, or its name.
use super::required;
use crate::page::PageCtx;
use contract::bodies::PublisherQuery;
use contract::cases::forms::complaint as names;
use contract::datasets::SearchQuery;
use contract::{ErrorCode, FormData, PortError, Refusal};

/// Likely ones offered where a name does not say which.
const OFFERED: usize = 5;
/// Longest text that can be a code.
const MAX_CODE: usize = 32;
/// Name of the radio buttons that choose among the likely ones.
pub const PICK: &str = "pick";

/// What a text names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// Code and name.
    One(String, String),
    /// Likely ones: codes and names.
    Several(Vec<(String, String)>),
    #[default]
    Nothing,
}

impl Found {
    /// The one, if it is one.
    pub fn one(self) -> Option<(String, String)> {
        match self {
            Self::One(code, name) => Some((code, name)),
            Self::Several(_) | Self::Nothing => None,
        }
    }
}

/// What the form in hand names: that of a refused form, else `?dataset=` or `?body=` of the address.
pub async fn asked(ctx: &PageCtx) -> Found {
    if let Some(sent) = &ctx.submission {
        let form = FormData { fields: sent.values.clone(), files: Vec::new() };
        return of_form(ctx, &form).await;
    }
    let asked = ["dataset", "body"].into_iter().find_map(|kind| Some((kind, ctx.param(kind)?)));
    match asked {
        Some((kind, code)) => resolve(ctx, kind, &code).await,
        None => Found::Nothing,
    }
}

/// What a form names.
pub async fn of_form(ctx: &PageCtx, form: &FormData) -> Found {
    let kind = form.text(names::TARGET_KIND);
    let pick = form.text(PICK);
    // A choice counts while it is one of those offered for the text that stands there.
    let typed = resolve(ctx, &kind, &form.text(names::TARGET)).await;
    match typed {
        Found::Several(likely) => match likely.iter().find(|(code, _)| *code == pick) {
            Some((code, name)) => Found::One(code.clone(), name.clone()),
            None => Found::Several(likely),
        },
        other => other,
    }
}

/// What is wrong with the target of a form.
pub async fn fault(ctx: &PageCtx, form: &FormData) -> Option<Refusal> {
    let kind = form.text(names::TARGET_KIND);
    match kind.as_str() {
        "dataset" | "body" => {
            if form.text(names::TARGET).is_empty() {
                return Some(required(names::TARGET));
            }
            match of_form(ctx, form).await {
                Found::One(..) => None,
                Found::Several(_) => {
                    Some(Refusal::new(ErrorCode::NotFound).field(names::TARGET).fact("label", several(ctx)))
                }
                Found::Nothing => Some(Refusal::new(ErrorCode::NotFound).field(names::TARGET)),
            }
        }
        "user" if form.text(names::TARGET_TEXT).is_empty() => Some(required(names::TARGET_TEXT)),
        "" => Some(required(names::TARGET_KIND)),
        _ => None,
    }
}

fn several(ctx: &PageCtx) -> String {
    texts::t(ctx.locale, "complaint-target")
}

async fn resolve(ctx: &PageCtx, kind: &str, text: &str) -> Found {
    let text = text.trim();
    if text.is_empty() {
        return Found::Nothing;
    }
    match kind {
        "dataset" => dataset(ctx, text).await,
        "body" => body(ctx, text).await,
        _ => Found::Nothing,
    }
}

/// The code in an address (`…/data/8K3M2QAAAA/table`), or the text itself if it could be one.
fn code<'a>(text: &'a str, folder: &str) -> Option<&'a str> {
    let tail = match text.split_once(folder) {
        Some((_, tail)) => tail.split(['/', '?', '#']).next().unwrap_or_default(),
        None => text,
    };
    (!tail.is_empty() && tail.len() <= MAX_CODE && tail.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(tail)
}

async fn dataset(ctx: &PageCtx, text: &str) -> Found {
    if let Some(code) = code(text, "/data/") {
        match ctx.ports.datasets.dataset(&ctx.actor, ctx.locale, code).await {
            Ok(view) => return Found::One(view.card.id, view.card.title),
            Err(PortError::Gone(tombstone)) => {
                let name = tombstone.title.clone().unwrap_or_else(|| tombstone.code.clone());
                return Found::One(tombstone.code, name);
            }
            Err(_) => {}
        }
    }
    let query = SearchQuery::default().asking(text);
    let Ok(found) = ctx.ports.datasets.search(&ctx.actor, ctx.locale, &query).await else { return Found::Nothing };
    chosen(text, found.items.into_iter().map(|card| (card.id, card.title)).collect())
}

async fn body(ctx: &PageCtx, text: &str) -> Found {
    if let Some(code) = code(text, "/publishers/")
        && let Ok(view) = ctx.ports.bodies.publisher(&ctx.actor, ctx.locale, code).await
    {
        return Found::One(view.row.code, view.row.name);
    }
    let query = PublisherQuery { q: text.to_owned(), level: None, region: None, page: 1 };
    let Ok(found) = ctx.ports.bodies.publishers(&ctx.actor, ctx.locale, &query).await else { return Found::Nothing };
    chosen(text, found.rows.into_iter().map(|row| (row.code, row.name)).collect())
}

/// The only one, or the only one of exactly that name; else the likely ones.
fn chosen(text: &str, mut likely: Vec<(String, String)>) -> Found {
    let mut exact = likely.iter().filter(|(_, name)| name == text);
    if let (Some((code, name)), None) = (exact.next(), exact.next()) {
        return Found::One(code.clone(), name.clone());
    }
    likely.truncate(OFFERED);
    if likely.is_empty() { Found::Nothing } else { Found::Several(likely) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_known_by_its_address_and_by_its_code() {
        assert_eq!(code("https://data.example/en/data/8K3M2QAAAA/table?f=a", "/data/"), Some("8K3M2QAAAA"));
        assert_eq!(code("8K3M2QAAAA", "/data/"), Some("8K3M2QAAAA"));
        assert_eq!(code("城市公共停车场信息", "/data/"), None);
        assert_eq!(code("https://data.example/data/", "/data/"), None);
    }

    #[test]
    fn only_a_name_that_one_has_is_taken() {
        let pair = |code: &str, name: &str| (code.to_owned(), name.to_owned());
        let two = vec![pair("a", "停车场"), pair("b", "停车场信息")];
        assert_eq!(chosen("停车场", two.clone()), Found::One("a".into(), "停车场".into()));
        assert_eq!(chosen("停车", two.clone()), Found::Several(two));
        assert_eq!(chosen("停车", vec![]), Found::Nothing);
        let same = vec![pair("a", "停车场"), pair("b", "停车场")];
        assert_eq!(chosen("停车场", same.clone()), Found::Several(same));
    }
}
