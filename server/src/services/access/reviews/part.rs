//! The application on its case page and decision screen: what this reader may see of it.
use super::changes::{self, Version};
use super::load::Loaded;
use super::read::{self, Told};
use super::{checks, lines, related, sections, words};
use crate::portal::Core;
use crate::services::cases::documents;
use crate::services::cases::names::Names;
use crate::services::cases::subject::Subject as _;
use crate::services::internal;
use contract::cases::{ApplicationPart, MissingView, OpinionView, SuppliedView};
use contract::{Caller, PortResult};
use domain::access::Material;
use domain::cases::EventCode;
use domain::locale::Locale;
use domain::party::mask;
use domain::profile::Label;
use store::Tx;

/// A text that may lack its English.
pub fn in_locale(locale: Locale, label: &Label) -> String {
    let text = label.text(locale);
    if text.trim().is_empty() { label.zh.clone() } else { text.to_owned() }
}

/// Everything.
pub async fn of(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded) -> PortResult<ApplicationPart> {
    let locale = caller.locale;
    let mut names = Names::new(locale);
    let history = read::history(core, tx, loaded).await?;
    let official = loaded.official();
    let publishers = lines::of(core, tx, &mut names, loaded, locale, &history).await?;
    let mut part = ApplicationPart {
        joint: loaded.review.is_joint(),
        sentence: sentence(loaded, locale),
        publishers,
        sections: sections::of(loaded, locale),
        notice: notice(loaded, locale, &history),
        supplied: supplied(core, tx, loaded, locale, &history).await?,
        agreements: loaded.after.as_ref().map(|after| after.links(caller)).unwrap_or_default(),
        ..ApplicationPart::default()
    };
    if official {
        part.checks = checks::of(core, loaded, locale)?;
        part.conditions = checks::conditions(loaded, locale);
        part.record = related::record(core, tx, caller, loaded).await?;
        part.others = related::others(core, tx, caller, loaded).await?;
        part.opinions = opinions(tx, &mut names, loaded, locale, &history).await?;
    }
    Ok(part)
}

/// 示例科技有限公司（法人）申请…，用于…
fn sentence(loaded: &Loaded, locale: Locale) -> String {
    let applicant = &loaded.content.applicant;
    let person = applicant.kind == domain::account::PartyKind::Person && loaded.official();
    let name = if person { mask::name(&applicant.name) } else { applicant.name.clone() };
    let ours = loaded.content.filed.lines.iter().filter(|line| loaded.sees_line(line.no));
    let data: Vec<String> = ours
        .map(|line| {
            let of = loaded.datasets.get(&line.dataset).map_or(0, |full| full.dataset.items.len());
            let title = loaded.line_name(line.no).unwrap_or_default();
            texts::t!(locale, "review-sentence-line", title = title, items = line.items.len(), of = of)
        })
        .collect();
    texts::t!(
        locale,
        "review-sentence",
        who = name,
        kind = words::label(locale, "party", applicant.kind.code()).label,
        data = texts::list(locale, &data),
        service = loaded.content.filed.form.service_name.trim()
    )
}

/// The last notice of what is missing.
fn notice(loaded: &Loaded, locale: Locale, history: &[Told]) -> Option<MissingView> {
    let notice = loaded.review.notices.last()?;
    let asked = history.iter().rev().find(|told| told.code == Some(EventCode::SupplementAsked));
    let seen = notice.missing.iter().filter(|material| loaded.sees_material(material));
    Some(MissingView {
        at: notice.at,
        materials: seen.map(|material| loaded.material(locale, material)).collect(),
        text: asked.and_then(|told| told.texts.get("explain").cloned()),
        open: matches!(loaded.review.state, domain::access::review::State::SupplementRequired { .. }),
    })
}

/// 补正后的变化: what came, by material, the newest supplement first.
async fn supplied(
    core: &Core,
    tx: &mut Tx,
    loaded: &Loaded,
    locale: Locale,
    history: &[Told],
) -> PortResult<Vec<SuppliedView>> {
    let rows = tx.documents_of(loaded.row.id).await.map_err(internal)?;
    let content = &loaded.content;
    let now = Version { form: &content.filed.form, lines: &content.filed.lines };
    let mut later = content.former.iter().map(|former| Version { form: &former.form, lines: &former.lines }).rev();
    // From the last one back: what was supplied before versions were kept has none.
    let mut to = now;
    let mut views = Vec::new();
    for (at, told) in history.iter().enumerate().rev().filter(|(_, told)| told.code == Some(EventCode::Supplemented)) {
        let from = later.next();
        let asked = history[..at].iter().rev().find(|told| told.code == Some(EventCode::SupplementAsked));
        let codes = told.facts.get("supplied").and_then(|value| value.as_array()).into_iter().flatten();
        let materials = codes.filter_map(|code| code.as_str()?.parse::<Material>().ok());
        let mut words = told.texts.get("explain").cloned();
        for material in materials.filter(|material| loaded.sees_material(material)) {
            let mut files = Vec::new();
            // Its papers are encrypted between the notice and the line of the history.
            let came = |at| at <= told.row.at && asked.is_none_or(|asked| at > asked.row.at);
            for row in rows.iter().filter(|row| row.slot == material.to_string() && came(row.at)) {
                files.push(documents::name(core, row)?);
            }
            views.push(SuppliedView {
                changes: from.map(|from| changes::of(loaded, locale, &material, from, to)).unwrap_or_default(),
                material: loaded.material(locale, &material),
                at: told.row.at,
                text: told.texts.get(&format!("text-{material}")).cloned().or_else(|| words.take()),
                files,
            });
        }
        to = from.unwrap_or(to);
    }
    Ok(views)
}

/// 内部意见, and why something was late: of the own body, or of all where the reader sees all.
async fn opinions(
    tx: &mut Tx,
    names: &mut Names,
    loaded: &Loaded,
    locale: Locale,
    history: &[Told],
) -> PortResult<Vec<OpinionView>> {
    let mut views = Vec::new();
    for told in history.iter().rev() {
        let Some(body) = told.row.body.filter(|body| loaded.sees(*body)) else { continue };
        let delay = (told.code == Some(EventCode::DelayExplained)).then(|| told.texts.get("reason")).flatten();
        let texts = [told.texts.get("note"), told.texts.get("late_reason"), delay];
        for text in texts.into_iter().flatten() {
            views.push(OpinionView {
                at: told.row.at,
                body: names.body(tx, body).await?.name,
                event: words::label(locale, "event", &told.row.code),
                text: text.clone(),
            });
        }
    }
    Ok(views)
}
