//! Icons from the one sprite (`style/static/icons.svg`).
use leptos::prelude::*;

use super::context::assets;
use crate::page::SiteAssets;

/// Where a symbol of the sprite is.
pub fn icon_address(assets: &SiteAssets, name: &str) -> String {
    format!("{}#{name}", assets.icons)
}

/// A glyph of the sprite, hidden from assistive technology: it always stands beside a word, or its control carries a
/// name of its own. `name` is the id of a symbol; a test compares all uses with the sprite.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    let address = icon_address(&assets(), name);
    view! {
        <svg class="icon" width="20" height="20" aria-hidden="true" focusable="false">
            <use href=address></use>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    fn sources(folder: &Path, out: &mut String) {
        for entry in fs::read_dir(folder).expect("sources are readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|x| x == "rs") {
                out.push_str(&fs::read_to_string(path).expect("sources are UTF-8"));
            }
        }
    }

    #[test]
    fn every_icon_used_is_in_the_sprite() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sprite = fs::read_to_string(root.join("../style/static/icons.svg")).expect("the sprite is there");
        let mut code = String::new();
        sources(&root.join("src"), &mut code);
        // Put together here, so that the scan does not find itself.
        let mark = format!("<{} name=\"", "Icon");
        let used: BTreeSet<&str> = code.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(used.len() > 10, "the scan finds the uses: {used:?}");
        let missing: Vec<_> = used.into_iter().filter(|name| !sprite.contains(&format!("id=\"{name}\""))).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
