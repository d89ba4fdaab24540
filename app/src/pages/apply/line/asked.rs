//! The questions about one line, in the order of the form.
use crate::page::PageCtx;
use crate::pages::apply::{section_path, section_title};
use crate::pages::parts::dates;
use crate::ui::{Checkboxes, Choice, Control, Field, FormState, Radios, href};
use contract::applications::{DatasetChoice, DraftView};
use domain::access::application::{Section, TEXT_MAX};
use leptos::prelude::*;
use texts::t;

/// The questions about one line.
pub struct Asked<'a> {
    pub ctx: &'a PageCtx,
    pub at: usize,
    pub state: &'a FormState,
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
    pub fn items(&self, dataset: &DatasetChoice) -> AnyView {
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
    pub fn range(&self, dataset: &DatasetChoice) -> AnyView {
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
    pub fn mode(&self, dataset: &DatasetChoice) -> AnyView {
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
    pub fn scenario(&self, draft: &DraftView) -> AnyView {
        let locale = self.ctx.locale;
        let name = self.name("scenario");
        let none = draft.form.scenarios.is_empty().then(|| {
            view! {
                <p>
                    {t!(locale, "apply-line-scenario-none")} " "
                    <a href=href(locale, &section_path(&draft.id, Section::Service))>
                        {section_title(self.ctx, Section::Service)}
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
    pub fn sensitive(&self) -> AnyView {
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
