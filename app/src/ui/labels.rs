//! The six labels the law asks for, in its order: name, publisher, open attribute, format, type, update frequency.
use leptos::prelude::*;
use texts::t;

use super::context::{href, locale, site, worded};

/// Words that may lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The words.
    pub label: String,
    /// The path without language, if it is a link.
    pub path: Option<String>,
}

impl Linked {
    /// Words alone.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), path: None }
    }

    /// A link.
    pub fn link(label: impl Into<String>, path: impl Into<String>) -> Self {
        Self { label: label.into(), path: Some(path.into()) }
    }

    pub(crate) fn view(self) -> AnyView {
        match self.path {
            Some(path) => view! { <a href=href(locale(), &path)>{self.label}</a> }.into_any(),
            None => self.label.into_any(),
        }
    }
}

/// How fresh a dataset is, beside its update frequency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreshnessNote {
    /// 9月28日更新 · 更新逾期 12 天 · 截至 2023年…采集
    pub words: String,
    /// Shown as a warning.
    pub overdue: bool,
}

/// The values of the six labels. What is empty is shown as 未填写.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// 数据名称. On cards and dataset heads the heading shows it; the strip then keeps it for assistive technology.
    pub name: String,
    /// 开放主体
    pub publisher: Option<Linked>,
    /// 开放属性
    pub access_rights: Option<String>,
    /// 数据格式, in the order shown.
    pub formats: Vec<Linked>,
    /// 数据类型
    pub data_type: Option<String>,
    /// 更新频率
    pub frequency: Option<String>,
    /// Beside the frequency.
    pub freshness: Option<FreshnessNote>,
}

/// `<dl>` of the six labels; the names of three of them follow the regulation profile.
#[component]
pub fn LabelStrip(labels: Labels) -> impl IntoView {
    let locale = locale();
    let site = site();
    let wording = &site.wording;
    let missing = move || view! { <span class="missing">{t!(locale, "not-stated")}</span> }.into_any();
    let text =
        move |value: Option<String>| value.filter(|value| !value.is_empty()).map_or_else(missing, IntoAny::into_any);
    let publisher = labels.publisher.map_or_else(missing, Linked::view);
    let formats = if labels.formats.is_empty() {
        missing()
    } else {
        let items = labels.formats.into_iter().map(|format| view! { <li>{format.view()}</li> }).collect_view();
        view! { <ul class="formats">{items}</ul> }.into_any()
    };
    let freshness = labels.freshness.map(|note| {
        let class = if note.overdue { "freshness overdue" } else { "freshness" };
        view! { <span class=class>{note.words}</span> }
    });
    view! {
        <dl class="label-strip">
            <div class="visually-hidden">
                <dt>{t!(locale, "label-name")}</dt>
                <dd>{labels.name}</dd>
            </div>
            <div>
                <dt>{worded(locale, &wording.publisher, "label-publisher")}</dt>
                <dd>{publisher}</dd>
            </div>
            <div>
                <dt>{worded(locale, &wording.access_rights, "label-access-rights")}</dt>
                <dd>{text(labels.access_rights)}</dd>
            </div>
            <div>
                <dt>{t!(locale, "label-format")}</dt>
                <dd>{formats}</dd>
            </div>
            <div>
                <dt>{t!(locale, "label-data-type")}</dt>
                <dd>{text(labels.data_type)}</dd>
            </div>
            <div>
                <dt>{worded(locale, &wording.accrual_periodicity, "label-frequency")}</dt>
                <dd>{text(labels.frequency)} {freshness}</dd>
            </div>
        </dl>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r003_six_labels_in_the_order_of_the_law_and_what_is_missing_is_said() {
        let labels = Labels { name: "停车场".into(), ..Labels::default() };
        let html = Owner::new().with(|| view! { <LabelStrip labels=labels /> }.to_html());
        let order = ["数据名称", "开放主体", "开放属性", "数据格式", "数据类型", "更新频率"];
        let places: Vec<usize> =
            order.iter().map(|label| html.find(&format!("<dt>{label}")).expect("a label")).collect();
        assert!(places.is_sorted(), "{html}");
        assert_eq!(html.matches("<dt>").count(), 6);
        assert_eq!(html.matches("未填写").count(), 5, "{html}");
    }
}
