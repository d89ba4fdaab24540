//! What each command asks.
use super::lines::basis;
use super::load::Loaded;
use super::words;
use crate::portal::Core;
use crate::services::cases::fields::Maker;
use crate::services::internal;
use contract::cases::{CommandField, FieldControl};
use contract::{Coded, PortResult};
use domain::access::conditions::Requirement;
use domain::access::review::{Basis, CommandCode, Decision, REASON_MIN, owes_reason};
use domain::access::{DeliveryMode, Material};
use domain::locale::Locale;
use std::collections::BTreeSet;
use store::Tx;

/// Characters of a reason that the applicant reads, at most.
const REASON_MAX: u32 = 2000;
/// Characters of the conditions of an approval, at most.
const CONDITION_MAX: u32 = 500;
const NOTE: (u32, u32) = (0, 1000);
/// Characters of why it is late.
const LATE: (u32, u32) = (4, 500);
/// Names of the answers about a line; its number follows.
pub const VERDICT: &str = "verdict-";
pub const BASIS: &str = "basis-";
pub const REASON: &str = "reason-";
/// 条件 of an approval: in words, and 仅限沙箱.
pub const CONDITION: &str = "condition-";
pub const SANDBOX: &str = "sandbox-";
/// Names of the answers about a material; its code follows.
pub const MISSING: &str = "missing-";
pub const FILE: &str = "file-";

pub const AGREE: &str = "agree";
const REFUSE: &str = "refuse";

fn reason() -> (u32, u32) {
    (u32::try_from(REASON_MIN).unwrap_or(u32::MAX), REASON_MAX)
}

/// The questions of a command.
pub async fn of(
    core: &Core,
    tx: &mut Tx,
    loaded: &Loaded,
    command: CommandCode,
    locale: Locale,
) -> PortResult<Vec<CommandField>> {
    let make = Maker(locale);
    let mut fields = match command {
        CommandCode::PassFormal => vec![make.area("note", NOTE)],
        CommandCode::AskSupplement => materials(loaded, locale),
        CommandCode::AllowNotice | CommandCode::ExplainDelay => vec![make.area("reason", reason())],
        CommandCode::Supplement => super::supplement::of(core, tx, loaded, locale).await?,
        CommandCode::RefuseFormal => {
            let lines: Vec<u32> = loaded.review.lines.iter().map(|line| line.no).collect();
            vec![
                make.choice("basis", bases(loaded, locale, &lines)),
                make.area("reason", reason()),
                make.area("note", NOTE),
            ]
        }
        CommandCode::Route => vec![make.choice("to", authorities(tx, loaded).await?), make.area("reason", (10, 1000))],
        CommandCode::Answer | CommandCode::Recheck => {
            let mut fields = Vec::new();
            for no in open_lines(loaded, command) {
                fields.extend(opinion(loaded, locale, no, command == CommandCode::Answer));
            }
            fields.extend(super::proposals::questions(core, tx, loaded, command, locale).await?);
            // Questions about everything, not about the last line.
            fields.push(make.area("explain", (0, 1000)));
            fields.push(make.area("note", NOTE));
            fields
        }
        CommandCode::Remind | CommandCode::Cancel => vec![make.area("reason", (0, 500))],
    };
    // Past the date of its period, soft or hard, the office says why before it decides (ui 5.8).
    let owed = loaded.late(core.clock.now()).is_some_and(|row| !row.explained);
    if owed && owes_reason(command) {
        fields.push(make.area("late_reason", LATE));
    }
    for field in &mut fields {
        // What differs from the words of other procedures.
        let key = format!("review-field-{}", field.name.replace('_', "-"));
        if texts::has(locale, &key) {
            field.label = texts::t(locale, &key);
            field.hint = None;
        }
    }
    Ok(fields)
}

/// The lines an opinion is asked on.
pub fn open_lines(loaded: &Loaded, command: CommandCode) -> Vec<u32> {
    let ours = loaded.review.lines.iter().filter(|line| match command {
        CommandCode::Answer => Some(line.publisher) == loaded.body,
        _ => matches!(line.decision, Decision::Agreed { .. }),
    });
    ours.map(|line| line.no).collect()
}

/// 同意 / 不同意 of a line, with what a refusal rests on, and of its publisher on what conditions it agrees.
fn opinion(loaded: &Loaded, locale: Locale, no: u32, conditions: bool) -> Vec<CommandField> {
    let make = Maker(locale);
    let title = loaded.line_name(no).unwrap_or_default();
    let group = Some(texts::t!(locale, "review-line", no = no, title = title));
    let named = |mut field: CommandField, prefix: &str| {
        field.name = format!("{prefix}{no}");
        field.group = group.clone();
        field
    };
    let verdicts = [AGREE, REFUSE].map(|code| words::label(locale, "verdict", code)).to_vec();
    let mut basis = make.choice("basis", bases(loaded, locale, &[no]));
    basis.required = false;
    basis.hint = Some(texts::t!(locale, "review-basis-hint"));
    let (min, max) = reason();
    let mut text = make.area("reason", (0, max));
    text.min = min;
    text.hint = Some(texts::t!(locale, "review-reason-hint", min = min));
    let mut fields = vec![named(make.choice("verdict", verdicts), VERDICT)];
    if conditions {
        if may_sandbox(loaded, no) {
            fields.push(named(make.field("sandbox", FieldControl::Checkbox, (0, 0)), SANDBOX));
        }
        fields.push(named(make.area("condition", (0, CONDITION_MAX)), CONDITION));
    }
    fields.extend([named(basis, BASIS), named(text, REASON)]);
    fields
}

/// 仅限沙箱 can be said where the publisher offers a sandbox to everybody, and another way was asked for.
fn may_sandbox(loaded: &Loaded, no: u32) -> bool {
    let Some(line) = loaded.content.filed.lines.iter().find(|line| line.no == no) else { return false };
    let ours = |set: &&domain::access::conditions::Conditions| {
        set.dataset == line.dataset && Some(set.version) == line.conditions
    };
    let offers = loaded.conditions.iter().find(ours).is_some_and(|set| set.modes.contains(&DeliveryMode::Sandbox));
    offers && line.mode != DeliveryMode::Sandbox
}

/// What a refusal of these lines may rest on (R-064, S10): never missing materials, never a condition that was not published in time.
fn bases(loaded: &Loaded, locale: Locale, lines: &[u32]) -> Vec<Coded> {
    let offered = offered(loaded, lines).into_iter();
    offered.map(|one| Coded { value: words::basis_code(&one), label: basis(loaded, locale, &one) }).collect()
}

/// The same as the rules know them.
pub fn offered(loaded: &Loaded, lines: &[u32]) -> Vec<Basis> {
    let lines: Vec<_> = loaded.content.filed.lines.iter().filter(|line| lines.contains(&line.no)).collect();
    let profile = &loaded.profile;
    let mut all = Basis::offered(&profile.restricted, &profile.open.non_public_grounds, &lines, &loaded.conditions);
    let mut seen = BTreeSet::new();
    all.retain(|basis| seen.insert(basis.clone()));
    all
}

/// The papers an application of this profile can lack, each with what is there (齐全/缺少).
fn materials(loaded: &Loaded, locale: Locale) -> Vec<CommandField> {
    let make = Maker(locale);
    let rule = &loaded.profile.restricted;
    let mut all = vec![Material::ApplicationForm, Material::DemandList];
    all.extend(rule.mlps.min_level.as_ref().map(|_| Material::MlpsCertificate));
    all.extend(rule.credit_report_age.as_ref().map(|_| Material::CreditReport));
    all.extend([Material::Commitment, Material::Seal, Material::ApplicationPlan]);
    for line in &loaded.content.filed.lines {
        let set =
            loaded.conditions.iter().find(|set| set.dataset == line.dataset && Some(set.version) == line.conditions);
        for condition in set.into_iter().flat_map(|set| &set.conditions) {
            let proof = Material::Proof { dataset: line.code.clone(), condition: condition.code.clone() };
            if condition.requirement == Requirement::Document && !all.contains(&proof) {
                all.push(proof);
            }
        }
        if line.consent.is_some() {
            all.push(Material::Consent { line: line.no });
        }
    }
    let form = &loaded.content.filed.form;
    let mut fields: Vec<CommandField> = all
        .iter()
        .map(|material| {
            let mut field = make.field("missing", FieldControl::Checkbox, (0, 0));
            field.name = format!("{MISSING}{material}");
            field.label = loaded.material(locale, material).label;
            field.group = Some(texts::t!(locale, "review-materials"));
            field.hint = Some(match form.attachment(material) {
                Some(file) => texts::t!(locale, "review-material-there", name = file.name.clone()),
                None if !material.is_file() => texts::t!(locale, "review-material-in-form"),
                None => texts::t!(locale, "review-material-none"),
            });
            field
        })
        .collect();
    fields.push(make.area("explain", (0, 1000)));
    fields
}

/// Other competent authorities.
async fn authorities(tx: &mut Tx, loaded: &Loaded) -> PortResult<Vec<Coded>> {
    let mut all = Vec::new();
    for (id, _) in tx.authorities().await.map_err(internal)? {
        if id != loaded.review.receiver
            && let Some(body) = tx.body_by_id(id).await.map_err(internal)?
        {
            all.push(Coded { value: body.code, label: body.name });
        }
    }
    Ok(all)
}
