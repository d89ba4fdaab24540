//! Pages of running text: a list of contents and sections, whose words are messages. The names that follow the profile and the ways to
//! reach us are arguments of every message.
use super::words;
use crate::page::PageCtx;
use crate::ui::href;
use leptos::prelude::*;
use texts::FluentArgs;

/// A piece of a section; each key is a message.
#[derive(Clone, Copy, Debug)]
pub enum Piece {
    /// A paragraph.
    Text(&'static str),
    /// Points.
    List(&'static [&'static str]),
    /// Steps, one after another.
    Steps(&'static [&'static str]),
    /// Ways on: words and path.
    Links(&'static [(&'static str, &'static str)]),
    /// Something to copy or to look for, as it stands.
    Code(&'static str),
}

/// A section: its anchor, the message of its heading, what stands there.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    pub id: &'static str,
    pub heading: &'static str,
    pub pieces: &'static [Piece],
}

/// A message with the arguments that all of these pages may use.
pub fn say(ctx: &PageCtx, key: &str) -> String {
    let mut args = FluentArgs::new();
    args.set("publisher", words::inside(ctx, words::publisher(ctx)));
    args.set("access", words::inside(ctx, words::access_rights(ctx)));
    args.set("publicLabel", words::public(ctx));
    args.set("restrictedLabel", words::restricted(ctx));
    args.set("public", words::inside(ctx, words::public(ctx)));
    args.set("restricted", words::inside(ctx, words::restricted(ctx)));
    args.set("frequency", words::inside(ctx, words::accrual_periodicity(ctx)));
    args.set("base", ctx.site.base_url.as_str());
    texts::t_args(ctx.locale, key, &args)
}

/// The contents as links to the sections of this page.
pub fn contents(ctx: &PageCtx, sections: &[Section]) -> impl IntoView + use<> {
    let links = sections
        .iter()
        .map(|section| view! { <li><a href=format!("#{}", section.id)>{say(ctx, section.heading)}</a></li> })
        .collect_view();
    view! {
        <nav class="guide-contents" aria-label=texts::t!(ctx.locale, "guide-contents")>
            <ul>{links}</ul>
        </nav>
    }
}

/// The sections.
pub fn sections(ctx: &PageCtx, sections: &[Section]) -> impl IntoView + use<> {
    let sections = sections
        .iter()
        .map(|section| {
            let heading = format!("{}-heading", section.id);
            let labelled = heading.clone();
            let pieces = section.pieces.iter().map(|one| piece(ctx, *one)).collect_view();
            view! {
                <section id=section.id class="guide-section prose" aria-labelledby=labelled>
                    <h2 id=heading>{say(ctx, section.heading)}</h2>
                    {pieces}
                </section>
            }
        })
        .collect_view();
    view! { {sections} }
}

fn piece(ctx: &PageCtx, piece: Piece) -> AnyView {
    let lines = |keys: &[&str]| keys.iter().map(|key| view! { <li>{say(ctx, key)}</li> }).collect_view();
    match piece {
        Piece::Text(key) => view! { <p>{say(ctx, key)}</p> }.into_any(),
        Piece::List(keys) => view! { <ul class="guide-list">{lines(keys)}</ul> }.into_any(),
        Piece::Steps(keys) => view! { <ol class="guide-list">{lines(keys)}</ol> }.into_any(),
        Piece::Links(links) => {
            let links = links
                .iter()
                .map(|(key, path)| view! { <li><a href=href(ctx.locale, path)>{say(ctx, key)}</a></li> })
                .collect_view();
            view! { <ul class="inline-list">{links}</ul> }.into_any()
        }
        Piece::Code(text) => view! {
            <p>
                <code>{text.replace("{base}", &ctx.site.base_url)}</code>
            </p>
        }
        .into_any(),
    }
}

/// 联系: only what is set.
pub fn contact(ctx: &PageCtx) -> impl IntoView + use<> {
    let (locale, site) = (ctx.locale, &ctx.site);
    let phone = site.phone.clone().map(|phone| {
        let address = format!("tel:{}", phone.replace(' ', ""));
        view! {
            <li>
                {texts::t!(locale, "guide-phone")} " " <a href=address>{phone}</a>
                {site.hours.clone().map(|hours| format!(" {hours}"))}
            </li>
        }
    });
    let email = site.email.clone().map(|email| {
        let address = format!("mailto:{email}");
        view! { <li>{texts::t!(locale, "guide-email")} " " <a href=address>{email}</a></li> }
    });
    if phone.is_none() && email.is_none() {
        return view! { <p>{texts::t!(locale, "guide-no-contact")}</p> }.into_any();
    }
    view! { <ul class="guide-list">{phone}{email}</ul> }.into_any()
}
