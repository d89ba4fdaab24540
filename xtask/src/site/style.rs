//! One stylesheet from `style/main.css` and what it imports: bundled, lowered to the browsers the portal promises to
//! support, minified; addresses in it point at the hashed files.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, anyhow};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    dependencies::{Dependency, DependencyOptions},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Features, Targets},
};

/// The support floor: the desktops of agencies. Lightning CSS counts `major << 16 | minor << 8`.
fn floor() -> Targets {
    let browsers = Browsers {
        chrome: Some(99 << 16),
        edge: Some(99 << 16),
        firefox: Some(97 << 16),
        safari: Some(15 << 16 | 4 << 8),
        ios_saf: Some(15 << 16 | 4 << 8),
        ..Browsers::default()
    };
    // All of these know logical properties; lowering them would only double the rules.
    Targets { browsers: Some(browsers), include: Features::Nesting, exclude: Features::LogicalProperties }
}

/// Bundles `main`. `addresses` maps files below `folder` (`icons/lock.svg`) to where they are served.
pub fn bundle(main: &Path, folder: &Path, addresses: &BTreeMap<String, String>) -> Result<String> {
    let provider = FileProvider::new();
    let parser = ParserOptions { filename: main.display().to_string(), ..ParserOptions::default() };
    let mut bundler = Bundler::new(&provider, None, parser);
    let mut sheet = bundler.bundle(main).map_err(|error| anyhow!("style: {error}"))?;
    let minify = MinifyOptions { targets: floor(), ..MinifyOptions::default() };
    sheet.minify(minify).map_err(|error| anyhow!("style: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets: floor(),
            analyze_dependencies: Some(DependencyOptions { remove_imports: false }),
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("style: {error}"))?;
    let mut css = printed.code;
    for dependency in printed.dependencies.unwrap_or_default() {
        if let Dependency::Url(url) = dependency {
            let from = Path::new(&url.loc.file_path);
            let address = address(&url.url, from, folder, addresses)?;
            css = css.replace(&url.placeholder, &address);
        }
    }
    Ok(css)
}

/// Where `url`, written in the file `from`, is served.
fn address(url: &str, from: &Path, folder: &Path, addresses: &BTreeMap<String, String>) -> Result<String> {
    if url.starts_with("data:") || url.starts_with('#') || url.starts_with('/') {
        return Ok(url.to_owned());
    }
    let (path, fragment) = url.find(['#', '?']).map_or((url, ""), |at| url.split_at(at));
    let file = from.parent().unwrap_or(folder).join(path);
    let file = file.canonicalize().with_context(|| format!("{}: no file {url}", from.display()))?;
    let name = file.strip_prefix(folder.canonicalize()?)?.display().to_string();
    let served = addresses.get(&name).with_context(|| format!("{}: {url} is not served", from.display()))?;
    Ok(format!("{served}{fragment}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn nesting_is_flattened_imports_are_bundled_addresses_are_hashed() {
        let folder = std::env::temp_dir().join(format!("xtask-style-{}", std::process::id()));
        fs::create_dir_all(folder.join("icons")).unwrap();
        fs::create_dir_all(folder.join("parts")).unwrap();
        fs::write(folder.join("icons/lock.svg"), "<svg/>").unwrap();
        fs::write(folder.join("main.css"), "@layer base, parts;\n@import 'parts/card.css' layer(parts);").unwrap();
        fs::write(
            folder.join("parts/card.css"),
            ".card { color: red; & > .lock { background: url(../icons/lock.svg#x) } &:hover { margin-inline: 4px } }",
        )
        .unwrap();
        let served = BTreeMap::from([("icons/lock.svg".to_owned(), "/pkg/icons/lock.abc.svg".to_owned())]);
        let css = bundle(&folder.join("main.css"), &folder, &served).unwrap();
        assert!(css.contains(".card>.lock{"), "{css}");
        assert!(css.contains("/pkg/icons/lock.abc.svg#x"), "{css}");
        assert!(css.contains("@layer parts{"), "{css}");
        assert!(css.contains("margin-inline:4px"), "{css}");
        assert!(!css.contains('&') && !css.contains("@import"), "{css}");
        let missing = bundle(&folder.join("main.css"), &folder, &BTreeMap::new()).unwrap_err();
        assert!(missing.to_string().contains("is not served"), "{missing}");
        fs::remove_dir_all(folder).unwrap();
    }
}
