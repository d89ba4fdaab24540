//! From an entry point (the crates `frontend` and `frontend-forms`) to a wasm file and the JavaScript that starts it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use super::{Options, stamp};
use crate::project::{Project, cargo};

const TARGET: &str = "wasm32-unknown-unknown";

/// What every browser at the support floor (Chromium 99, Safari 15.4, Firefox 97) runs. `wasm-opt` must know what the
/// compiler used, and may use no more than this.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-multivalue",
];

/// `wasm-opt`, or why it is not used.
pub enum Optimiser {
    WasmOpt(PathBuf),
    None(&'static str),
}

impl Optimiser {
    /// Looks for `wasm-opt` where npm puts it, then in `PATH`. A release needs it unless told otherwise.
    pub fn find(project: &Project, options: &Options) -> Result<Self> {
        if !options.release {
            return Ok(Self::None("not used in a debug build"));
        }
        let installed = project.root.join("xtask/node_modules/.bin/wasm-opt");
        let paths = env::var_os("PATH").unwrap_or_default();
        let found = Some(installed)
            .into_iter()
            .chain(env::split_paths(&paths).map(|folder| folder.join("wasm-opt")))
            .find(|path| path.exists());
        match found {
            Some(path) => Ok(Self::WasmOpt(path)),
            None if options.without_wasm_opt => Ok(Self::None("not installed")),
            None => {
                bail!("wasm-opt is missing: `npm ci --prefix xtask`, or pass --without-wasm-opt")
            }
        }
    }

    /// For the stamp.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::WasmOpt(_) => "wasm-opt",
            Self::None(reason) => reason,
        }
    }
}

/// Compiles an entry point and returns the file rustc wrote.
pub fn compile(project: &Project, package: &str, release: bool) -> Result<Vec<u8>> {
    let mut command = cargo(&project.root);
    command
        .args(["build", "--package", package, "--lib", "--target", TARGET])
        // `dev` and not a profile of its own: so the macros and build scripts are those of the native build.
        .args(["--profile", if release { "wasm-release" } else { "dev" }])
        .args(["--message-format", "json-render-diagnostics"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remap(project))
        .stderr(Stdio::inherit());
    let output = command.output().context("cargo build")?;
    ensure!(output.status.success(), "the islands do not compile (target {TARGET}: see `make setup`)");
    for line in output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let message: Value = serde_json::from_slice(line)?;
        if message["reason"] == "compiler-artifact" && message["target"]["name"] == package.replace('-', "_") {
            let files = message["filenames"].as_array().context("an artifact has files")?;
            let file = files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".wasm"));
            return Ok(fs::read(file.with_context(|| format!("{package} is not a cdylib"))?)?);
        }
    }
    bail!("cargo built no wasm of {package}")
}

/// Panic messages name source files: the same names on every machine, and no one's home folder.
fn remap(project: &Project) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let registry = home.join("registry/src");
    let mut flags = vec![format!("--remap-path-prefix={}=portal", project.root.display())];
    for index in fs::read_dir(&registry).into_iter().flatten().flatten() {
        flags.push(format!("--remap-path-prefix={}=crates", index.path().display()));
    }
    flags.join(" ")
}

/// What wasm-bindgen makes of the compiler's output.
pub struct Bound {
    pub wasm: Vec<u8>,
    pub glue: String,
    /// Pieces of JavaScript that libraries bring, by their path below the glue.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// Runs wasm-bindgen (the library, so that its version is the lock file's) and `wasm-opt`.
pub fn bind(project: &Project, name: &str, compiled: &[u8], optimiser: &Optimiser) -> Result<Bound> {
    let work = project.target.join("site").join(format!(".work-{}", std::process::id()));
    fs::create_dir_all(&work)?;
    let result = bind_in(&work, name, compiled, optimiser);
    fs::remove_dir_all(&work)?;
    result
}

fn bind_in(work: &Path, name: &str, compiled: &[u8], optimiser: &Optimiser) -> Result<Bound> {
    eprintln!("site: binding wasm and JavaScript of {name}");
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(name, compiled.to_vec()).out_name(name).web(true)?;
    bindgen.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.generate(work).context("wasm-bindgen")?;

    let bound = work.join(format!("{name}_bg.wasm"));
    match optimiser {
        Optimiser::WasmOpt(program) => {
            eprintln!("site: wasm-opt -Oz");
            let status = Command::new(program).arg("-Oz").args(FEATURES).arg(&bound).arg("-o").arg(&bound).status()?;
            ensure!(status.success(), "wasm-opt failed");
        }
        Optimiser::None(reason) => eprintln!("site: wasm-opt skipped: {reason}"),
    }
    let wasm = fs::read(&bound)?;
    let glue = fs::read_to_string(work.join(format!("{name}.js")))?;
    let snippets = stamp::tree(work)?.into_iter().filter(|(path, _)| path.starts_with("snippets/")).collect::<Vec<_>>();
    Ok(Bound { wasm, glue: without_comments(&glue), snippets })
}

/// Drops the documentation comments and the indentation of generated glue: a third of its bytes. Only lines that begin
/// a comment are touched, so no string can be harmed.
fn without_comments(glue: &str) -> String {
    let mut text = String::with_capacity(glue.len());
    let mut inside = false;
    for line in glue.lines() {
        let line = line.trim();
        inside |= line.starts_with("/**") || line.starts_with("/*");
        if !inside && !line.is_empty() && !line.starts_with("// ") {
            text.push_str(line);
            text.push('\n');
        }
        inside &= !line.ends_with("*/");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_the_glue_go_and_code_stays() {
        let glue =
            "/**\n * Doc.\n */\nexport function f() {\n    // note\n    const a = 'x // y';\n\n    return a;\n}\n";
        assert_eq!(without_comments(glue), "export function f() {\nconst a = 'x // y';\nreturn a;\n}\n");
    }
}
