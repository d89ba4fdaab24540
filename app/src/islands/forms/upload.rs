//! Files of a slot are sent as soon as they are chosen or dropped, with their progress, while the rest of the page can be filled in.
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, XmlHttpRequest};

mod progress;
mod request;

use super::{browser, word};
use domain::document::Unfit;
use progress::Progress;
use request::Ended;

/// Around what lies in a slot and its form. What the server has at `part` afterwards takes the place of what is there. Nothing here is
/// reactive: what changes is written into the page, which is less to download.
#[island]
pub fn Upload(
    /// The id of an element in `children`, the same in the page the server answers with.
    part: String,
    /// The id of the file input.
    field: String,
    /// Whether text documents are taken, too.
    plan: bool,
    /// The address of the icon of errors.
    icon: String,
    /// `sending` and `done` (`{name}`), `progress` (`{percent}`, `{sent}`, `{total}`, `{left}`), `cancel`, `cancelled`, `broken`, `signed-out`,
    /// and why a file is not taken: `empty`, `too-large` (`{mb}`), `kind`, `protected`.
    words: Vec<(String, String)>,
    children: Children,
) -> impl IntoView {
    let cancel = word(&words, "cancel").to_owned();
    if cfg!(target_arch = "wasm32") {
        Effect::new(move || {
            let root = document().get_element_by_id(&part).and_then(|part| part.closest(".upload").ok()?);
            let Some(root) = root else { return };
            let (part, field, icon, words) = (part.clone(), field.clone(), icon.clone(), words.clone());
            Slot { root, part, field, plan, icon, words, running: RefCell::default(), pressed: Cell::default() }
                .listen();
        });
    }
    view! {
        <div class="upload">
            {children()}
            <div class="upload-state" hidden>
                <p></p>
                <progress max="100"></progress>
                <p class="meta"></p>
                <button type="button" class="button small" data-cancel="">
                    {cancel}
                </button>
            </div>
            <div class="visually-hidden" role="status"></div>
        </div>
    }
}

struct Slot {
    root: Element,
    part: String,
    field: String,
    plan: bool,
    icon: String,
    words: Vec<(String, String)>,
    /// The request that is on its way.
    running: RefCell<Option<XmlHttpRequest>>,
    /// The button of the form was pressed while its file was on the way.
    pressed: Cell<bool>,
}

impl Slot {
    fn listen(self) {
        // Fails only for names that are none.
        drop(self.root.set_attribute("data-awake", ""));
        let slot = Rc::new(self);
        let chosen = slot.clone();
        browser::listen("change", move |event| {
            if target(&event).is_some_and(|at| at.id() == chosen.field) && !chosen.busy() {
                start(&chosen);
            }
        });
        let stopped = slot.clone();
        browser::listen("click", move |event| {
            let ours =
                target(&event).is_some_and(|at| at.has_attribute("data-cancel") && stopped.root.contains(Some(&at)));
            if ours && let Some(request) = &*stopped.running.borrow() {
                // Fails only for what is over.
                drop(request.abort());
            }
        });
        browser::listen("submit", move |event| {
            // The form that takes a file away is none of ours.
            let form = target(&event);
            if form.is_none() || form != browser::form_of(&slot.field).map(Element::from) {
                return;
            }
            if slot.busy() {
                event.prevent_default();
                slot.pressed.set(true);
            } else if browser::has_file(&slot.field) {
                event.prevent_default();
                start(&slot);
            }
        });
    }

    fn busy(&self) -> bool {
        self.running.borrow().is_some()
    }

    fn word(&self, key: &str) -> &str {
        word(&self.words, key)
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok()?
    }

    fn say(&self, text: &str) {
        browser::say(self.find(":scope > [role=status]").as_ref(), text);
    }

    fn unfit(&self, unfit: Unfit) -> String {
        match unfit {
            Unfit::Empty => self.word("empty").to_owned(),
            Unfit::TooLarge { mb } => self.word("too-large").replace("{mb}", &mb.to_string()),
            Unfit::Kind => self.word("kind").to_owned(),
            Unfit::Protected => self.word("protected").to_owned(),
        }
    }

    /// Shows that a file is on its way, or none.
    fn show(&self, label: &str) {
        let Some(state) = self.find(".upload-state") else { return };
        browser::say(self.find(".upload-state > p").as_ref(), label);
        if let Some(bar) = self.find("progress") {
            drop(bar.set_attribute("aria-label", label));
        }
        browser::set_hidden(&state, label.is_empty());
    }

    fn step(&self, progress: Progress) {
        if let Some(bar) = self.find("progress") {
            drop(bar.set_attribute("value", &progress.percent().to_string()));
        }
        browser::say(self.find(".upload-state > .meta").as_ref(), &progress.words(self.word("progress")));
    }

    /// What the server has in this slot now. Else the page anew.
    async fn refresh(&self, address: &str) -> bool {
        let page = browser::get_text(address).await.and_then(|text| browser::parse(&text));
        page.is_some_and(|page| browser::refresh(&page, &self.part))
    }
}

fn start(slot: &Rc<Slot>) {
    let input = document().get_element_by_id(&slot.field).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input {
        let slot = slot.clone();
        spawn_local(async move { upload(&slot, &input).await });
    }
}

async fn upload(slot: &Rc<Slot>, input: &HtmlInputElement) {
    let Some((form, file)) = input.form().zip(input.files().and_then(|files| files.get(0))) else { return };
    let fault = |words: &str| {
        browser::mark(input, words, &slot.icon);
        slot.say(words);
    };
    if let Err(unfit) = request::judge(&file, slot.plan).await {
        input.set_value("");
        return fault(&slot.unfit(unfit));
    }
    browser::clear(input);
    let (name, total) = (file.name(), request::size(&file));
    let label = slot.word("sending").replace("{name}", &name);
    slot.show(&label);
    slot.say(&label);
    slot.step(Progress { sent: 0, total, seconds: None });
    let told = slot.clone();
    let ended = request::send(&form, total, &slot.running, move |progress| told.step(progress)).await;
    // Whoever stood at the button that goes away stands at the field again.
    let at_cancel = browser::focused().is_some_and(|at| at.has_attribute("data-cancel"));
    slot.running.replace(None);
    slot.show("");
    let again = slot.pressed.take();
    match ended {
        Ended::Done => {
            if !slot.refresh(&form.get_attribute("action").unwrap_or_default()).await {
                return browser::reload();
            }
            slot.say(&slot.word("done").replace("{name}", &name));
            if again && let Some(form) = browser::form_of(&slot.field) {
                drop(form.request_submit());
            }
        }
        Ended::Cancelled => {
            input.set_value("");
            slot.say(slot.word("cancelled"));
        }
        Ended::Refused(words) => fault(&words),
        Ended::SignedOut => fault(slot.word("signed-out")),
        Ended::Broken => fault(slot.word("broken")),
    }
    if at_cancel && let Some(field) = document().get_element_by_id(&slot.field) {
        // What cannot be focused leaves the focus where it is.
        drop(field.unchecked_into::<HtmlElement>().focus());
    }
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
