//! Texts as rough records carry them, made fit to show: no markup, no control characters, no redaction marks.
use unicode_normalization::UnicodeNormalization;

/// What stands where nothing is known.
const PLACEHOLDERS: &[&str] = &["", "暂无", "null", "none", "无", "-", "--", "/", "undefined", "[redacted]", "未知"];

/// One line of text: markup and control characters gone, white space collapsed, full-width letters and digits narrowed.
pub fn line(text: &str) -> String {
    collapse(&without_markup(text), false)
}

/// A text of several lines, otherwise as [`line`]; runs of empty lines become one line break.
pub fn paragraphs(text: &str) -> String {
    collapse(&without_markup(text), true)
}

/// `None` where the text only says that nothing is known.
pub fn stated(text: &str) -> Option<&str> {
    let text = text.trim();
    (!PLACEHOLDERS.iter().any(|p| p.eq_ignore_ascii_case(text))).then_some(text)
}

/// Name of an organisation: one line, no blanks between Chinese characters, brackets in one width.
pub fn organisation(text: &str) -> String {
    let narrow: String = line(text).nfkc().collect();
    let chars: Vec<char> = narrow.chars().collect();
    let chinese = |c: Option<&char>| c.is_some_and(|c| !c.is_ascii());
    let mut out = String::with_capacity(text.len());
    let any_chinese = chars.iter().any(|c| !c.is_ascii());
    for (at, &c) in chars.iter().enumerate() {
        match c {
            ' ' if chinese(at.checked_sub(1).and_then(|p| chars.get(p))) || chinese(chars.get(at + 1)) => {}
            '(' if any_chinese => out.push('（'),
            ')' if any_chinese => out.push('）'),
            c => out.push(c),
        }
    }
    out
}

fn collapse(text: &str, keep_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending: Option<char> = None;
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') && keep_lines {
            pending = Some('\n');
        } else if c.is_whitespace() || c.is_control() {
            pending = pending.or(Some(' '));
        } else if is_invisible(c) {
            // Zero width and direction marks carry nothing and spoil comparison.
        } else {
            if let Some(gap) = pending.take()
                && !out.is_empty()
            {
                out.push(gap);
            }
            out.push(narrow(c));
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Full-width letters and digits only: Chinese punctuation keeps its width.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Tags out, the common entities decoded. What is no tag stays: PM2.5<10 is data.
fn without_markup(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_owned();
    }
    const LONGEST_TAG: usize = 2_000;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let opens = tail.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match tail.find('>').filter(|end| opens && *end <= LONGEST_TAG) {
            Some(end) => {
                out.push(' ');
                rest = &tail[end + 1..];
            }
            None => {
                out.push('<');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    entities(&out)
}

fn entities(text: &str) -> String {
    const LONGEST_ENTITY: usize = 10;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let decoded =
            tail.find(';').filter(|end| *end <= LONGEST_ENTITY).and_then(|end| Some((entity(&tail[..end])?, end)));
        match decoded {
            Some((c, end)) => {
                out.push(c);
                rest = &tail[end + 1..];
            }
            None => {
                out.push('&');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" | "ensp" | "emsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" | "ldquo" | "rdquo" => '"',
        "apos" => '\'',
        "mdash" => '—',
        "middot" => '·',
        _ => {
            let number = name.strip_prefix('#')?;
            let value = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(value)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_go_and_data_stays() {
        assert_eq!(line("交通出行-停车场信息\r\n"), "交通出行-停车场信息");
        assert_eq!(line("<p>空气&nbsp;质量</p><br/>PM2.5<10 &amp; O3>3"), "空气 质量 PM2.5<10 & O3>3");
        assert_eq!(line("a<b 且 c>d"), "a d", "a letter after < reads as a tag");
        assert_eq!(line("１２３ＡＢｃ（新）\u{200b}\u{0}"), "123ABc（新）");
        assert_eq!(line("&#20013;&#x6587;&bogus;&"), "中文&bogus;&");
        assert_eq!(line("  \t\u{3000} "), "");
    }

    #[test]
    fn paragraphs_keep_their_line_breaks() {
        assert_eq!(paragraphs("网点编号\n\n\n网点类型\t状态 \r\n"), "网点编号\n网点类型 状态");
    }

    #[test]
    fn placeholders_are_nothing() {
        for nothing in ["", " 暂无 ", "NULL", "[redacted]", "无"] {
            assert_eq!(stated(nothing), None);
        }
        assert_eq!(stated(" 无人机 "), Some("无人机"));
    }

    #[test]
    fn organisations_have_one_spelling() {
        assert_eq!(organisation("绍兴市综合执法局 （市城管局）"), "绍兴市综合执法局（市城管局）");
        assert_eq!(organisation("省自然资源厅(省海洋局)"), "省自然资源厅（省海洋局）");
        assert_eq!(organisation("World  Bank (IBRD)"), "World Bank (IBRD)");
    }
}
