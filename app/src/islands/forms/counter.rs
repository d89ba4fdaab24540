//! How many characters of a text area are left.
use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::JsCast;

use super::browser;

/// A reader hears the number once typing pauses, not at each key.
const PAUSE: Duration = Duration::from_secs(1);

/// 最多 500 字 until it is awake, then 还可输入 123 字 or 超出 12 字 of the control with the id `field`. Typing is never blocked.
#[island]
pub fn Counter(
    field: String,
    max: u32,
    /// 最多 500 字
    idle: String,
    /// 还可输入 1 字; 还可输入 `{n}` 字; 超出 1 字; 超出 `{n}` 字
    words: Vec<String>,
) -> impl IntoView {
    let id = format!("{field}-limit");
    if cfg!(target_arch = "wasm32") {
        Effect::new(move || wake(field.clone(), max as usize, words.clone()));
    }
    // Nothing here is reactive: what changes is written into the page, which is less to download.
    view! {
        <p class="field-counter" id=id>
            {idle}
        </p>
        <span class="visually-hidden" role="status"></span>
    }
}

fn wake(field: String, max: usize, words: Vec<String>) {
    let said = document().get_element_by_id(&format!("{field}-limit"));
    let Some((control, shown)) = document().get_element_by_id(&field).zip(said) else { return };
    let count = move || {
        let typed = domain::access::application::length(&browser::value_of(&control));
        let text = remains(&words, typed, max);
        shown.set_text_content(Some(&text));
        // Fails only for names that are none.
        drop(shown.class_list().toggle_with_force("over", typed > max));
        (shown.next_element_sibling(), text)
    };
    count();
    let waiting = RefCell::new(None::<TimeoutHandle>);
    browser::listen("input", move |event| {
        let at = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if at.is_none_or(|at| at.id() != field) {
            return;
        }
        let (status, text) = count();
        // Without a timer nothing is announced; the number stands there all the same.
        let next = set_timeout_with_handle(move || browser::say(status.as_ref(), &text), PAUSE).ok();
        if let Some(before) = waiting.replace(next) {
            before.clear();
        }
    });
}

fn remains(words: &[String], typed: usize, max: usize) -> String {
    let n = typed.abs_diff(max);
    let at = usize::from(n != 1) + if typed > max { 2 } else { 0 };
    words.get(at).map(|words| words.replace("{n}", &grouped(n))).unwrap_or_default()
}

/// 12,345: as `texts` writes numbers.
fn grouped(n: usize) -> String {
    match n / 1000 {
        0 => n.to_string(),
        thousands => format!("{},{:03}", grouped(thousands), n % 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_remains_is_said_for_one_and_for_many() {
        let words = ["1 left", "{n} left", "1 over", "{n} over"].map(str::to_owned);
        for (typed, said) in [(0, "500 left"), (499, "1 left"), (500, "0 left"), (501, "1 over"), (1_700, "1,200 over")]
        {
            assert_eq!(remains(&words, typed, 500), said);
        }
    }

    #[test]
    fn numbers_are_grouped_as_the_server_groups_them() {
        for n in [0, 7, 999, 1000, 1998, 20_045, 1_000_000] {
            assert_eq!(grouped(n), texts::count(n as u64));
        }
    }
}
