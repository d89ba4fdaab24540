//! Forms that help while they are filled in: a field is checked when it is left, by the rules of the server, and a draft is saved by itself.
use domain::access::application::FieldRule;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

mod saver;

use super::{browser, word};

/// Around the fields of a form, within it; one a page. Nothing here is reactive: what changes is written into the page, which is less to
/// download; so are props that are pairs of texts.
#[island]
pub fn LiveForm(
    /// Name of each field that can be checked by itself, and the code of its rule.
    fields: Vec<(String, String)>,
    /// `name code` and the words for it; `{over}` is the number of characters too many. What has no words is no fault.
    words: Vec<(String, String)>,
    /// The address of the icon of errors.
    icon: String,
    /// Only where the form is a draft: `address`, and the words for `failed`, `signed-out`, `conflict`, `both`.
    saving: Vec<(String, String)>,
    children: Children,
) -> impl IntoView {
    let (conflict, both) = (word(&saving, "conflict").to_owned(), word(&saving, "both").to_owned());
    if cfg!(target_arch = "wasm32") {
        Effect::new(move || {
            let fields = fields.iter().filter_map(|(name, rule)| Some((name.clone(), FieldRule::from_code(rule)?)));
            check(Checks { fields: fields.collect(), words: words.clone(), icon: icon.clone() });
            if !saving.is_empty() {
                saver::listen(saving.clone());
            }
        });
    }
    view! {
        <div class="live-form">
            {children()}
            <p class="live-saved"></p>
            <p class="live-saved failed" role="status"></p>
            <div class="live-conflict" role="alert">
                <div hidden>
                    <p>{conflict}</p>
                    // Sent in the ordinary way, the answer is the page with both states.
                    <button type="submit" class="button small" name="step" value="continue">
                        {both}
                    </button>
                </div>
            </div>
        </div>
    }
}

struct Checks {
    fields: Vec<(String, FieldRule)>,
    words: Vec<(String, String)>,
    icon: String,
}

impl Checks {
    /// What is wrong with a field, in words; none too if it is none of these.
    fn fault(&self, name: &str, typed: &str) -> Option<String> {
        let (_, rule) = self.fields.iter().find(|(field, _)| field == name)?;
        let wrong = rule.fault(typed, true)?;
        let words = word(&self.words, &format!("{name} {}", wrong.code.code()));
        (!words.is_empty()).then(|| words.replace("{over}", &wrong.over.to_string()))
    }

    /// Shows what is wrong with a control, or that nothing is any more.
    fn judge(&self, control: &Element) {
        let name = control.get_attribute("name").unwrap_or_default();
        match self.fault(&name, &browser::value_of(control)) {
            Some(words) => browser::mark(control, &words, &self.icon),
            None if browser::has_fault(control) && self.fields.iter().any(|(field, _)| *field == name) => {
                browser::clear(control);
            }
            None => {}
        }
    }
}

fn check(checks: Checks) {
    let checks = std::rc::Rc::new(checks);
    let leaving = checks.clone();
    browser::listen("focusout", move |event| {
        let Some(control) = control(&event) else { return };
        // Who only passes through a field has done nothing wrong yet.
        if !browser::value_of(&control).trim().is_empty() {
            leaving.judge(&control);
        }
    });
    browser::listen("input", move |event| {
        if let Some(control) = control(&event).filter(browser::has_fault) {
            checks.judge(&control);
        }
    });
}

/// The control of the form that something happened to.
fn control(event: &web_sys::Event) -> Option<Element> {
    let control: Element = event.target()?.dyn_into().ok()?;
    control.closest(".live-form").ok()?.map(|_| control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r051_a_field_says_what_the_server_says() {
        let pairs = |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let checks = Checks {
            fields: vec![("name".into(), FieldRule::Text { max: 4 }), ("more".into(), FieldRule::Text { max: 4 })],
            words: pairs(&[("name required", "请填写“名称”"), ("name too-long", "“名称”最多 4 字，超出 {over} 字")]),
            icon: String::new(),
        };
        assert_eq!(checks.fault("name", "停车诱导平台").as_deref(), Some("“名称”最多 4 字，超出 2 字"));
        assert_eq!(
            (checks.fault("name", " 停车通 "), checks.fault("name", "").as_deref()),
            (None, Some("请填写“名称”"))
        );
        assert_eq!((checks.fault("more", ""), checks.fault("other", "")), (None, None), "optional, and none of ours");
    }
}
