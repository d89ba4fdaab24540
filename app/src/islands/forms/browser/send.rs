//! Sending a form to its own address without leaving the page (docs/ARCHITECTURE.md, Forms sent by scripts).
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the server answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The version the page stands for now.
    pub stamp: String,
    /// A sentence to show.
    pub said: String,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done(Answer),
    /// Somebody else saved something else.
    Conflict,
    /// Nobody is signed in any more.
    SignedOut,
    /// The network, or the server.
    Failed,
}

/// Sends the texts of a form. `more` is sent besides; `leaving`: the page may be gone before the answer comes.
pub async fn send(form: &web_sys::HtmlFormElement, address: &str, more: &str, leaving: bool) -> Outcome {
    posted(form, address, more, leaving).await.unwrap_or(Outcome::Failed)
}

async fn posted(form: &web_sys::HtmlFormElement, address: &str, more: &str, leaving: bool) -> Result<Outcome, JsValue> {
    let data = web_sys::FormData::new_with_form(form)?;
    let body = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data)?;
    body.append(more, "1");
    let headers = js_sys::Object::new();
    js_sys::Reflect::set(&headers, &"Accept".into(), &"application/json".into())?;
    let asked = web_sys::RequestInit::new();
    asked.set_method("POST");
    asked.set_body(&body);
    asked.set_headers(&headers);
    js_sys::Reflect::set(&asked, &"keepalive".into(), &leaving.into())?;
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, &asked)).await?;
    let answer: web_sys::Response = answer.dyn_into()?;
    match answer.status() {
        200 => {}
        401 => return Ok(Outcome::SignedOut),
        409 => return Ok(Outcome::Conflict),
        _ => return Ok(Outcome::Failed),
    }
    let body = JsFuture::from(answer.json()?).await?;
    let text = |name: &str| js_sys::Reflect::get(&body, &name.into()).ok().and_then(|value| value.as_string());
    Ok(Outcome::Done(Answer { stamp: text("stamp").unwrap_or_default(), said: text("said").unwrap_or_default() }))
}
