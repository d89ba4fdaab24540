//! `/apply/{id}`: the task list of a draft (ui 5.5).
use super::{CHECK, draft_title, lines, load, param, path, section_path, section_title};
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{dates, signed};
use crate::pages::public::apply::for_dataset;
use crate::ui::{ActButton, Control, Copy, Field, Form, FormState, Hidden, Notice, Task, TaskList, TaskState, Tone};
use contract::applications::{DraftView, GroupView, forms};
use contract::{ErrorCode, FormData, Refusal};
use domain::access::application::{Progress, Section};
use domain::access::window::Acceptance;
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Groups of the list: key of the heading, sections.
const GROUPS: [(&str, &[Section]); 6] = [
    ("apply-group-applicant", &[Section::Applicant, Section::Contact]),
    ("apply-group-data", &[Section::Lines]),
    ("apply-group-use", &[Section::Service, Section::Standard, Section::Benefit, Section::Feedback]),
    ("apply-group-system", &[Section::System]),
    ("apply-group-papers", &[Section::Papers, Section::Consent]),
    ("apply-group-submit", &[Section::Commitment]),
];

/// The list.
///
/// # Errors
/// A redirect to sign in; `not-found` where the draft is another party's.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let draft = load(&ctx, &params).await?;
    let title = draft_title(&ctx, &draft.form.service_name);
    let drafts = (t!(ctx.locale, "drafts-title"), Some("/my/drafts"));
    let mut head = signed::head(title.clone(), signed::my_crumbs(&ctx, [drafts, (title.clone(), None)]));
    head.island = !draft.colleagues.is_empty();
    Ok(signed::page(head, move || view(&ctx, &draft, title)))
}

fn view(ctx: &PageCtx, draft: &DraftView, title: String) -> AnyView {
    let locale = ctx.locale;
    let done = draft.progress.iter().filter(|(_, state)| *state == Progress::Completed).count();
    let open = draft.progress.len() - done;
    let mut number = 0;
    let mut groups: Vec<(String, Vec<Task>)> = Vec::new();
    for (heading, sections) in GROUPS {
        let tasks = sections.iter().map(|section| {
            number += 1;
            task(ctx, draft, *section, number)
        });
        groups.push((texts::t(locale, heading), tasks.collect()));
    }
    let last = number + 1;
    if let Some((_, tasks)) = groups.last_mut() {
        let label = format!("{last} {}", t!(locale, "apply-check"));
        tasks.push(if open == 0 {
            Task { label, path: format!("{}/check", path(&draft.id)), state: TaskState::NotStarted, note: None }
        } else {
            let note = Some(t!(locale, "apply-check-open", n = open));
            Task { label, path: String::new(), state: TaskState::Blocked, note }
        });
    }
    let look = (open > 0).then(|| {
        let check = format!("{}/check", path(&draft.id));
        view! {
            <p>
                <a href=crate::ui::href(locale, &check)>{t!(locale, "apply-check-look")}</a>
            </p>
        }
    });
    let kept = draft
        .filed
        .is_none()
        .then(|| format!(" · {}", t!(locale, "apply-kept-until", date = texts::date(locale, draft.kept_until))));
    view! {
        <div class="page-head">
            <h1>{title}</h1>
            <p class="lead">{t!(locale, "apply-progress", done = done, all = draft.progress.len())}</p>
            <p class="meta">
                {t!(
                    locale,
                    "apply-changed",
                    by = draft.changed_by.clone(),
                    at = dates::instant(ctx, draft.changed)
                )} {kept}
            </p>
        </div>
        {unverified(ctx, draft)}
        {draft.groups.iter().map(|group| window(ctx, draft, group)).collect_view()}
        <div class="apply-tasks">
            <div>
                <TaskList groups=groups />
                {look}
            </div>
            <aside class="apply-side">
                {share(ctx, draft)}
                <section>
                    <h2>{t!(locale, "apply-help")}</h2>
                    <ul>
                        <li>
                            <a href=crate::ui::href(locale, "/help/contact")>{t!(locale, "guide-contact")}</a>
                        </li>
                        <li>
                            <a href=crate::ui::href(locale, "/my/drafts")>{t!(locale, "drafts-title")}</a>
                        </li>
                    </ul>
                    <ActButton act="discard" label=t!(locale, "apply-discard") />
                </section>
            </aside>
        </div>
    }
    .into_any()
}

fn task(ctx: &PageCtx, draft: &DraftView, section: Section, number: usize) -> Task {
    let state = lines::task_state(draft.state(section));
    let sensitive = draft.form.lines.iter().any(|line| line.sensitive == "yes");
    let note = match section {
        Section::Applicant => Some(t!(ctx.locale, "apply-known")),
        section if draft.known.as_ref().is_some_and(|(_, known)| known.contains(&section)) => {
            Some(t!(ctx.locale, "apply-from-before-short"))
        }
        Section::Lines if !draft.lines.is_empty() => Some(t!(ctx.locale, "apply-lines-count", n = draft.lines.len())),
        Section::Consent if !sensitive => Some(t!(ctx.locale, "apply-consent-none")),
        _ => None,
    };
    let label = format!("{number} {}", section_title(ctx, section));
    Task { label, path: section_path(&draft.id, section), state, note }
}

/// 可以保存，核验后才能提交
pub fn unverified(ctx: &PageCtx, draft: &DraftView) -> Option<AnyView> {
    let locale = ctx.locale;
    (!draft.applicant.verified).then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>{t!(locale, "apply-unverified")}</p>
            </Notice>
        }
        .into_any()
    })
}

/// 现在可以填写和保存，9月1日起可以提交; the last day while it is open.
pub fn window(ctx: &PageCtx, draft: &DraftView, group: &GroupView) -> AnyView {
    let locale = ctx.locale;
    let authority = group.authority.name.clone();
    let (tone, words) = match group.acceptance {
        Acceptance::Always => return ().into_any(),
        Acceptance::Open { last, .. } => {
            (Tone::Info, t!(locale, "apply-window-open", authority = authority, last = dates::day(ctx, last)))
        }
        Acceptance::Closed { next: Some(next) } => {
            let first = texts::date(locale, next.first);
            let key = if next.announced { "apply-window-next" } else { "apply-window-expected" };
            let mut args = texts::FluentArgs::new();
            args.set("authority", authority);
            args.set("first", first);
            (Tone::Warning, texts::t_args(locale, key, &args))
        }
        Acceptance::Closed { next: None } => (Tone::Warning, t!(locale, "apply-window-unknown", authority = authority)),
    };
    let remind = matches!(group.acceptance, Acceptance::Closed { .. }).then(|| remind(ctx, draft, group));
    view! {
        <Notice tone=tone>
            <p>{words}</p>
            {remind}
        </Notice>
    }
    .into_any()
}

/// 到时提醒我: for the authority of the group; the draft stays open.
pub fn remind(ctx: &PageCtx, draft: &DraftView, group: &GroupView) -> AnyView {
    let first = group.lines.first().and_then(|at| draft.lines.get(*at)).and_then(|line| line.dataset.as_ref());
    let action = for_dataset(&path(&draft.id), first.map(|dataset| dataset.code.as_str()));
    view! { <ActButton act="remind" label=t!(ctx.locale, "opening-remind") action=action /> }.into_any()
}

/// 邀请同事一起填写: everybody of the organisation sees the draft; the address is all they need.
fn share(ctx: &PageCtx, draft: &DraftView) -> Option<AnyView> {
    let locale = ctx.locale;
    let organisation = draft.applicant.kind != domain::account::PartyKind::Person;
    organisation.then(|| {
        let who = if draft.colleagues.is_empty() {
            view! {
                <p>
                    {t!(locale, "apply-share-nobody")} " "
                    <a href=crate::ui::href(locale, "/my/organisation")>{t!(locale, "apply-share-invite")}</a>
                </p>
            }
            .into_any()
        } else {
            let names: Vec<String> = draft.colleagues.iter().map(|one| one.label.clone()).collect();
            let names = texts::list(locale, &names);
            let link = format!("{}{}", ctx.site.base_url, crate::ui::href(locale, &path(&draft.id)));
            view! {
                <p>{t!(locale, "apply-share-who", names = names)}</p>
                <p>{t!(locale, "apply-share-link")}</p>
                <p>
                    <code class="apply-link">{link.clone()}</code>
                    " "
                    <Copy text=link />
                </p>
                {tell(ctx, draft)}
                <p>
                    <a href=crate::ui::href(locale, "/my/organisation")>{t!(locale, "apply-share-invite")}</a>
                </p>
            }
            .into_any()
        };
        view! {
            <section>
                <h2>{t!(locale, "apply-share")}</h2>
                {who}
            </section>
        }
        .into_any()
    })
}

/// 通知同事: who of them, and which part they are asked to fill in.
fn tell(ctx: &PageCtx, draft: &DraftView) -> Option<AnyView> {
    let locale = ctx.locale;
    if draft.filed.is_some() {
        return None;
    }
    let state = FormState::of(
        ctx,
        [(forms::COLLEAGUE, t!(locale, "apply-share-colleague")), (forms::SECTION, t!(locale, "apply-share-section"))],
    );
    let people = draft.colleagues.iter().map(|one| (one.value.clone(), one.label.clone())).collect();
    let any = (String::new(), t!(locale, "apply-share-any"));
    let asked = |section: &&Section| !matches!(section, Section::Applicant);
    let sections = Section::ALL.iter().filter(asked).map(|one| (one.code().to_owned(), section_title(ctx, *one)));
    let sections = std::iter::once(any).chain(sections).collect();
    Some(
        view! {
            <Form>
                <Hidden name="act" value="share" />
                <Field
                    name=forms::COLLEAGUE
                    label=state.label(forms::COLLEAGUE)
                    value=state.value(forms::COLLEAGUE)
                    error=state.error(forms::COLLEAGUE)
                    control=Control::Select(people)
                />
                <Field
                    name=forms::SECTION
                    label=state.label(forms::SECTION)
                    value=state.value(forms::SECTION)
                    error=state.error(forms::SECTION)
                    control=Control::Select(sections)
                />
                <button type="submit" class="button">
                    {t!(locale, "apply-share-tell")}
                </button>
            </Form>
        }
        .into_any(),
    )
}

/// Throws it away, tells a colleague of it, or asks to be reminded when it can be submitted.
///
/// # Errors
/// Those of the port.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    let id = param(&params, "id");
    match sent.text("act").as_str() {
        "discard" => {
            ctx.ports.applications.discard(&ctx.caller, id).await?;
            Ok(Done::to("/my/drafts").flash("draft-thrown-away", ""))
        }
        "share" => {
            ctx.ports.applications.share(&ctx.caller, id, &sent).await?;
            Ok(Done::to(path(id)).flash("apply-shared", ""))
        }
        "remind" => {
            ctx.ports.opening.remind(&ctx.caller, ctx.param("dataset").as_deref(), true).await?;
            Ok(Done::to(path(id)).flash("window-remind", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}

/// A section with everything that is missing shown.
pub fn mend_path(id: &str, section: Section) -> String {
    format!("{}?{CHECK}=1", section_path(id, section))
}
