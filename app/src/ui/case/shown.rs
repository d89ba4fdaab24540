//! Documents shown within a page, side by side: a PDF as the browser shows it, an image as it is; a link where the browser cannot.
use contract::cases::DocumentView;
use leptos::prelude::*;
use texts::t;

use crate::ui::context::locale;

/// How documents are opened and closed within a page: by buttons of one of its forms, so that nothing typed there is lost.
#[derive(Clone, Debug)]
pub struct Showing {
    /// Id of the form.
    pub form: &'static str,
    /// Where the form goes, and the place of the documents on the page.
    pub action: String,
    /// Names of the buttons; their value is the document.
    pub show: &'static str,
    pub hide: &'static str,
    /// Those that are open.
    pub open: Vec<String>,
}

impl Showing {
    /// The button that opens a document, or closes it.
    pub fn button(&self, id: &str, name: &str) -> AnyView {
        let locale = locale();
        let open = self.open.iter().any(|one| one == id);
        let (act, label) = if open { (self.hide, "cases-document-hide") } else { (self.show, "cases-document-show") };
        view! {
            <button type="submit" class="button small" form=self.form formaction=self.action.clone() name=act value=id.to_owned()>
                {texts::t(locale, label)}
                <span class="visually-hidden">" " {name.to_owned()}</span>
            </button>
        }
        .into_any()
    }
}

/// Whether a document is an image; else it is a PDF, for nothing else is shown.
pub fn is_image(media: &str) -> bool {
    media.starts_with("image/")
}

/// The documents that are open, each with its address.
#[component]
pub fn Shown(documents: Vec<(DocumentView, String)>, showing: Showing) -> impl IntoView {
    let locale = locale();
    if documents.is_empty() {
        return ().into_any();
    }
    let class = if documents.len() > 1 { "shown-documents two" } else { "shown-documents" };
    let figures = documents
        .into_iter()
        .map(|(one, path)| {
            let elsewhere = view! {
                <a href=path.clone() target="_blank" rel="noopener">
                    {t!(locale, "cases-shown-elsewhere")}
                    <span class="visually-hidden">" " {one.name.clone()}</span>
                </a>
            };
            let content = if is_image(&one.media) {
                view! { <img src=path alt=one.name.clone() /> }.into_any()
            } else {
                let label = t!(locale, "cases-shown-pdf", name = one.name.clone());
                view! {
                    <object data=path type=one.media aria-label=label tabindex="0">
                        <p>{t!(locale, "cases-shown-cannot")}</p>
                    </object>
                }
                .into_any()
            };
            view! {
                <figure class="shown-document">
                    <figcaption>
                        <strong lang="zh-CN">{one.name.clone()}</strong>
                        <span class="meta">{one.slot.label}</span>
                        {elsewhere}
                        {showing.button(&one.id, &one.name)}
                    </figcaption>
                    {content}
                </figure>
            }
        })
        .collect_view();
    view! {
        <section id="shown" class=class aria-label=t!(locale, "cases-shown")>
            {figures}
        </section>
    }
    .into_any()
}
