//! Faults at their controls, in the markup of `ui::form` (see `Notes` there): whoever wrote one, server or island, the other can take it away.
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// What stands in a control.
pub fn value_of(control: &Element) -> String {
    js_sys::Reflect::get(control, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Whether a fault stands at a control.
pub fn has_fault(control: &Element) -> bool {
    control.has_attribute("aria-invalid")
}

/// Shows a fault at a control, or changes its words.
pub fn mark(control: &Element, words: &str, icon: &str) {
    let (name, error) = (control.id(), error_id(control));
    if let Some(there) = document().get_element_by_id(&error) {
        let text = there.query_selector("span").ok().flatten().unwrap_or(there);
        text.set_text_content(Some(words));
    } else if let Ok(paragraph) = paragraph(&error, words, icon) {
        // Before what says which files are taken, else before the control.
        let place = document().get_element_by_id(&format!("{name}-kinds")).unwrap_or_else(|| control.clone());
        if let Some(parent) = place.parent_node() {
            // Fails only for a place that is not there.
            drop(parent.insert_before(&paragraph, Some(&place)));
        }
    }
    describe(control, &error, true);
    drop(control.set_attribute("aria-invalid", "true"));
    if let Ok(Some(field)) = control.closest(".field") {
        drop(field.class_list().add_1("invalid"));
    }
}

/// Takes the fault of a control away.
pub fn clear(control: &Element) {
    let error = error_id(control);
    if let Some(there) = document().get_element_by_id(&error) {
        there.remove();
    }
    describe(control, &error, false);
    drop(control.remove_attribute("aria-invalid"));
    if let Ok(Some(field)) = control.closest(".field") {
        drop(field.class_list().remove_1("invalid"));
    }
}

fn error_id(control: &Element) -> String {
    format!("{}-error", control.id())
}

fn paragraph(id: &str, words: &str, icon: &str) -> Result<Element, JsValue> {
    const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");
    let paragraph = document().create_element("p")?;
    paragraph.set_id(id);
    paragraph.set_class_name("field-error");
    let picture = document().create_element_ns(SVG, "svg")?;
    for (name, value) in
        [("class", "icon"), ("width", "20"), ("height", "20"), ("aria-hidden", "true"), ("focusable", "false")]
    {
        picture.set_attribute(name, value)?;
    }
    let symbol = document().create_element_ns(SVG, "use")?;
    symbol.set_attribute("href", icon)?;
    picture.append_child(&symbol)?;
    paragraph.append_child(&picture)?;
    let text = document().create_element("span")?;
    text.set_text_content(Some(words));
    paragraph.append_child(&text)?;
    Ok(paragraph)
}

/// Puts an id into `aria-describedby`, or takes it out.
fn describe(control: &Element, id: &str, there: bool) {
    let old = control.get_attribute("aria-describedby").unwrap_or_default();
    let others = old.split_ascii_whitespace().filter(|one| *one != id);
    let ids: Vec<&str> = others.chain(there.then_some(id)).collect();
    drop(if ids.is_empty() {
        control.remove_attribute("aria-describedby")
    } else {
        control.set_attribute("aria-describedby", &ids.join(" "))
    });
}
