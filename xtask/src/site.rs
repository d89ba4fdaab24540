//! Builds the folder that the binary embeds: everything a browser loads, under names that carry their content's hash,
//! compressed beforehand. `server/build.rs` reads `files.tsv`; people and tools read `manifest.json`; `hash.txt` is
//! what Leptos' own tooling expects. The same sources give the same bytes.

use std::{fs, path::PathBuf};

use anyhow::Result;

use crate::project::Project;

mod output;
mod stamp;
mod style;
mod wasm;

use output::Site;

/// What `cargo xtask build` was asked for.
pub struct Options {
    pub release: bool,
    pub out: Option<PathBuf>,
    pub without_wasm_opt: bool,
}

/// The name that Leptos is told by `LEPTOS_OUTPUT_NAME` in `.cargo/config.toml`.
const NAME: &str = "portal";

/// Entry points for the browser: package and name of its files. A page loads one of them (`style/static/boot.js`); the second also has the
/// islands of forms, which pages without one need not load.
const ENTRIES: [(&str, &str); 2] = [("frontend", NAME), ("frontend-forms", "portal-forms")];

/// Builds the site and returns its folder. Does nothing beyond asking cargo when no source changed.
pub fn build(project: &Project, options: &Options) -> Result<PathBuf> {
    let kind = if options.release { "release" } else { "debug" };
    let out = options.out.clone().unwrap_or_else(|| project.target.join("site").join(kind));
    let optimiser = wasm::Optimiser::find(project, options)?;

    eprintln!("site: compiling the islands to wasm ({kind})");
    let mut compiled = Vec::new();
    for (package, name) in ENTRIES {
        compiled.push((name, wasm::compile(project, package, options.release)?));
    }
    let stamp = stamp::of(project, &compiled, options, &optimiser)?;
    if stamp::is_current(&out, &stamp) {
        eprintln!("site: unchanged, {}", out.display());
        return Ok(out);
    }

    let mut site = Site::default();
    add_assets(project, &mut site)?;
    add_style(project, &mut site)?;
    for (name, compiled) in &compiled {
        add_islands(project, name, compiled, &optimiser, &mut site)?;
    }
    let leptos_hashes = leptos_hashes(&site)?;
    site.add_text("hash.txt", leptos_hashes.clone());
    site.write(&out, options.release, &stamp)?;
    let beside_binary = project.target.join(kind);
    fs::create_dir_all(&beside_binary)?;
    output::write_if_changed(&beside_binary.join("hash.txt"), leptos_hashes.as_bytes())?;
    site.report(&out);
    Ok(out)
}

/// Every file under `style/` but the stylesheets gets a hashed name below `pkg/`; those in `style/static/` are also
/// served under the names they have (`/favicon.svg`), for who asks without having seen a page.
fn add_assets(project: &Project, site: &mut Site) -> Result<()> {
    let style = project.root.join("style");
    for (path, bytes) in stamp::tree(&style)? {
        if let Some(fixed) = path.strip_prefix("static/") {
            site.add_fixed(fixed, bytes.clone());
            site.add_hashed(fixed, bytes);
        } else if !path.ends_with(".css") && !path.ends_with(".md") {
            site.add_hashed(&path, bytes);
        }
    }
    Ok(())
}

fn add_style(project: &Project, site: &mut Site) -> Result<()> {
    let main = project.root.join("style/main.css");
    if !main.exists() {
        eprintln!("site: style/main.css is missing, building without a stylesheet");
        return Ok(());
    }
    let css = style::bundle(&main, &project.root.join("style"), &site.addresses())?;
    site.add_hashed(&format!("{NAME}.css"), css.into_bytes());
    Ok(())
}

/// The wasm and the glue beside it, which knows the hashed names of the snippets that libraries bring.
fn add_islands(
    project: &Project,
    name: &str,
    compiled: &[u8],
    optimiser: &wasm::Optimiser,
    site: &mut Site,
) -> Result<()> {
    let bound = wasm::bind(project, name, compiled, optimiser)?;
    let mut glue = bound.glue;
    for (path, bytes) in bound.snippets {
        let hashed = site.add_hashed(&path, bytes);
        glue = glue.replace(&format!("./{path}"), &format!("./{hashed}"));
    }
    site.add_hashed(&format!("{name}.wasm"), bound.wasm);
    site.add_hashed(&format!("{name}.js"), glue.into_bytes());
    Ok(())
}

/// `js: …`, `wasm: …`, `css: …`, as cargo-leptos writes them.
fn leptos_hashes(site: &Site) -> Result<String> {
    let mut text = String::new();
    for extension in ["js", "wasm", "css"] {
        if let Some(hash) = site.hash_of(&format!("{NAME}.{extension}")) {
            text.push_str(&format!("{extension}: {hash}\n"));
        }
    }
    Ok(text)
}
