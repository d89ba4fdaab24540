//! PostgreSQL is copied by its own tools, which must be on the path and not older than the server.
use anyhow::Context;
use std::path::Path;
use std::process::Command;

/// Writes the database as it is at one moment.
pub(super) async fn dump(url: &str, target: &Path) -> anyhow::Result<()> {
    let mut command = tool("pg_dump", url);
    command.args(["--format=custom", "--no-owner", "--no-privileges"]).arg("--file").arg(target);
    run(command, "pg_dump").await
}

/// Brings it back into an empty database.
pub(super) async fn restore(url: &str, source: &Path) -> anyhow::Result<()> {
    let mut command = tool("pg_restore", url);
    command.args(["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]).arg(source);
    run(command, "pg_restore").await
}

fn tool(name: &str, url: &str) -> Command {
    let mut command = Command::new(name);
    let (url, password) = without_password(url);
    // Other users of the machine can read arguments, not the environment.
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command.arg("--dbname").arg(url);
    command
}

async fn run(mut command: Command, name: &str) -> anyhow::Result<()> {
    let done = tokio::task::spawn_blocking(move || command.output()).await?.with_context(|| {
        format!("{name} is not on the path: install the client tools of PostgreSQL, or back the database up with your own tools and the files with `portal check`")
    })?;
    let said = String::from_utf8_lossy(&done.stderr);
    anyhow::ensure!(done.status.success(), "{name}: {}", said.trim());
    Ok(())
}

/// Takes the password out of an address.
fn without_password(url: &str) -> (String, Option<String>) {
    let parts = || {
        let (scheme, rest) = url.split_once("://")?;
        let (user, host) = rest.split_once('@')?;
        let (name, password) = user.split_once(':')?;
        Some((format!("{scheme}://{name}@{host}"), decoded(password)))
    };
    parts().map_or_else(|| (url.to_owned(), None), |(url, password)| (url, Some(password)))
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_no_argument() {
        let (url, password) = without_password("postgres://portal:a%40b%3Ac@db:5432/open?sslmode=require");
        assert_eq!(
            (url.as_str(), password.as_deref()),
            ("postgres://portal@db:5432/open?sslmode=require", Some("a@b:c"))
        );
        let plain = "postgres://portal@db/open";
        assert_eq!(without_password(plain), (plain.to_owned(), None));
        assert_eq!(decoded("100%"), "100%");
    }
}
