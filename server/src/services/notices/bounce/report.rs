//! Reads `multipart/report; report-type=delivery-status`: the fields of the report, and what is said of the mail it is about.
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::collections::BTreeMap;

/// A report as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Of the mail that the report is about, without the pointed brackets.
    pub message_id: String,
    /// Addresses that mail was written to.
    pub to: Vec<String>,
    /// What is said of each recipient.
    pub failed: Vec<Failed>,
}

/// One recipient in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// `Original-Recipient` and `Final-Recipient`.
    pub addresses: Vec<String>,
    /// `failed`, `delayed`, `delivered`, `relayed`, `expanded`.
    pub action: String,
    /// RFC 3463: `5.1.1`.
    pub status: String,
    /// What the other mail server said.
    pub diagnostic: String,
}

impl Failed {
    /// The mail will not arrive.
    pub fn failed(&self) -> bool {
        self.action == "failed"
    }

    /// It is the address: permanent, and neither a full mailbox nor content, size or policy, which another mail may satisfy.
    pub fn address_is_dead(&self) -> bool {
        let mut parts = self.status.split('.');
        let (class, subject, detail) = (parts.next(), parts.next(), parts.next());
        self.failed()
            && class == Some("5")
            && match subject {
                Some("0" | "1" | "4") => true,
                Some("2") => detail != Some("2") && detail != Some("3"),
                _ => false,
            }
    }
}

/// Why a file is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("not a mail")]
    NoMail,
    #[error("no delivery report (RFC 3464): there is no part message/delivery-status")]
    NoReport,
    #[error("the report does not say which mail it is about")]
    NoOriginal,
}

/// Longest report: mail servers send back the whole mail at times.
pub const LONGEST: usize = 10 << 20;

/// Reads a mail that is a report.
///
/// # Errors
/// [`Unreadable`]
pub fn read(bytes: &[u8]) -> Result<Report, Unreadable> {
    let parser = MessageParser::default();
    let mail = parser.parse(bytes).ok_or(Unreadable::NoMail)?;
    let status = mail.parts.iter().find(|part| is(part, "message", "delivery-status")).ok_or(Unreadable::NoReport)?;
    let failed = recipients(&text_of(&mail, status));
    let original = mail.parts.iter().find_map(|part| match &part.body {
        PartType::Message(message) if !is(part, "message", "delivery-status") => original(message),
        _ if is(part, "text", "rfc822-headers") || is(part, "message", "rfc822-headers") => {
            original(&parser.parse_headers(text_of(&mail, part).as_bytes())?)
        }
        _ => None,
    });
    let (message_id, to) = original.ok_or(Unreadable::NoOriginal)?;
    Ok(Report { message_id, to, failed })
}

fn is(part: &MessagePart<'_>, kind: &str, below: &str) -> bool {
    part.content_type().is_some_and(|found| {
        found.c_type.eq_ignore_ascii_case(kind)
            && found.c_subtype.as_deref().is_some_and(|subtype| subtype.eq_ignore_ascii_case(below))
    })
}

/// A part as it stands in the mail, whatever it was taken for. Reports are ASCII; in another transfer encoding they are decoded.
fn text_of(mail: &Message<'_>, part: &MessagePart<'_>) -> String {
    match &part.body {
        PartType::Text(text) => text.to_string(),
        PartType::Message(_) | PartType::Multipart(_) => {
            let raw = mail.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
            String::from_utf8_lossy(raw).into_owned()
        }
        _ => String::from_utf8_lossy(part.contents()).into_owned(),
    }
}

fn original(message: &Message<'_>) -> Option<(String, Vec<String>)> {
    let id = message.message_id()?.trim().trim_matches(['<', '>']).to_owned();
    let to = message.to().map(|list| list.iter().filter_map(|one| one.address().map(str::to_owned)).collect());
    Some((id, to.unwrap_or_default()))
}

/// Groups of fields parted by empty lines: the first is about the report, the others about one recipient each.
fn recipients(text: &str) -> Vec<Failed> {
    let mut groups: Vec<BTreeMap<String, String>> = vec![BTreeMap::new()];
    let mut last = String::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            groups.push(BTreeMap::new());
            continue;
        }
        let Some(group) = groups.last_mut() else { continue };
        if line.starts_with([' ', '\t']) {
            if let Some(value) = group.get_mut(&last) {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            last = name.trim().to_ascii_lowercase();
            group.entry(last.clone()).or_insert_with(|| value.trim().to_owned());
        }
    }
    let recipients = groups.into_iter().filter(|group| group.contains_key("final-recipient"));
    recipients
        .map(|group| {
            let field = |name: &str| group.get(name).cloned().unwrap_or_default();
            let typed =
                |name: &str| group.get(name).and_then(|value| value.split_once(';')).map(|(_, text)| text.trim());
            let addresses = ["original-recipient", "final-recipient"].into_iter().filter_map(typed);
            Failed {
                addresses: addresses.map(|address| xtext(address.trim_matches(['<', '>']))).collect(),
                action: field("action").to_ascii_lowercase(),
                // A comment may follow: `5.1.1 (no such mailbox)`.
                status: field("status").split_whitespace().next().unwrap_or_default().to_owned(),
                diagnostic: typed("diagnostic-code").map(str::to_owned).unwrap_or_default(),
            }
        })
        .collect()
}

/// `+3D` for `=` (RFC 3461, 4). A plus sign that begins no such code stands for itself.
fn xtext(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('+') {
        out.push_str(before);
        let code = after.get(..2).filter(|code| code.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b)));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(u8::is_ascii) {
            Some(byte) => {
                out.push(char::from(byte));
                rest = &after[2..];
            }
            None => {
                out.push('+');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Postfix writes it.
    const POSTFIX: &str = include_str!("postfix.eml");

    #[test]
    fn r150_a_report_names_the_mail_the_address_and_what_was_said() {
        let report = read(POSTFIX.as_bytes()).unwrap();
        assert_eq!(report.message_id, "00000000-0000-0000-0000-000000000007@data.example.cn");
        assert_eq!(report.to, ["zhang@example.cn"]);
        let [failed] = &report.failed[..] else { panic!("{:?}", report.failed) };
        assert_eq!(failed.addresses, ["zhang@example.cn", "zhang@mail.example.cn"]);
        assert_eq!((failed.action.as_str(), failed.status.as_str()), ("failed", "5.1.1"));
        assert!(failed.diagnostic.starts_with("550 5.1.1") && failed.diagnostic.contains("unknown"), "{failed:?}");
        assert!(failed.address_is_dead());
    }

    #[test]
    fn r150_headers_alone_are_enough_and_other_mails_are_told_apart() {
        let headers = POSTFIX.replace("Content-Type: message/rfc822", "Content-Type: text/rfc822-headers");
        assert_eq!(read(headers.as_bytes()), read(POSTFIX.as_bytes()));
        assert_eq!(read(b"From: a@b.cn\r\nSubject: x\r\n\r\nhello"), Err(Unreadable::NoReport));
        let nothing = POSTFIX.replace("Message-ID: <00000000", "X-Was: <00000000");
        assert_eq!(read(nothing.as_bytes()), Err(Unreadable::NoOriginal));
        assert!(read(b"").is_err() && read(&[0xff; 50]).is_err());
    }

    #[test]
    fn r150_only_what_is_the_addresss_own_fault_marks_it() {
        let of = |action: &str, status: &str| Failed {
            addresses: Vec::new(),
            action: action.into(),
            status: status.into(),
            diagnostic: String::new(),
        };
        for (action, status, dead) in [
            ("failed", "5.1.1", true),
            ("failed", "5.0.0", true),
            ("failed", "5.4.4", true),
            ("failed", "5.2.1", true),
            ("failed", "5.2.2", false),
            ("failed", "5.7.1", false),
            ("failed", "5.3.4", false),
            ("failed", "4.4.7", false),
            ("delayed", "5.1.1", false),
            ("failed", "", false),
        ] {
            assert_eq!(of(action, status).address_is_dead(), dead, "{action} {status}");
        }
        assert_eq!(xtext("a+2Bb+c@x.cn+"), "a+b+c@x.cn+");
    }
}
