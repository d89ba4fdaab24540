//! Embeds what `cargo xtask build` made: writes `site.rs` with every file a browser loads, already compressed.
//!
//! The folder is `PORTAL_SITE_DIR`, or `site/{debug,release}` in cargo's target folder. When nothing was built yet the
//! tables are empty, so that a plain `cargo check` works; the pages then come without a stylesheet.
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/site.rs"));
//! // (path without the leading slash, media type, bytes, brotli, gzip), sorted by path
//! pub type SiteFile = (&str, &str, &[u8], Option<&[u8]>, Option<&[u8]>);
//! pub static SITE: &[SiteFile];
//! // (name, path): ("portal.css", "pkg/portal.05720c5344efebd2.css"), sorted by name
//! pub static SITE_NAMES: &[(&str, &str)];
//! ```

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PORTAL_SITE_DIR");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let site = match env::var_os("PORTAL_SITE_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => built_site(&out)?,
    };
    // Cargo runs a script again on every build when a file it watches is missing: so the folder always exists.
    fs::create_dir_all(&site)?;
    println!("cargo::rerun-if-changed={}", site.display());
    fs::write(out.join("site.rs"), tables(&site)?)?;
    Ok(())
}

/// `<target>/site/{debug,release}`. `OUT_DIR` is `<target>/<profile>/build/<package>/out`, with the name of the
/// platform after `<target>` when one was asked for.
fn built_site(out: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let above = out.ancestors().nth(4).ok_or("OUT_DIR is not in a target folder")?;
    let cross = above.ends_with(env::var("TARGET")?);
    let target = if cross { above.parent().unwrap_or(above) } else { above };
    Ok(target.join("site").join(env::var("PROFILE")?))
}

fn tables(site: &Path) -> Result<String, Box<dyn Error>> {
    let read = |name: &str| fs::read_to_string(site.join(name)).unwrap_or_default();
    let mut text = String::from(
        "/// Path, media type, bytes, brotli, gzip.\n\
         pub type SiteFile =\n    \
         (&'static str, &'static str, &'static [u8], Option<&'static [u8]>, Option<&'static [u8]>);\n\
         /// All files, sorted by path.\n\
         pub static SITE: &[SiteFile] = &[\n",
    );
    for line in read("files.tsv").lines() {
        let [path, media_type, encodings] = columns(line)?;
        let include = |suffix: &str| format!("include_bytes!({:?})", site.join(format!("{path}{suffix}")));
        let packed = |encoding: &str| match encodings.split(',').any(|one| one == encoding) {
            true => format!("Some({})", include(&format!(".{encoding}"))),
            false => "None".to_owned(),
        };
        let (plain, br, gz) = (include(""), packed("br"), packed("gz"));
        writeln!(text, "    ({path:?}, {media_type:?}, {plain}, {br}, {gz}),")?;
    }
    text.push_str("];\n/// Name, path.\npub static SITE_NAMES: &[(&str, &str)] = &[\n");
    for line in read("names.tsv").lines() {
        let [name, path] = columns(line)?;
        writeln!(text, "    ({name:?}, {path:?}),")?;
    }
    text.push_str("];\n");
    Ok(text)
}

fn columns<const N: usize>(line: &str) -> Result<[&str; N], Box<dyn Error>> {
    let columns: Vec<&str> = line.split('\t').collect();
    columns.try_into().map_err(|_| format!("not {N} columns: {line}").into())
}
