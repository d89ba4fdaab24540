//! A notice as a letter: number, act and link only, in the recipient's language, as plain text and as HTML without pictures or scripts.
use super::channel::Letter;
use crate::portal::Core;
use crate::services::notices::{Contact, words};
use domain::locale::Locale;
use std::fmt::Write as _;
use store::notices::NoticeRow;
use texts::t;

/// The letter of a notice to a mailbox. `link` is a path; it becomes an address in the recipient's language.
pub fn compose(core: &Core, notice: &NoticeRow, contact: &Contact, link: Option<&str>) -> Letter {
    let locale = contact.locale;
    let words = words::of(notice, locale);
    let site = &core.config.site;
    let site = match locale {
        Locale::En if !site.name_en.is_empty() => site.name_en.clone(),
        _ => site.name.clone(),
    };
    let address = link.map(|path| format!("{}{}{path}", core.config.base(), locale.prefix()));
    let why = if !notice.kind.optional() && notice.case_number.is_none() {
        t!(locale, "mail-why-account")
    } else if notice.kind.optional() && !notice.statutory {
        t!(locale, "mail-why-optional")
    } else {
        t!(locale, "mail-why-statutory")
    };
    let no_reply = t!(locale, "mail-no-reply");
    let mut plain = format!("{}\n\n{}\n", words.subject, words.text);
    if let Some(address) = &address {
        let _ = write!(plain, "\n{address}\n");
    }
    let _ = write!(plain, "\n-- \n{site}\n{why}\n{no_reply}\n");
    let html = Html {
        lang: locale.tag(),
        subject: &words.subject,
        text: &words.text,
        link: address.as_deref().map(|address| (address, t!(locale, "mail-open"), t!(locale, "mail-link"))),
        foot: [&site, &why, &no_reply],
    }
    .write();
    Letter {
        notice: notice.clone(),
        to: contact.email.clone(),
        locale,
        link: address,
        subject: format!("{} — {site}", words.subject),
        plain,
        html,
    }
}

/// The letter of a notice to a system: what there is to say is in the notice.
pub fn to_receiver(core: &Core, notice: &NoticeRow) -> Letter {
    let locale = Locale::ZhCn;
    let words = words::of(notice, locale);
    Letter {
        notice: notice.clone(),
        to: String::new(),
        locale,
        link: notice.link.as_ref().map(|path| format!("{}{}{path}", core.config.base(), locale.prefix())),
        subject: words.subject,
        plain: words.text,
        html: String::new(),
    }
}

struct Html<'a> {
    lang: &'a str,
    subject: &'a str,
    text: &'a str,
    /// Address, words of the button, words before the address in full.
    link: Option<(&'a str, String, String)>,
    foot: [&'a str; 3],
}

impl Html<'_> {
    /// Styles stand at the elements: programs that read mails drop everything else.
    fn write(&self) -> String {
        let mut out = format!(
            "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\
             <body style=\"margin:0;padding:24px;background:#f5f7f9;color:#1a2733;font:16px/1.7 'Noto Sans SC','Microsoft YaHei',sans-serif\">\
             <div style=\"max-width:560px;margin:0 auto;padding:24px;background:#fff;border:1px solid #d5dde3\">\
             <h1 style=\"margin:0 0 12px;font-size:20px\">{}</h1><p>{}</p>",
            self.lang,
            escaped(self.subject),
            escaped(self.subject),
            escaped(self.text)
        );
        if let Some((address, open, copy)) = &self.link {
            let address = escaped(address);
            let _ = write!(
                out,
                "<p><a href=\"{address}\" style=\"display:inline-block;padding:10px 20px;background:#0b5a8f;color:#fff;text-decoration:none\">\
                 {}</a></p><p style=\"font-size:14px;color:#4a5a68\">{}<br>{address}</p>",
                escaped(open),
                escaped(copy)
            );
        }
        out.push_str("<hr style=\"border:0;border-top:1px solid #d5dde3\">");
        for line in self.foot {
            let _ = write!(out, "<p style=\"margin:4px 0;font-size:14px;color:#4a5a68\">{}</p>", escaped(line));
        }
        out.push_str("</div></body></html>");
        out
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_notice_becomes_markup() {
        let html = Html {
            lang: "zh-CN",
            subject: "<b>",
            text: "a & b",
            link: Some(("http://x/?a=1&b=\"2\"", "打开".into(), "复制".into())),
            foot: ["x", "<i>", "z"],
        }
        .write();
        assert!(!html.contains("<b>") && !html.contains("<i>"), "{html}");
        assert!(html.contains("href=\"http://x/?a=1&amp;b=&quot;2&quot;\"") && html.contains("a &amp; b"), "{html}");
    }
}
