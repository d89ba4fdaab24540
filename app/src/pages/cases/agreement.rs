//! What the page of an agreement has beside that of every case (ui 5.9): what is missing, dates, blanks, the text in full, versions.
use crate::page::PageCtx;
use crate::ui::{Definition, DefinitionList, Details, Notice, Tone, href, with_query};
use contract::cases::{AgreementPart, BlankView, ClauseView, Side, SignedView};
use leptos::prelude::*;
use texts::t;

/// The sections between history and messages.
pub fn view(ctx: &PageCtx, side: Side, number: &str, part: AgreementPart) -> AnyView {
    let locale = ctx.locale;
    let signed = part.signed.is_some();
    let text = href(locale, &format!("/cases/{number}/agreement"));
    let files = part.signed.as_ref().map(|signed| files(ctx, number, signed));
    let standing = standing(ctx, number, &part);
    let duties = (side == Side::Applicant).then(|| super::duties::view(ctx, number, &part));
    let versions = versions(ctx, &part);
    let missing = missing(ctx, &part.missing);
    let all = t!(locale, "agreement-blanks-all", n = part.blanks.len());
    let blanks = blanks(ctx, part.blanks);
    let clauses = clauses(ctx, part.clauses);
    view! {
        {standing}
        {duties}
        <section class="case-section" aria-labelledby="blanks">
            <h2 id="blanks">{t!(locale, "agreement-blanks")}</h2>
            {missing}
            <Details summary=all open=!signed>
                {blanks}
            </Details>
        </section>
        <section class="case-section" aria-labelledby="text">
            <h2 id="text">{t!(locale, "agreement-text")}</h2>
            <ul class="inline-list"><li><a href=text>{t!(locale, "agreement-print")}</a></li> {files}</ul>
            <Details summary=t!(locale, "agreement-text-show") open=!signed>
                {clauses}
            </Details>
        </section>
        {versions}
    }
    .into_any()
}

/// The signed text as files; where no PDF can be made, the page is printed instead.
pub fn files(ctx: &PageCtx, number: &str, signed: &SignedView) -> AnyView {
    let locale = ctx.locale;
    let file = |form: &str| href(locale, &format!("/cases/{number}/agreement.{form}"));
    let pdf = if signed.pdf {
        view! { <a href=file("pdf")>{t!(locale, "agreement-pdf")}</a> }.into_any()
    } else {
        t!(locale, "agreement-pdf-none").into_any()
    };
    view! {
        <li>{pdf}</li>
        <li><a href=file("txt")>{t!(locale, "agreement-file")}</a></li>
    }
    .into_any()
}

/// Where it stands: in force until when, what has to be done by when.
fn standing(ctx: &PageCtx, number: &str, part: &AgreementPart) -> AnyView {
    let locale = ctx.locale;
    let mut rows = vec![
        Definition::new(t!(locale, "agreement-party-a"), view! { <span lang="zh-CN">{part.party_a.clone()}</span> }),
        Definition::new(t!(locale, "agreement-party-b"), view! { <span lang="zh-CN">{part.party_b.clone()}</span> }),
    ];
    if part.publishers.len() > 1 {
        let names: Vec<_> = part.publishers.iter().map(|body| body.name.clone()).collect();
        rows.push(Definition::new(t!(locale, "agreement-publishers"), texts::list(locale, &names)));
    }
    if let Some(signed) = &part.signed {
        rows.extend(signature(ctx, signed));
    }
    for (label, day) in &part.dates {
        let (day, shown) = (texts::date_iso(*day), texts::date(locale, *day));
        rows.push(Definition::new(label.clone(), view! { <time datetime=day>{shown}</time> }));
    }
    if let Some(months) = part.build.filter(|build| build.due.is_none()).map(|build| build.months) {
        rows.push(Definition::new(t!(locale, "agreement-date-build"), t!(locale, "agreement-build-open", n = months)));
    }
    if let Some((term, granted)) = &part.renewal {
        let key = if *granted { "agreement-renewal-granted" } else { "agreement-renewal-running" };
        rows.push(Definition::new(
            t!(locale, "agreement-renewal"),
            texts::t_args(locale, key, &{
                let mut args = texts::FluentArgs::new();
                args.set("term", term.clone());
                args
            }),
        ));
    }
    let suspect = part.may_suspect.then(|| {
        let path = with_query("/admin/violations/new", [("agreement", number)]);
        view! { <p><a href=href(locale, &path)>{t!(locale, "suspicion-title")}</a></p> }
    });
    let force = part.signed.as_ref().filter(|_| part.in_force).map(|signed| {
        let when = when(ctx, signed.at);
        view! { <Notice tone=Tone::Success>{t!(locale, "agreement-in-force", when = when)}</Notice> }
    });
    view! {
        <section class="case-section" aria-labelledby="standing">
            <h2 id="standing">{t!(locale, "agreement-standing")}</h2>
            {force}
            <DefinitionList rows=rows />
            {suspect}
        </section>
    }
    .into_any()
}

/// 2026年10月21日 09:30
pub fn when(ctx: &PageCtx, at: chrono::DateTime<chrono::Utc>) -> String {
    format!("{} {}", texts::date(ctx.locale, texts::local_date(at)), texts::time_of_day(at))
}

/// 未加盖电子签章: the operator had no certificate.
pub fn seal(ctx: &PageCtx, sealed: bool) -> Definition {
    let key = if sealed { "agreement-sealed" } else { "agreement-unsealed" };
    Definition::new(t!(ctx.locale, "agreement-seal"), texts::t(ctx.locale, key))
}

/// Who signed when, the hash, and where to verify it.
pub fn signature(ctx: &PageCtx, signed: &SignedView) -> Vec<Definition> {
    let locale = ctx.locale;
    let verify = href(locale, &signed.verify);
    vec![
        Definition::new(t!(locale, "agreement-signed"), when(ctx, signed.at)),
        Definition::new(t!(locale, "agreement-signed-by"), view! { <span lang="zh-CN">{signed.name.clone()}</span> }),
        Definition::new(
            t!(locale, "agreement-hash"),
            view! {
                <code class="hash">{signed.sha256.clone()}</code>
                " "
                <a href=verify>{t!(locale, "agreement-verify")}</a>
            },
        ),
        seal(ctx, signed.sealed),
    ]
}

/// 还缺 1 项：… Each with who fills it.
pub fn missing(ctx: &PageCtx, missing: &[String]) -> Option<AnyView> {
    if missing.is_empty() {
        return None;
    }
    let items = missing.iter().map(|one| view! { <li>{one.clone()}</li> }).collect_view();
    let lead = t!(ctx.locale, "agreement-missing", n = missing.len());
    Some(
        view! {
            <Notice tone=Tone::Warning>
                {lead} <ul>{items}</ul>
            </Notice>
        }
        .into_any(),
    )
}

/// Every blank: what stands in it, and who fills it.
pub fn blanks(ctx: &PageCtx, blanks: Vec<BlankView>) -> AnyView {
    let locale = ctx.locale;
    let rows = blanks
        .into_iter()
        .map(|blank| {
            let by = t!(locale, "agreement-blank-by", by = blank.by.label);
            let value = match blank.value.trim() {
                "" => {
                    let key = if blank.empty { "agreement-blank-empty" } else { "agreement-blank-later" };
                    view! { <span class="missing">{texts::t(locale, key)}</span> }.into_any()
                }
                value => view! { <span class="pre-line" lang="zh-CN">{value.to_owned()}</span> }.into_any(),
            };
            Definition::new(blank.blank.label, view! { {value} <span class="meta blank-by">{by}</span> })
        })
        .collect();
    view! { <DefinitionList rows=rows /> }.into_any()
}

/// The text, in reading measure; what was filled in is underlined and named.
pub fn clauses(ctx: &PageCtx, clauses: Vec<ClauseView>) -> AnyView {
    let locale = ctx.locale;
    let items = clauses
        .into_iter()
        .map(|clause| {
            let changed = clause.changed.then(|| {
                view! { <span class="tag">{t!(locale, "agreement-clause-changed")}</span> }
            });
            let appended = clause.appended.map(|why| view! { <p class="meta">{why}</p> });
            let pieces = clause
                .pieces
                .into_iter()
                .map(|piece| match piece.blank {
                    Some(label) => {
                        let title = label.clone();
                        view! {
                            <span class="filled" title=title>
                                {piece.text} " "
                                <span class="visually-hidden">{t!(locale, "agreement-filled-blank", label = label)}</span>
                            </span>
                        }
                        .into_any()
                    }
                    None => piece.text.into_any(),
                })
                .collect_view();
            view! {
                <li>
                    <h3><span lang="zh-CN">{clause.title}</span> " " {changed}</h3>
                    {appended}
                    <p lang="zh-CN">{pieces}</p>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="agreement-text">{items}</ol> }.into_any()
}

/// Every version, where there are several.
fn versions(ctx: &PageCtx, part: &AgreementPart) -> Option<AnyView> {
    let locale = ctx.locale;
    if part.versions.len() < 2 {
        return None;
    }
    let items = part
        .versions
        .iter()
        .map(|one| {
            let label = t!(locale, "agreement-version", n = one.version, number = one.number.as_str());
            let label = if one.own {
                view! { <strong>{label}</strong> }.into_any()
            } else {
                view! { <a href=href(locale, &format!("/cases/{}", one.number))>{label}</a> }.into_any()
            };
            view! { <li>{label} " " <span class="meta">{one.state.label.clone()}</span></li> }
        })
        .collect_view();
    Some(
        view! {
            <section class="case-section" aria-labelledby="versions">
                <h2 id="versions">{t!(locale, "agreement-versions")}</h2>
                <ul class="guide-list">{items}</ul>
            </section>
        }
        .into_any(),
    )
}
