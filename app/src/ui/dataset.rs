//! The head of a dataset page: the answers and the box with what one can do.
use leptos::prelude::*;

/// One of the six questions a dataset page answers above the fold.
pub struct Answer {
    /// 是什么 · 谁提供 · 多新 · 多好 · 可以用吗 · 怎么拿
    pub question: String,
    /// The answer in a few words.
    pub answer: AnyView,
}

impl Answer {
    /// A question with its answer.
    pub fn new(question: impl Into<String>, answer: impl IntoView + 'static) -> Self {
        Self { question: question.into(), answer: answer.into_view().into_any() }
    }
}

/// The answers as `<dl>`: six in a row on wide screens, two by two on phones.
#[component]
pub fn AnswerRow(answers: Vec<Answer>) -> impl IntoView {
    let cells = answers
        .into_iter()
        .map(|answer| {
            view! {
                <div>
                    <dt>{answer.question}</dt>
                    <dd>{answer.answer}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="answers">{cells}</dl> }.into_any()
}

/// The box with the primary action of a dataset. On phones it stands right under the labels.
#[component]
pub fn ActionBox(
    /// The name of the box for assistive technology, such as 获取数据.
    #[prop(into)]
    label: String,
    /// 中止开放: the warning colours.
    #[prop(optional)]
    warning: bool,
    children: Children,
) -> impl IntoView {
    let class = if warning { "action-box warn" } else { "action-box" };
    view! { <section class=class aria-label=label>{children()}</section> }.into_any()
}

/// A link that is a button; `primary` once a page.
#[component]
pub fn ButtonLink(
    /// The address; paths of ours without language.
    #[prop(into)]
    path: String,
    #[prop(optional)] primary: bool,
    /// Saves instead of showing.
    #[prop(optional)]
    download: bool,
    children: Children,
) -> impl IntoView {
    let class = if primary { "button primary" } else { "button" };
    let target = super::context::href(super::context::locale(), &path);
    view! {
        <a class=class href=target download=download>
            {children()}
        </a>
    }
    .into_any()
}

/// A link out of the site: says that it leaves, and where to.
#[component]
pub fn ExternalLink(
    /// The absolute address.
    #[prop(into)]
    address: String,
    /// The words; without them the host is shown.
    #[prop(into)]
    label: String,
    /// The one action of the page: at most one of these on a page.
    #[prop(optional)]
    button: bool,
) -> impl IntoView {
    let locale = super::context::locale();
    let safe = address.starts_with("https://") || address.starts_with("http://");
    if !safe {
        // Catalogue records are other people's text: only web addresses become links.
        return view! { <span>{label} " " {address}</span> }.into_any();
    }
    let host =
        address.split("//").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default().to_owned();
    if button {
        // The button keeps to its words; where it leads stands under it and is read with it.
        let note = texts::t!(locale, "leaves-site-note", host = host);
        return view! {
            <div class="external-way">
                <a class="button external" href=address rel="external noopener" aria-describedby="leaves-note">
                    <span>{label}</span>
                    <super::icon::Icon name="external-link" />
                </a>
                <p id="leaves-note" class="meta">{note}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <a class="external" href=address rel="external noopener">
            <span>{label}</span>
            <super::icon::Icon name="external-link" />
            <span class="leaves">{texts::t!(locale, "leaves-site", host = host)}</span>
        </a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view_of_button() -> String {
        Owner::new()
            .with(|| view! { <ExternalLink address="https://data.zj.gov.cn/a" label="打开" button=true /> }.to_html())
    }

    #[test]
    fn a_link_out_says_where_it_leads_and_is_never_a_script() {
        let html = |address: &'static str| {
            Owner::new().with(|| view! { <ExternalLink address=address label="来源" /> }.to_html())
        };
        let out = html("https://data.zj.gov.cn/a?b=1");
        assert!(out.contains("data.zj.gov.cn）") && out.contains("noopener"), "{out}");
        assert!(!html("javascript:alert(1)").contains("href"));
        let button = view_of_button();
        assert!(button.contains("aria-describedby=\"leaves-note\"") && button.contains("data.zj.gov.cn"), "{button}");
    }
}
