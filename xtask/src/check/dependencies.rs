//! Which crate may use which: the table of `docs/ARCHITECTURE.md`, proved from what cargo resolved.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::project::{Project, cargo};

/// For the crates whose dependencies are counted: everything they may declare, tests apart.
const ONLY: [(&str, &[&str]); 5] = [
    ("domain", &["serde", "thiserror", "chrono", "uuid", "serde_json", "toml", "sha2", "hex", "unicode-normalization"]),
    (
        "contract",
        &[
            "domain",
            "serde",
            "serde_json",
            "async-trait",
            "bytes",
            "futures-core",
            "thiserror",
            "utoipa",
            "chrono",
            "uuid",
        ],
    ),
    (
        "app",
        &[
            "domain",
            "contract",
            "texts",
            "leptos",
            "leptos_router",
            "leptos_meta",
            "leptos_axum",
            "hydration_context",
            "server_fn",
            "chrono",
            "http",
            "serde",
            "serde_json",
            "wasm-bindgen",
            "wasm-bindgen-futures",
            "web-sys",
            "js-sys",
            "qrcodegen",
        ],
    ),
    // Leptos for the one call that starts the islands.
    ("frontend", &["app", "leptos", "wasm-bindgen"]),
    ("frontend-forms", &["app", "leptos", "wasm-bindgen"]),
];

/// Members that may use other members, and which.
const MEMBERS: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("contract", &["domain"]),
    ("store", &["domain"]),
    ("search", &["domain"]),
    ("tabular", &["domain"]),
    ("files", &["domain"]),
    ("texts", &["domain"]),
    ("pdf", &[]),
    ("app", &["domain", "contract", "texts"]),
    ("frontend", &["app"]),
    ("frontend-forms", &["app"]),
    ("server", &["domain", "contract", "app", "store", "search", "tabular", "files", "texts", "pdf"]),
    ("testkit", BELOW),
    ("tests", ALL),
    ("benches", ALL),
];
const BELOW: &[&str] = &["server", "app", "domain", "contract", "store", "search", "tabular", "files", "texts", "pdf"];
const ALL: &[&str] =
    &["testkit", "server", "app", "domain", "contract", "store", "search", "tabular", "files", "texts", "pdf"];

/// Engines and frameworks, and who alone may declare them. A name ending in `*` stands for all that begin so.
const OWNED: [(&str, &[&str]); 18] = [
    ("sqlx*", &["store", "testkit", "tests"]),
    ("tantivy*", &["search", "benches"]),
    ("jieba-rs", &["search"]),
    ("polars*", &["tabular", "benches"]),
    ("calamine", &["tabular"]),
    ("rust_xlsxwriter", &["tabular"]),
    ("object_store", &["files"]),
    ("krilla*", &["pdf"]),
    ("skrifa", &["pdf"]),
    ("fluent*", &["texts"]),
    ("axum*", &["server", "testkit", "tests", "benches"]),
    ("tower*", &["server", "testkit", "tests", "benches"]),
    ("hyper*", &["server", "testkit", "tests", "benches"]),
    ("leptos*", &["app", "frontend", "frontend-forms"]),
    ("config", &["server"]),
    ("clap", &["server", "xtask", "benches"]),
    ("rand*", &["server"]),
    ("reqwest", &["server", "testkit", "tests", "benches"]),
];

/// What must not be reached by any way: (package, extra arguments for `cargo tree`, banned names).
const UNREACHABLE: [(&str, &[&str], &[&str]); 3] = [
    ("domain", &[], &["tokio", "axum", "rand", "getrandom", "sqlx", "tantivy", "polars", "leptos"]),
    ("contract", &[], &["tokio", "axum", "sqlx", "tantivy", "polars", "leptos", "object_store"]),
    (
        "frontend-forms",
        &["--target", "wasm32-unknown-unknown"],
        &["tokio", "axum", "leptos_axum", "sqlx", "tantivy", "polars", "object_store", "fluent-templates", "store"],
    ),
];

/// Every breach of the table, one sentence each.
pub fn faults(project: &Project) -> Result<Vec<String>> {
    let mut faults = declared_faults(&declared(&project.metadata)?);
    for (package, arguments, banned) in UNREACHABLE {
        let reached = reached(project, package, arguments)?;
        for name in banned.iter().filter(|name| reached.contains(**name)) {
            faults.push(format!("{package} reaches {name}: `cargo tree -p {package} -e normal -i {name}` shows how"));
        }
    }
    Ok(faults)
}

/// Member → what it declares for its own code (not for tests and build scripts).
fn declared(metadata: &Value) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut members = BTreeMap::new();
    for package in metadata["packages"].as_array().context("no packages")? {
        let name = package["name"].as_str().context("a package has a name")?;
        let uses = package["dependencies"].as_array().context("a package has dependencies")?;
        let normal = uses.iter().filter(|one| one["kind"].is_null()).filter_map(|one| one["name"].as_str());
        members.insert(name.to_owned(), normal.map(str::to_owned).collect());
    }
    Ok(members)
}

fn declared_faults(members: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (member, uses) in members {
        if let Some((_, allowed)) = ONLY.iter().find(|(name, _)| name == member) {
            for name in uses.iter().filter(|name| !allowed.contains(&name.as_str())) {
                faults.push(format!("{member} may not use {name}: it uses only {}", allowed.join(", ")));
            }
        }
        let allowed = MEMBERS.iter().find(|(name, _)| name == member).map_or(&[][..], |(_, allowed)| allowed);
        for name in uses.iter().filter(|name| members.contains_key(*name) && !allowed.contains(&name.as_str())) {
            faults.push(format!("{member} may not use our crate {name}"));
        }
        for (pattern, owners) in OWNED.iter().filter(|(_, owners)| !owners.contains(&member.as_str())) {
            for name in uses.iter().filter(|name| matches(pattern, name) && !members.contains_key(*name)) {
                faults.push(format!("{member} may not use {name} directly: only {} may", owners.join(", ")));
            }
        }
    }
    faults
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

/// Names of all crates that `package` is built with, as cargo resolves its features.
fn reached(project: &Project, package: &str, arguments: &[&str]) -> Result<BTreeSet<String>> {
    let mut command = cargo(&project.root);
    command.args(["tree", "--package", package, "--edges", "normal,no-proc-macro", "--prefix", "none"]);
    let output = command.args(["--format", "{p}"]).args(arguments).output()?;
    ensure!(output.status.success(), "cargo tree: {}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout)?;
    Ok(names.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(table: &[(&str, &[&str])]) -> BTreeMap<String, BTreeSet<String>> {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        table.iter().map(|(name, uses)| ((*name).to_owned(), own(uses))).collect()
    }

    #[test]
    fn breaches_are_named() {
        let faults = declared_faults(&members(&[
            ("domain", &["serde", "tokio"]),
            ("store", &["domain", "sqlx", "search"]),
            ("search", &["domain", "tantivy"]),
            ("server", &["store", "sqlx", "polars-core"]),
            ("frontend", &["app", "wasm-bindgen", "serde"]),
        ]));
        let expected = [
            "domain may not use tokio",
            "frontend may not use serde: it uses only",
            "server may not use sqlx directly",
            "server may not use polars-core directly",
            "store may not use our crate search",
        ];
        assert_eq!(faults.len(), expected.len(), "{faults:#?}");
        for start in expected {
            assert!(faults.iter().any(|fault| fault.starts_with(start)), "{start}: {faults:#?}");
        }
    }

    #[test]
    fn what_the_table_allows_is_no_fault() {
        let allowed = members(&[("domain", &["serde", "chrono"]), ("store", &["domain", "sqlx", "tokio"])]);
        assert!(declared_faults(&allowed).is_empty());
    }
}
