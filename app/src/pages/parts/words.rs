//! Names that follow the regulation profile, in the reader's language.
use crate::page::PageCtx;
use crate::ui::worded;
use domain::locale::Locale;

/// How long an answer took, in seconds. What is quicker than a hundredth is told by the thousandth, never as 0.00.
pub fn seconds(milliseconds: f64) -> String {
    if milliseconds >= 10.0 { texts::seconds(milliseconds) } else { format!("{:.3}", milliseconds.max(1.0) / 1000.0) }
}

/// 开放主体 · 数据提供单位
pub fn publisher(ctx: &PageCtx) -> String {
    worded(ctx.locale, &ctx.site.wording.publisher, "label-publisher")
}

/// The name of their list.
pub fn publishers(ctx: &PageCtx) -> String {
    texts::t!(ctx.locale, "publishers-title", label = publisher(ctx))
}

/// 开放属性 · 开放类型
pub fn access_rights(ctx: &PageCtx) -> String {
    worded(ctx.locale, &ctx.site.wording.access_rights, "label-access-rights")
}

/// 更新频率 · 更新周期
pub fn accrual_periodicity(ctx: &PageCtx) -> String {
    worded(ctx.locale, &ctx.site.wording.accrual_periodicity, "label-frequency")
}

/// 无条件开放
pub fn public(ctx: &PageCtx) -> String {
    worded(ctx.locale, &ctx.site.wording.public, "catalogue-public")
}

/// 受限开放 · 有条件开放
pub fn restricted(ctx: &PageCtx) -> String {
    worded(ctx.locale, &ctx.site.wording.restricted, "catalogue-restricted")
}

/// The words in running English text, where a label does not begin a sentence.
pub fn inside(ctx: &PageCtx, label: String) -> String {
    match ctx.locale {
        Locale::ZhCn => label,
        Locale::En => label.to_lowercase(),
    }
}
