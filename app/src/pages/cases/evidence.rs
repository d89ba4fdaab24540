//! What an official decides by, with documents opened beside the decision (ui 5.8): no document is fetched before somebody asks for it, because
//! opening it is recorded, and whoever opens one loses nothing of what they typed.
use super::place::Place;
use crate::page::PageCtx;
use crate::ui::case::application::Evidence;
use crate::ui::case::{DocumentList, Showing, Shown, is_image};
use crate::ui::{Hidden, href};
use contract::FormData;
use contract::cases::forms::command::VERSION;
use contract::cases::{ApplicationPart, DocumentView};
use leptos::prelude::*;
use texts::t;

/// The form of the decision, for buttons that stand beside the evidence.
pub const FORM: &str = "decision-form";
/// Opens a document: a button of the form, and the query of the page.
const SHOW: &str = "show";
const HIDE: &str = "hide";
/// The documents that are open, carried along by the form.
const SHOWN: &str = "shown";
/// Open at once: two side by side.
const MOST: usize = 2;

/// Whether a form asks for other documents and nothing else.
pub fn asked(form: &FormData) -> bool {
    form.has(SHOW) || form.has(HIDE)
}

/// The documents that are open.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    documents: Vec<(DocumentView, String)>,
}

impl Opened {
    /// What the form carries, and where nothing was sent yet what the address names; of those that are there and can be shown.
    pub fn of(ctx: &PageCtx, place: &Place, documents: &[DocumentView]) -> Self {
        let pairs = ctx.pairs();
        let all = |pairs: &[(String, String)], name: &str| -> Vec<String> {
            pairs.iter().filter(|(n, _)| n == name).map(|(_, id)| id.clone()).collect()
        };
        let mut open = match ctx.submission.as_ref().filter(|sent| sent.value(VERSION).is_some()) {
            Some(sent) => {
                let mut open = all(&sent.values, SHOWN);
                open.extend(all(&sent.values, SHOW));
                let closed = all(&sent.values, HIDE);
                open.retain(|id| !closed.contains(id));
                open
            }
            None => all(&pairs, SHOW),
        };
        let mut seen = Vec::new();
        open.retain(|id| {
            let new = !seen.contains(id);
            seen.push(id.clone());
            new
        });
        let mut found: Vec<_> = open
            .iter()
            .filter_map(|id| documents.iter().find(|one| one.id == *id && one.inline && one.open))
            .map(|one| (one.clone(), href(ctx.locale, &format!("{}/docs/{}", place.base, one.id))))
            .collect();
        // The one that was opened first makes room.
        let over = found.len().saturating_sub(MOST);
        found.drain(..over);
        Self { documents: found }
    }

    /// Addresses that the page shows in frames; images need none.
    pub fn frames(&self) -> Vec<String> {
        let framed = self.documents.iter().filter(|(one, _)| !is_image(&one.media));
        framed.map(|(_, path)| path.clone()).collect()
    }

    /// What the form carries along.
    pub fn hidden(&self) -> impl IntoView + use<> {
        let ids: Vec<String> = self.documents.iter().map(|(one, _)| one.id.clone()).collect();
        ids.into_iter().map(|id| view! { <Hidden name=SHOWN value=id /> }).collect_view()
    }
}

/// The button that the Enter key presses: the form's own, not the first one beside the evidence.
pub fn enter() -> impl IntoView {
    view! { <button type="submit" form=FORM class="visually-hidden" tabindex="-1" aria-hidden="true"></button> }
}

/// The evidence, with what is open.
pub fn view(
    ctx: &PageCtx,
    place: &Place,
    part: ApplicationPart,
    documents: Vec<DocumentView>,
    opened: &Opened,
) -> AnyView {
    let (locale, today) = (ctx.locale, ctx.today);
    // After the answer the reader is where the documents are.
    let query = if ctx.query.is_empty() { String::new() } else { format!("?{}", ctx.query) };
    let showing = Showing {
        form: FORM,
        action: href(locale, &format!("{}{query}#shown", ctx.path)),
        show: SHOW,
        hide: HIDE,
        open: opened.documents.iter().map(|(one, _)| one.id.clone()).collect(),
    };
    let documents = (!documents.is_empty()).then(|| {
        let shown = opened.documents.clone();
        view! {
            <section class="case-section" aria-labelledby="documents">
                <h2 id="documents">{t!(locale, "cases-documents")}</h2>
                <DocumentList documents=documents base=place.base.clone() today=today showing=showing.clone() />
                <Shown documents=shown showing=showing />
            </section>
        }
    });
    view! { <Evidence part=part documents=documents.into_any() today=today /> }.into_any()
}
