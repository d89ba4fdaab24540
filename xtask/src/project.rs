//! Where the project lies and how cargo is called on it.

use std::{env, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// The checkout and its target folder.
pub struct Project {
    /// Folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, as the environment and the configuration set it.
    pub target: PathBuf,
    /// `cargo metadata --no-deps`: the members and the dependencies they declare.
    pub metadata: Value,
}

impl Project {
    /// Asks cargo. Fails when it cannot read the workspace.
    pub fn find() -> Result<Self> {
        // Set by `cargo run`; the folder this was compiled in is for who starts the program without cargo.
        let own = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = PathBuf::from(own).join("..").canonicalize()?;
        let output = cargo(&root).args(["metadata", "--no-deps", "--format-version", "1"]).output()?;
        ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let target = metadata["target_directory"].as_str().context("no target folder")?.into();
        Ok(Self { root, target, metadata })
    }
}

/// The cargo that runs this program. Without the variables that would merge the features of all members: `app` must
/// never be built for the server and for the browser at once.
pub fn cargo(root: &std::path::Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    for variable in ["CARGO_UNSTABLE_FEATURE_UNIFICATION", "CARGO_RESOLVER_FEATURE_UNIFICATION"] {
        command.env_remove(variable);
    }
    command
}
