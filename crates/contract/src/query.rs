//! Query strings: decoding, encoding, and the two readings of a parameter nobody knows (a page ignores it, the API refuses it).

/// How to treat what is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Pages: links from elsewhere carry all sorts of parameters; ignore them, and fall back where a value is off.
    Lenient,
    /// The API: a mistake is told, never guessed at.
    Strict,
}

/// Splits a raw query string into decoded pairs. Broken escapes decode to U+FFFD; nothing here can fail.
pub fn pairs(raw: &str) -> Vec<(String, String)> {
    raw.split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
        match bytes[i] {
            b'+' => out.push(b' '),
            b'%' => match (bytes.get(i + 1).and_then(|b| hex(*b)), bytes.get(i + 2).and_then(|b| hex(*b))) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    i += 2;
                }
                _ => out.push(b'%'),
            },
            other => out.push(other),
        }
        i += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Percent-encodes one component of a path or query. Chinese stays readable in the address bar because browsers decode it.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Joins pairs into a query string without the question mark.
pub fn join<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    pairs.into_iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_survive_a_round_trip_and_broken_escapes() {
        let text = join([("q", "停车 场&=%+"), ("x", "")]);
        assert_eq!(pairs(&text), [("q".into(), "停车 场&=%+".into()), ("x".into(), String::new())]);
        assert_eq!(pairs("q=%E5%&&a"), [("q".to_string(), "\u{fffd}%".to_string()), ("a".into(), String::new())]);
    }
}
