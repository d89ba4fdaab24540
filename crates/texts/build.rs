//! Finds every `locales/<language>/<domain>.ftl` and writes the list that `src/bundles.rs` embeds, so that a new file
//! needs no entry anywhere.
use std::{env, fmt::Write as _, fs, path::Path};

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("../../locales");
    let mut list = String::from("&[\n");
    for language in ["zh-CN", "en"] {
        let folder = root.join(language);
        println!("cargo:rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = fs::read_dir(&folder)
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        files.sort();
        for path in files.iter().filter(|path| path.extension().is_some_and(|x| x == "ftl")) {
            println!("cargo:rerun-if-changed={}", path.display());
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            let path = path.canonicalize().expect("the file was just listed");
            writeln!(list, "    ({language:?}, {name:?}, include_str!({path:?})),").expect("a String takes everything");
        }
    }
    list.push_str("]\n");
    let out = Path::new(&env::var("OUT_DIR").expect("set by cargo")).join("ftl_files.rs");
    fs::write(out, list).expect("the build folder is writable");
}
