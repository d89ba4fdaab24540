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
    let url = for_libpq(&url);
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

/// The portal's own address holds settings that PostgreSQL's tools write otherwise: `options[search_path]=x` is `options=-c search_path=x`
/// there, and how many statements a connection remembers is nothing to them.
fn for_libpq(url: &str) -> String {
    let Some((address, query)) = url.split_once('?') else { return url.to_owned() };
    let (mut kept, mut options) = (Vec::new(), Vec::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let setting = decoded(name);
        match setting.strip_prefix("options[").and_then(|rest| rest.strip_suffix(']')) {
            Some(setting) => options.push(format!("-c%20{setting}%3D{value}")),
            None if setting == "statement-cache-capacity" => {}
            None => kept.push(pair.to_owned()),
        }
    }
    if !options.is_empty() {
        kept.push(format!("options={}", options.join("%20")));
    }
    if kept.is_empty() { address.to_owned() } else { format!("{address}?{}", kept.join("&")) }
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
    fn r164_the_address_is_written_as_the_tools_read_it() {
        for (ours, theirs) in [
            ("postgres://a@db/open", "postgres://a@db/open"),
            ("postgres://a@db/open?statement-cache-capacity=0", "postgres://a@db/open"),
            (
                "postgres://a@db/open?sslmode=require&options[search_path]=portal",
                "postgres://a@db/open?sslmode=require&options=-c%20search_path%3Dportal",
            ),
        ] {
            assert_eq!(for_libpq(ours), theirs);
        }
    }

    #[tokio::test]
    async fn r164_without_the_tools_the_command_says_what_to_install() {
        let error = run(Command::new("/nowhere/pg_dump"), "pg_dump").await.unwrap_err();
        let said = format!("{error:#}");
        assert!(said.contains("pg_dump is not on the path") && said.contains("client tools of PostgreSQL"), "{said}");
    }

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
