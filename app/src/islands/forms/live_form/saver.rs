//! Saving a draft while it is written: some seconds after the last change, and when the page goes out of sight. The form's stamp follows, so
//! that pressing its buttons afterwards is no conflict with one's own saving.
use contract::applications::forms;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, SubmitEvent};

use super::control;
use crate::islands::forms::browser::{self, Outcome};
use crate::islands::forms::word;

/// From the last change on.
const PAUSE: Duration = Duration::from_secs(3);

#[derive(Default)]
struct State {
    waiting: Option<TimeoutHandle>,
    /// Something is typed that no answer has confirmed.
    changed: bool,
    /// A request is on its way.
    busy: bool,
    /// The form itself is being sent.
    leaving: bool,
    /// Somebody else saved something else: this page saves nothing any more.
    stopped: bool,
    /// The form was sent while a request was on its way, by this button.
    pressed: Option<Option<HtmlElement>>,
}

struct Saver {
    form: HtmlFormElement,
    saving: Vec<(String, String)>,
    state: RefCell<State>,
}

/// Hears of what is typed, of the form being sent, and of the page going out of sight.
pub fn listen(saving: Vec<(String, String)>) {
    let form = document().query_selector(".live-form").ok().flatten().and_then(|root| root.closest("form").ok()?);
    let Some(form) = form.and_then(|form| form.dyn_into().ok()) else { return };
    let saver = Rc::new(Saver { form, saving, state: RefCell::default() });
    let typing = saver.clone();
    browser::listen("input", move |event| {
        if control(&event).is_some() {
            typing.state.borrow_mut().changed = true;
            wait(&typing);
        }
    });
    let sending = saver.clone();
    browser::listen("submit", move |event| sending.on_submit(&event));
    let hiding = saver.clone();
    browser::listen("visibilitychange", move |_| {
        if js_sys::Reflect::get(&document(), &"hidden".into()).is_ok_and(|hidden| hidden.is_truthy()) {
            save(&hiding, true);
        }
    });
    // Back from the page the form led to, where the browser kept this one.
    browser::listen("pageshow", move |_| saver.state.borrow_mut().leaving = false);
}

fn wait(saver: &Rc<Saver>) {
    let later = saver.clone();
    let next = set_timeout_with_handle(move || save(&later, false), PAUSE).ok();
    let before = std::mem::replace(&mut saver.state.borrow_mut().waiting, next);
    if let Some(before) = before {
        before.clear();
    }
}

fn save(saver: &Rc<Saver>, leaving: bool) {
    let mut state = saver.state.borrow_mut();
    if !state.changed || state.busy || state.leaving || state.stopped {
        return;
    }
    (state.changed, state.busy) = (false, true);
    let saver = saver.clone();
    spawn_local(async move {
        let address = word(&saver.saving, "address");
        let outcome = browser::send(&saver.form, address, forms::TYPING, leaving).await;
        answered(&saver, outcome);
    });
}

fn answered(saver: &Rc<Saver>, outcome: Outcome) {
    let (mut saved, mut failed) = (String::new(), "");
    let mut state = saver.state.borrow_mut();
    state.busy = false;
    let since = state.changed;
    match outcome {
        Outcome::Done(answer) => {
            if let Some(stamp) = saver.stamp() {
                stamp.set_value(&answer.stamp);
            }
            saved = answer.said;
        }
        Outcome::Conflict => state.stopped = true,
        // What was not saved is tried again with the next change, or when the page goes out of sight.
        Outcome::SignedOut => (failed, state.changed) = (word(&saver.saving, "signed-out"), true),
        Outcome::Failed => (failed, state.changed) = (word(&saver.saving, "failed"), true),
    }
    browser::say(saver.part(".live-saved").as_ref(), &saved);
    browser::say(saver.part(".live-saved.failed").as_ref(), failed);
    if let Some(conflict) = saver.part(".live-conflict > div") {
        browser::set_hidden(&conflict, !state.stopped);
    }
    let pressed = state.pressed.take();
    drop(state);
    match pressed {
        Some(button) => press(&saver.form, button),
        None if since && failed.is_empty() => wait(saver),
        None => {}
    }
}

impl Saver {
    /// Sent while its own saving is on the way, the form would be in conflict with it: it waits for the answer.
    fn on_submit(&self, event: &web_sys::Event) {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
        if target.as_ref() != Some(&self.form) {
            return;
        }
        let mut state = self.state.borrow_mut();
        if state.busy {
            event.prevent_default();
            state.pressed = Some(event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter));
        } else {
            state.leaving = true;
            if let Some(waiting) = state.waiting.take() {
                waiting.clear();
            }
        }
    }

    fn part(&self, selector: &str) -> Option<Element> {
        self.form.query_selector(selector).ok()?
    }

    fn stamp(&self) -> Option<HtmlInputElement> {
        self.part(&format!("input[name={}]", forms::STAMP))?.dyn_into().ok()
    }
}

/// Sends a form as the button did that was pressed.
fn press(form: &HtmlFormElement, button: Option<HtmlElement>) {
    // Fails only for buttons that are not of this form.
    drop(match button {
        Some(button) => form.request_submit_with_submitter(Some(&button)),
        None => form.request_submit(),
    });
}
