//! What a document that somebody sends may be: told by its content, before sending by the browser and after it by the server. Its name and
//! what a browser says of it count for nothing.

/// Largest document in MB (2^20 bytes) and bytes (ui 4.3).
pub const MAX_MB: usize = 20;
pub const MAX_BYTES: usize = MAX_MB << 20;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    pub media: &'static str,
    /// Every browser shows it by itself.
    pub inline: bool,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    Empty,
    /// It has so many MB, rounded up.
    TooLarge {
        mb: u64,
    },
    /// None of the kinds that are taken.
    Kind,
    /// It has a password: nobody here could read it.
    Protected,
}

/// Whether a file of so many bytes is worth reading.
///
/// # Errors
/// It is empty or too large.
pub const fn size(bytes: u64) -> Result<(), Unfit> {
    match bytes {
        0 => Err(Unfit::Empty),
        more if more > MAX_BYTES as u64 => Err(Unfit::TooLarge { mb: more.div_ceil(1 << 20) }),
        _ => Ok(()),
    }
}

/// The kind of a document.
///
/// # Errors
/// Why it is not taken.
pub fn kind(bytes: &[u8]) -> Result<Kind, Unfit> {
    size(bytes.len() as u64)?;
    let kind = by_content(bytes).ok_or(Unfit::Kind)?;
    let protected = kind.media == "application/pdf" && has(bytes, b"/Encrypt");
    if protected { Err(Unfit::Protected) } else { Ok(kind) }
}

/// The kind of a paper that reviewers read beside a form; `plan`: it may be a text document.
///
/// # Errors
/// Why it is not taken.
pub fn paper(bytes: &[u8], plan: bool) -> Result<Kind, Unfit> {
    match kind(bytes) {
        Ok(kind) if !plan && !kind.inline => Err(Unfit::Kind),
        kind => kind,
    }
}

fn by_content(bytes: &[u8]) -> Option<Kind> {
    const fn shown(media: &'static str) -> Kind {
        Kind { media, inline: true }
    }
    const MAGIC: [(&[u8], Kind); 4] = [
        (b"%PDF-", shown("application/pdf")),
        (b"\xff\xd8\xff", shown("image/jpeg")),
        (b"\x89PNG\r\n\x1a\n", shown("image/png")),
        // OLE2: Word and Excel before 2007, WPS.
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind { media: "application/x-ole-storage", inline: false }),
    ];
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*kind);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office(bytes).map(|media| Kind { media, inline: false });
    }
    // Plain text: UTF-8 without control characters; it is given back as a download, never shown as a page.
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    let plain = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    plain.then_some(Kind { media: "text/plain", inline: false })
}

/// Word, Excel and OFD are archives that name themselves by their members; any other archive is none of ours.
fn office(bytes: &[u8]) -> Option<&'static str> {
    if has(bytes, b"word/document.xml") {
        Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    } else if has(bytes, b"xl/workbook.xml") {
        Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    } else if has(bytes, b"OFD.xml") {
        Some("application/ofd")
    } else {
        None
    }
}

fn has(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_their_content() {
        let media = |bytes: &[u8]| kind(bytes).map(|kind| kind.media);
        assert_eq!(media(b"%PDF-1.7 ..."), Ok("application/pdf"));
        assert_eq!(media(b"\x89PNG\r\n\x1a\n...."), Ok("image/png"));
        assert_eq!(media(b"\xff\xd8\xff\xe0"), Ok("image/jpeg"));
        assert_eq!(media("说明\n第二行".as_bytes()), Ok("text/plain"));
        assert_eq!(
            media(b"PK\x03\x04....word/document.xml"),
            Ok("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        );
        assert_eq!(media(b"PK\x03\x04....evil.exe"), Err(Unfit::Kind));
        assert_eq!(media(b"MZ\x90\x00\x03"), Err(Unfit::Kind), "a program, whatever its name");
        assert_eq!(media(b"%PDF-1.7 trailer<</Encrypt 5 0 R>>"), Err(Unfit::Protected), "nobody could read it");
        assert_eq!(media(b""), Err(Unfit::Empty));
        assert_eq!(media(&vec![b'a'; MAX_BYTES + 1]), Err(Unfit::TooLarge { mb: 21 }));
        assert!(media(&vec![b'a'; MAX_BYTES]).is_ok());
    }

    #[test]
    fn c5_papers_are_what_reviewers_can_read() {
        assert_eq!(paper(b"%PDF-1.7 ...", false).map(|kind| kind.media), Ok("application/pdf"));
        assert_eq!(paper(b"just text", false), Err(Unfit::Kind));
        assert_eq!(paper(b"just text", true).map(|kind| kind.media), Ok("text/plain"));
        assert_eq!(paper(b"%PDF-1.7 trailer<</Encrypt 5 0 R>>", false), Err(Unfit::Protected));
    }
}
