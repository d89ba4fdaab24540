//! `/admin/credit` 信用记录: the authority's table of credit entries: found by number, taken over from a file, lifted. Whom an
//! entry is about is a keyed hash; numbers are shown nowhere.
use crate::page::{Done, FormResult, PageCtx, PageResult, Params};
use crate::pages::parts::{access, dates, records, signed};
use crate::ui::{
    Badge, BadgeKind, Buttons, Control, Details, Empty, ErrorSummary, Field, FileKinds, FileSlot, Form, FormState,
    Hidden, Pagination, href, with_query,
};
use contract::opening::{CreditPage, CreditQuery, CreditRow};
use contract::{ErrorCode, FormData, Refusal};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

const PATH: &str = "/admin/credit";
const REASON: u32 = 500;
/// Most megabytes of a file of entries.
const FILE_MB: u64 = 5;
/// First line of a file and an example.
const EXAMPLE: &str =
    "号码,名单,起始日,截止日,来源,等级\n91330100799655058B,失信被执行人,2026-01-10,,浙江省高级人民法院,";

/// The page.
///
/// # Errors
/// A redirect to sign in; `forbidden`.
pub async fn page(ctx: Arc<PageCtx>, _: Params) -> PageResult {
    signed::require(&ctx)?;
    let query = CreditQuery {
        subject: ctx.param("subject").unwrap_or_default(),
        all: ctx.param("all").is_some(),
        page: ctx.param("page").and_then(|page| page.parse().ok()).unwrap_or(1),
    };
    let found = ctx.ports.opening.credit(&ctx.caller, &query).await?;
    let title = t!(ctx.locale, "opening-credit-title");
    let head = signed::head(title.clone(), signed::desk_crumbs(&ctx, [(title, None)]));
    Ok(signed::page(head, move || view(&ctx, query, found)))
}

fn view(ctx: &PageCtx, query: CreditQuery, found: CreditPage) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let fields = [
        ("number", t!(locale, "opening-credit-number")),
        ("proof", t!(locale, "opening-credit-proof")),
        ("file", t!(locale, "opening-credit-file")),
        ("last", t!(locale, "opening-credit-last")),
        ("reason", t!(locale, "reason")),
    ];
    let state = FormState::of(ctx, fields);
    let errors = state.errors();
    let pages = found.total.div_ceil(found.per_page.max(1));
    let page = found.page;
    let one = !query.subject.is_empty();
    let list = list(ctx, &state, &found, one);
    let heading = texts::t(locale, if one { "opening-credit-found" } else { "opening-credit-entries" });
    let lists: Vec<_> = found.tests.iter().map(|test| format!("{}（{}）", test.label, test.value)).collect();
    let everybody =
        one.then(|| view! { <p><a href=href(locale, PATH)>{t!(locale, "opening-credit-everybody")}</a></p> });
    let ended = (!one).then(|| {
        let (key, path) = if query.all {
            ("opening-credit-standing", PATH.to_owned())
        } else {
            ("opening-credit-all", format!("{PATH}?all=yes"))
        };
        view! { <p><a href=href(locale, &path)>{texts::t(locale, key)}</a></p> }
    });
    let all = if query.all { "yes" } else { "" };
    let address = move |n: u64| with_query(PATH, [("all", all), ("page", &n.to_string())]);
    let find = state.clone().act("find");
    let proofs = std::iter::once((String::new(), t!(locale, "opening-credit-proof-any")))
        .chain(found.proofs.iter().map(|proof| (proof.value.clone(), proof.label.clone())))
        .collect::<Vec<_>>();
    let kinds = FileKinds { accept: ".csv,text/csv".into(), words: "CSV".into(), max_mb: FILE_MB };
    let import = state.clone().act("import");
    view! {
        <ErrorSummary errors=errors />
        <div class="page-head">
            <h1>{t!(locale, "opening-credit-title")}</h1>
            <p class="lead">{t!(locale, "opening-credit-lead")}</p>
        </div>
        <section class="section" aria-labelledby="find">
            <h2 id="find">{t!(locale, "opening-credit-find")}</h2>
            <Form>
                <Hidden name="act" value="find" />
                <Field
                    name="number"
                    label=find.label("number")
                    value=find.value("number")
                    error=find.error("number")
                    hint=t!(locale, "opening-credit-number-hint")
                    control=Control::code(30)
                />
                <Field name="proof" label=find.label("proof") value=find.value("proof") control=Control::Select(proofs) />
                <Buttons label=t!(locale, "opening-find") />
            </Form>
        </section>
        <section class="section" aria-labelledby="entries">
            <h2 id="entries">{heading}</h2>
            {everybody}
            {ended}
            {list}
            {(!one).then(|| view! { <Pagination page=page pages=pages path=address /> })}
        </section>
        <section class="section" aria-labelledby="import">
            <h2 id="import">{t!(locale, "opening-credit-import")}</h2>
            <p>{t!(locale, "opening-credit-import-lead")}</p>
            <p>{t!(locale, "opening-credit-import-lists", lists = lists.join("、"))}</p>
            {access::call(t!(locale, "opening-credit-example"), EXAMPLE.to_owned())}
            <Form files=true>
                <Hidden name="act" value="import" />
                <FileSlot name="file" label=import.label("file") kinds=kinds error=import.error("file") />
                <Buttons label=t!(locale, "opening-credit-import-submit") />
            </Form>
        </section>
    }
}

fn list(ctx: &PageCtx, state: &FormState, found: &CreditPage, one: bool) -> AnyView {
    let locale = ctx.locale;
    if found.rows.is_empty() {
        let key = if one { "opening-credit-clear" } else { "opening-credit-none" };
        return view! { <Empty text=texts::t(locale, key) /> }.into_any();
    }
    let heads = [
        "opening-credit-subject",
        "opening-credit-list",
        "opening-credit-from",
        "opening-credit-to",
        "opening-credit-source",
        "acts",
    ];
    let heads = heads.map(|key| texts::t(locale, key)).into();
    let rows = found.rows.iter().map(|row| cells(ctx, state, row)).collect();
    records::table("credit", t!(locale, "opening-credit-count", n = found.total), heads, rows).into_any()
}

fn cells(ctx: &PageCtx, state: &FormState, row: &CreditRow) -> Vec<AnyView> {
    let locale = ctx.locale;
    let grade = row.grade.clone().map(|grade| format!(" {grade}"));
    let to = row.to.map_or_else(|| t!(locale, "opening-credit-stands"), |to| dates::day(ctx, to));
    let over =
        (!row.stands).then(|| view! { " " <Badge kind=BadgeKind::Neutral label=t!(locale, "opening-credit-over") /> });
    let violation = row.violation.clone().map(|number| {
        let path = href(locale, &format!("/cases/{number}"));
        view! { " · " <a href=path>{number}</a> }
    });
    // The form of the row that came back refused is open and holds what was typed.
    let sent = state.clone().act("lift");
    let ours = sent.has_errors() && sent.value("id") == row.id;
    let lift = row.open.then(|| {
        let state = if ours { sent } else { state.clone().unsent().known("last", ctx.today.to_string()) };
        lift(ctx, state, row, ours)
    });
    vec![
        view! { <code>{row.subject.clone()}</code> }.into_any(),
        view! { {row.test.label.clone()} {grade} {over} }.into_any(),
        dates::day(ctx, row.from).into_any(),
        to.into_any(),
        view! { <span lang="zh-CN">{row.source.clone()}</span> {violation} }.into_any(),
        lift.into_any(),
    ]
}

/// Two questions behind 移出: until when, and why. Ids are those of the form that was refused alone, so that the summary leads there.
fn lift(ctx: &PageCtx, state: FormState, row: &CreditRow, open: bool) -> impl IntoView + use<> {
    let locale = ctx.locale;
    let id = row.id.clone();
    let about = format!(" {} {}", row.test.label, row.subject);
    let name = |name: &str| if open { name.to_owned() } else { format!("{name}-{id}") };
    let (last, reason) = (name("last"), name("reason"));
    let [last_error, reason_error] =
        ["last", "reason"].map(|field| state.error(field).map(|words| view! { <p class="field-error">{words}</p> }));
    let entry = row.id.clone();
    view! {
        <Details summary=t!(locale, "opening-credit-lift") open=open>
            <Form>
                <Hidden name="act" value="lift" />
                <Hidden name="id" value=entry />
                <div class="field">
                    <label for=last.clone()>{state.label("last")} <span class="visually-hidden">{about.clone()}</span></label>
                    {last_error}
                    <input type="date" id=last name="last" value=state.value("last") />
                </div>
                <div class="field">
                    <label for=reason.clone()>{state.label("reason")} <span class="visually-hidden">{about}</span></label>
                    {reason_error}
                    <input type="text" id=reason name="reason" value=state.value("reason") maxlength=REASON.to_string() />
                </div>
                <Buttons label=t!(locale, "opening-credit-lift-submit") />
            </Form>
        </Details>
    }
}

/// Finds, takes over a file, or lifts an entry.
///
/// # Errors
/// As the use cases of [`contract::opening::Opening`].
pub async fn submit(ctx: Arc<PageCtx>, _: Params, form: FormData) -> FormResult {
    signed::require(&ctx)?;
    let opening = &ctx.ports.opening;
    match form.text("act").as_str() {
        "find" => {
            let subject = signed::in_form(opening.find_credit(&ctx.caller, &form).await)?;
            Ok(Done::to(with_query(PATH, [("subject", subject.as_str())])))
        }
        "import" => {
            let added = signed::in_form(opening.import_credit(&ctx.caller, &form).await)?;
            Ok(Done::to(PATH).flash("credit-imported", added.to_string()))
        }
        "lift" => {
            signed::in_form(opening.lift_credit(&ctx.caller, &form).await)?;
            Ok(Done::to(PATH).flash("credit-lifted", ""))
        }
        _ => Err(Refusal::new(ErrorCode::BadValue).field("act").into()),
    }
}
