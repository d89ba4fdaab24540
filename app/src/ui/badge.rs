//! Badges: always an icon and a word, so that colour only repeats what is said.
use leptos::prelude::*;

use super::icon::Icon;

/// What a badge says. The words come from the page, in the wording of the regulation profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeKind {
    /// 无条件开放
    Public,
    /// 受限开放
    Restricted,
    /// 中止开放
    Suspended,
    /// 已撤回
    Withdrawn,
    /// 更新逾期
    Overdue,
    /// 征求意见稿
    Draft,
    /// 示例数据
    Sample,
    /// 脱敏
    Masked,
    /// Done, in order.
    Ok,
    /// Anything else worth a word.
    Neutral,
}

impl BadgeKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Public | Self::Ok => "badge ok",
            Self::Restricted => "badge hold",
            Self::Suspended => "badge warn solid",
            Self::Overdue => "badge warn",
            Self::Draft => "badge accent",
            Self::Withdrawn | Self::Sample | Self::Masked | Self::Neutral => "badge",
        }
    }
}

/// A badge. Never two of the open attribute beside each other; a state stands before the attribute.
#[component]
pub fn Badge(
    /// What it says; gives icon and colour.
    kind: BadgeKind,
    /// The word.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    // Written out one by one so that the test of the sprite sees each name.
    let icon = match kind {
        BadgeKind::Public => view! { <Icon name="lock-open" /> },
        BadgeKind::Restricted => view! { <Icon name="key" /> },
        BadgeKind::Suspended => view! { <Icon name="circle-pause" /> },
        BadgeKind::Withdrawn => view! { <Icon name="file-x" /> },
        BadgeKind::Overdue => view! { <Icon name="clock" /> },
        BadgeKind::Draft => view! { <Icon name="file-pen-line" /> },
        BadgeKind::Masked => view! { <Icon name="eye-off" /> },
        BadgeKind::Ok => view! { <Icon name="circle-check" /> },
        BadgeKind::Sample | BadgeKind::Neutral => view! { <Icon name="info" /> },
    };
    view! {
        <span class=kind.class()>
            {icon} <span>{label}</span>
        </span>
    }
    .into_any()
}
