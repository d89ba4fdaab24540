//! The request itself: `XMLHttpRequest`, which alone tells how much was sent.
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlFormElement, ProgressEvent, XmlHttpRequest};

use super::Progress;
use domain::document::{self, Unfit};

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    Done,
    /// By whoever sent it.
    Cancelled,
    /// In the words of the server.
    Refused(String),
    SignedOut,
    /// The network, or the server.
    Broken,
}

/// Bytes of a file.
pub fn size(file: &File) -> u64 {
    file.size() as u64
}

/// Whether the server will take a file: by its content, as there. What cannot be read here is left to the server.
pub async fn judge(file: &File, plan: bool) -> Result<(), Unfit> {
    document::size(size(file))?;
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => document::paper(&js_sys::Uint8Array::new(&buffer).to_vec(), plan).map(|_| ()),
        Err(_) => Ok(()),
    }
}

/// Sends a form with its file of `total` bytes. The request is put into `running`, where it can be given up.
pub async fn send(
    form: &HtmlFormElement,
    total: u64,
    running: &RefCell<Option<XmlHttpRequest>>,
    told: impl Fn(Progress) + 'static,
) -> Ended {
    let Ok(request) = opened(form, total, told) else { return Ended::Broken };
    running.replace(Some(request.clone()));
    let over = js_sys::Promise::new(&mut |resolve, _| {
        // Whatever the end, exactly one of them comes.
        for name in ["load", "error", "abort", "timeout"] {
            let resolve = resolve.clone();
            let ended = Closure::once_into_js(move || drop(resolve.call1(&JsValue::NULL, &name.into())));
            drop(request.add_event_listener_with_callback(name, ended.unchecked_ref()));
        }
    });
    let sent = web_sys::FormData::new_with_form(form).and_then(|data| request.send_with_opt_form_data(Some(&data)));
    if sent.is_err() {
        return Ended::Broken;
    }
    let how = JsFuture::from(over).await.ok().and_then(|how| how.as_string()).unwrap_or_default();
    match (how.as_str(), request.status()) {
        ("abort", _) => Ended::Cancelled,
        ("load", Ok(200)) => Ended::Done,
        ("load", Ok(401)) => Ended::SignedOut,
        ("load", Ok(_)) => first_fault(&request).map_or(Ended::Broken, Ended::Refused),
        _ => Ended::Broken,
    }
}

fn opened(form: &HtmlFormElement, total: u64, told: impl Fn(Progress) + 'static) -> Result<XmlHttpRequest, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open("POST", &form.get_attribute("action").unwrap_or_default())?;
    request.set_request_header("Accept", "application/json")?;
    let begun = js_sys::Date::now();
    let step = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        let milliseconds = (js_sys::Date::now() - begun) as u64;
        told(Progress::after(event.loaded() as u64, total, milliseconds));
    });
    request.upload()?.set_onprogress(Some(step.into_js_value().unchecked_ref()));
    Ok(request)
}

/// `errors[0].words`, or the `detail` of a problem.
fn first_fault(request: &XmlHttpRequest) -> Option<String> {
    let body = js_sys::JSON::parse(&request.response_text().ok()??).ok()?;
    let of = |value: &JsValue, name: &str| js_sys::Reflect::get(value, &name.into()).ok();
    let errors: Option<js_sys::Array> = of(&body, "errors").and_then(|errors| errors.dyn_into().ok());
    match errors {
        Some(errors) => of(&errors.get(0), "words")?.as_string(),
        None => of(&body, "detail").and_then(|text| text.as_string()).or_else(|| of(&body, "title")?.as_string()),
    }
}
