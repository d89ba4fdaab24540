//! `/apply/{id}/lines/{line}`: one line of the 需求清单 (C2): which items, what range, how delivered, for which scenario and why.
use super::{CONTINUE, LATER, SaveButtons, conflict, fields, head, load, param, section_path, stamp, state};
use crate::page::{Done, Ending, FormResult, PageCtx, PageResult, Params};
use crate::pages::apply::section::saved;
use crate::pages::parts::{dates, signed};
use crate::ui::{Checkboxes, Choice, Control, Field, FormPage, FormState, Radios, href};
use contract::applications::{DatasetChoice, DraftView};
use contract::{ErrorCode, FormData, PortError, Refusal};
use domain::access::application::{Line, Section, TEXT_MAX};
use leptos::prelude::*;
use std::sync::Arc;
use texts::t;

/// Fields in the order of the page.
const FIELDS: [&str; 13] = [
    "dataset",
    "items",
    "from",
    "to",
    "regions",
    "mode",
    "volume",
    "volume_unit",
    "scenario",
    "necessity",
    "sensitive",
    "consent",
    "consent_plan",
];

/// The address of a line, from 0; people count from 1.
pub fn path(id: &str, at: usize) -> String {
    format!("/apply/{id}/lines/{}", at + 1)
}

/// Names and labels of the fields of a line.
pub fn labels(ctx: &PageCtx, at: usize) -> Vec<(String, String)> {
    FIELDS.iter().map(|name| (format!("lines.{at}.{name}"), fields::label(ctx, &format!("line_{name}")))).collect()
}

/// What is stored in a line, as its form sends it.
pub fn values(at: usize, line: &Line) -> Vec<(String, String)> {
    let one = |name: &str, value: &str| (format!("lines.{at}.{name}"), value.to_owned());
    let mut all = vec![
        one("from", &line.from),
        one("to", &line.to),
        one("mode", &line.mode),
        one("volume", &line.volume),
        one("volume_unit", &line.volume_unit),
        one("scenario", &line.scenario),
        one("necessity", &line.necessity),
        one("sensitive", &line.sensitive),
        one("consent", &line.consent),
        one("consent_plan", &line.consent_plan),
    ];
    all.extend(line.items.iter().map(|item| one("items", item)));
    all.extend(line.regions.iter().map(|region| one("regions", region)));
    all
}

fn place(params: &Params) -> Result<usize, Ending> {
    let number: usize = param(params, "line").parse().map_err(|_| Refusal::new(ErrorCode::NotFound))?;
    number.checked_sub(1).ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
}

/// A line.
///
/// # Errors
/// `not-found` where there is none of that number; those of the port.
pub async fn page(ctx: Arc<PageCtx>, params: Params) -> PageResult {
    let at = place(&params)?;
    let draft = load(&ctx, &params).await?;
    let Some(dataset) = draft.lines.get(at).and_then(|line| line.dataset.clone()) else {
        return Err(Refusal::new(ErrorCode::NotFound).into());
    };
    let mut head = head(&ctx, &draft, &dataset.title);
    head.chinese_values = true;
    Ok(signed::page(head, move || view(&ctx, &draft, at, &dataset)))
}

/// Saves it.
///
/// # Errors
/// Every fault of the line, which is saved then, too; both states where a colleague was faster; those of the port.
pub async fn submit(ctx: Arc<PageCtx>, params: Params, sent: FormData) -> FormResult {
    signed::require(&ctx)?;
    let at = place(&params)?;
    let id = param(&params, "id").to_owned();
    let saved = ctx.ports.applications.save(&ctx.caller, &id, Section::Lines, Some(at), &sent).await;
    let faults = match saved {
        Err(error) if error.code() == ErrorCode::Conflict => {
            let draft = load(&ctx, &params).await?;
            return Err(Ending::Shown(Box::new(conflict::of_line(ctx, draft, at, sent))));
        }
        saved => saved?,
    };
    let list = section_path(&id, Section::Lines);
    match sent.text(super::STEP).as_str() {
        LATER => Ok(Done::to(list).flash("apply-saved", "")),
        CONTINUE | "" if faults.is_empty() => Ok(Done::to(list).flash("apply-saved", "")),
        _ => Err(PortError::Invalid(faults).into()),
    }
}

fn view(ctx: &PageCtx, draft: &DraftView, at: usize, dataset: &DatasetChoice) -> AnyView {
    let locale = ctx.locale;
    let Some((line, typed)) = draft.lines.get(at).zip(draft.form.lines.get(at)) else { return ().into_any() };
    let state = state(ctx, draft, line.state, labels(ctx, at), values(at, typed));
    let facts = [dataset.publisher.name.as_str(), &dataset.format, &dataset.data_type, &dataset.frequency];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let conditions = (!dataset.conditions.is_empty()).then(|| {
        let all = dataset.conditions.iter().map(|one| view! { <li>{one.label.clone()}</li> }).collect_view();
        view! {
            <crate::ui::Details summary=t!(locale, "apply-conditions", n = dataset.conditions.len()) open=true>
                <ul>{all}</ul>
            </crate::ui::Details>
        }
    });
    let kept = saved(ctx, &state);
    let form = Asked { ctx, at, state: &state };
    let asked = [form.items(dataset), form.range(dataset), form.mode(dataset), form.scenario(draft), form.sensitive()];
    let (stamp, back) = (stamp(&line.stamp), section_path(&draft.id, Section::Lines));
    view! {
        <FormPage title=dataset.title.clone() state=state.clone() lead=Some(facts.join(" · "))>
            {conditions}
            {kept}
            {stamp}
            {asked.into_iter().collect_view()}
            <SaveButtons back=back />
        </FormPage>
    }
    .into_any()
}

/// The questions about one line.
struct Asked<'a> {
    ctx: &'a PageCtx,
    at: usize,
    state: &'a FormState,
}

impl Asked<'_> {
    fn name(&self, field: &str) -> String {
        format!("lines.{}.{field}", self.at)
    }

    fn field(&self, field: &str, hint: Option<String>, control: Control, optional: bool) -> AnyView {
        let name = self.name(field);
        view! {
            <Field
                label=self.state.label(&name)
                value=self.state.value(&name)
                hint=hint
                error=self.state.error(&name)
                optional=optional
                control=control
                name=name
            />
        }
        .into_any()
    }

    /// 数据项: a table of boxes, with meaning and sensitivity.
    fn items(&self, dataset: &DatasetChoice) -> AnyView {
        let locale = self.ctx.locale;
        let name = self.name("items");
        let chosen = self.state.values(&name);
        let rows = dataset
            .items
            .iter()
            .enumerate()
            .map(|(n, item)| {
                let id = if n == 0 { name.clone() } else { format!("{name}-{}", n + 1) };
                let flags = item.sensitivity.join(" · ");
                let flags = match (item.sensitivity.is_empty(), item.treated) {
                    (true, _) => t!(locale, "apply-item-plain"),
                    (false, true) => t!(locale, "apply-item-treated", flags = flags),
                    (false, false) => flags,
                };
                view! {
                    <tr>
                        <th scope="row">
                            <span class="choice">
                                <input
                                    type="checkbox"
                                    id=id.clone()
                                    name=name.clone()
                                    value=item.name.clone()
                                    checked=chosen.contains(&item.name)
                                />
                                <label for=id>{item.title.clone()}</label>
                            </span>
                        </th>
                        <td data-label=t!(locale, "apply-item-meaning")>{item.meaning.clone()}</td>
                        <td data-label=t!(locale, "apply-item-sensitivity")>{flags}</td>
                    </tr>
                }
            })
            .collect_view();
        let error = self.state.error(&name).map(|error| view! { <p class="field-error">{error}</p> });
        let none = dataset.items.is_empty().then(|| view! { <p>{t!(locale, "apply-items-none")}</p> });
        let class = if error.is_some() { "field choice-field invalid" } else { "field choice-field" };
        let count = t!(locale, "apply-items-chosen", n = chosen.len(), all = dataset.items.len());
        view! {
            <fieldset class=class>
                <legend>{self.state.label(&name)}</legend>
                <p class="field-hint">{t!(locale, "apply-line-items-hint")} " " {count}</p>
                {error}
                {none}
                <div class="table-region items-region">
                    <table class="plain-table stacks apply-items">
                        <thead>
                            <tr>
                                <th scope="col">{t!(locale, "apply-item-name")}</th>
                                <th scope="col">{t!(locale, "apply-item-meaning")}</th>
                                <th scope="col">{t!(locale, "apply-item-sensitivity")}</th>
                            </tr>
                        </thead>
                        <tbody lang="zh-CN">{rows}</tbody>
                    </table>
                </div>
            </fieldset>
        }
        .into_any()
    }

    /// 数据范围
    fn range(&self, dataset: &DatasetChoice) -> AnyView {
        let locale = self.ctx.locale;
        let hint = match dataset.coverage {
            Some((first, last)) => {
                let (first, last) = (dates::day(self.ctx, first), dates::day(self.ctx, last));
                t!(locale, "apply-line-range-covers", first = first, last = last)
            }
            None => t!(locale, "apply-line-range-hint"),
        };
        let free = dataset.coverage.is_none();
        let regions = (!dataset.regions.is_empty()).then(|| {
            let name = self.name("regions");
            let choices =
                dataset.regions.iter().map(|one| Choice::new(one.value.clone(), one.label.clone())).collect::<Vec<_>>();
            let (label, values, error) = (self.state.label(&name), self.state.values(&name), self.state.error(&name));
            let open = !values.is_empty() || error.is_some();
            view! {
                <crate::ui::Details summary=t!(locale, "apply-line-regions-choose") open=open>
                    <Checkboxes
                        label=label
                        choices=choices
                        values=values
                        hint=Some(t!(locale, "apply-line-regions-hint"))
                        error=error
                        optional=true
                        name=name
                    />
                </crate::ui::Details>
            }
        });
        view! {
            <h2>{t!(locale, "apply-line-range")}</h2>
            {self.field("from", Some(hint), Control::DATE, free)}
            {self.field("to", None, Control::DATE, free)}
            {regions}
        }
        .into_any()
    }

    /// 获取方式: those the publisher allows, with the volume where it is called.
    fn mode(&self, dataset: &DatasetChoice) -> AnyView {
        let locale = self.ctx.locale;
        let name = self.name("mode");
        let choices = dataset
            .modes
            .iter()
            .map(|mode| {
                let key = format!("apply-mode-{}", mode.code());
                Choice::new(mode.code(), texts::t(locale, &key)).hint(texts::t(locale, &format!("{key}-hint")))
            })
            .collect::<Vec<_>>();
        let called = dataset.modes.iter().any(|mode| mode.has_volume());
        let volume = called.then(|| {
            let units = ["", "day", "month", "total"].map(|unit| {
                let key = if unit.is_empty() { "apply-choose".to_owned() } else { format!("apply-volume-{unit}") };
                (unit.to_owned(), texts::t(locale, &key))
            });
            let numeric = Control::Input {
                kind: "text",
                width: Some(18),
                inputmode: Some("numeric"),
                autocomplete: None,
                prose: false,
            };
            view! {
                {self.field("volume", Some(t!(locale, "apply-line-volume-hint")), numeric, false)}
                {self.field("volume_unit", None, Control::Select(units.to_vec()), false)}
            }
        });
        view! {
            <h2>{t!(locale, "apply-line-delivery")}</h2>
            <Radios
                label=self.state.label(&name)
                choices=choices
                value=self.state.value(&name)
                hint=Some(t!(locale, "apply-line-mode-hint"))
                error=self.state.error(&name)
                name=name
            />
            {volume}
        }
        .into_any()
    }

    /// 对应应用场景, 需求理由
    fn scenario(&self, draft: &DraftView) -> AnyView {
        let locale = self.ctx.locale;
        let name = self.name("scenario");
        let none = draft.form.scenarios.is_empty().then(|| {
            view! {
                <p>
                    {t!(locale, "apply-line-scenario-none")} " "
                    <a href=href(locale, &section_path(&draft.id, Section::Service))>
                        {super::section_title(self.ctx, Section::Service)}
                    </a>
                </p>
            }
        });
        let choices = draft.form.scenarios.iter().zip(1..).map(|(one, n): (_, usize)| {
            let about = [&one.scene, &one.usage, &one.scope].into_iter().find(|text| !text.is_empty());
            let label = t!(locale, "apply-scenario", n = n);
            let choice = Choice::new(n.to_string(), label);
            match about {
                Some(about) => choice.hint(about.chars().take(60).collect::<String>()),
                None => choice,
            }
        });
        let choices: Vec<_> = choices.collect();
        let error = self.state.error(&name);
        let pick = if choices.is_empty() {
            error.map(|error| view! { <p class="field-error" id=name tabindex="-1">{error}</p> }.into_any())
        } else {
            Some(
                view! {
                    <Radios
                        label=self.state.label(&name)
                        choices=choices
                        value=self.state.value(&name)
                        error=error
                        name=name
                    />
                }
                .into_any(),
            )
        };
        let hint = t!(locale, "apply-line-necessity-hint");
        view! {
            <h2>{t!(locale, "apply-line-why")}</h2>
            {none}
            {pick}
            {self.field("necessity", Some(hint), Control::area(4, TEXT_MAX as u32), false)}
        }
        .into_any()
    }

    /// 是否涉及个人信息、商业秘密; 授权说明
    fn sensitive(&self) -> AnyView {
        let locale = self.ctx.locale;
        let (name, consent) = (self.name("sensitive"), self.name("consent"));
        let yes_no = ["yes", "no"].map(|code| Choice::new(code, texts::t(locale, &format!("apply-{code}")))).to_vec();
        let ways = ["now", "per-call", "treatment"].map(|code| {
            let key = format!("apply-consent-{code}");
            Choice::new(code, texts::t(locale, &key)).hint(texts::t(locale, &format!("{key}-hint")))
        });
        let plan = self.field(
            "consent_plan",
            Some(t!(locale, "apply-line-consent-plan-hint")),
            Control::area(3, TEXT_MAX as u32),
            false,
        );
        view! {
            <h2>{t!(locale, "apply-line-sensitivity")}</h2>
            <Radios
                label=self.state.label(&name)
                choices=yes_no
                value=self.state.value(&name)
                hint=Some(t!(locale, "apply-line-sensitive-hint"))
                error=self.state.error(&name)
                name=name
            />
            <div class="apply-if-yes">
                <p class="field-hint">{t!(locale, "apply-line-if-yes")}</p>
                <Radios
                    label=self.state.label(&consent)
                    choices=ways.to_vec()
                    value=self.state.value(&consent)
                    error=self.state.error(&consent)
                    name=consent
                />
                {plan}
            </div>
        }
        .into_any()
    }
}
