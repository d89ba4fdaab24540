//! What was sent, taken over into the form section by section, right or wrong. Blank blocks of a table fall out of it.
use super::facts::Facts;
use super::stored::Stored;
use chrono::NaiveDate;
use contract::FormData;
use contract::applications::forms;
use domain::access::Material;
use domain::access::application::{Form, Line, ReturnItem, Scenario, Seal, Section};
use domain::account::PartyKind;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Blocks of a table that are read.
const MOST: usize = 60;

/// A field as it was typed.
fn text(sent: &FormData, name: &str) -> String {
    sent.text(name).replace("\r\n", "\n").replace('\0', "")
}

/// Places of the blocks that were sent, in order.
fn places(sent: &FormData, table: &str) -> Vec<usize> {
    let place = |name: &str| {
        let rest = name.strip_prefix(table)?.strip_prefix('.')?;
        rest.split_once('.')?.0.parse::<usize>().ok()
    };
    let all: BTreeSet<_> = sent.fields.iter().filter_map(|(name, _)| place(name)).collect();
    all.into_iter().take(MOST).collect()
}

/// Takes over a section. `account` is who sends it.
pub fn apply(section: Section, sent: &FormData, stored: &mut Stored, facts: &Facts, account: Uuid) {
    let form = &mut stored.form;
    match section {
        Section::Contact => {
            form.contact_name =
                if facts.applicant.kind == PartyKind::Person { String::new() } else { text(sent, "contact_name") };
            form.contact_phone = text(sent, "contact_phone");
            form.contact_address = text(sent, "contact_address");
        }
        Section::Service => {
            form.service_name = text(sent, "service_name");
            form.theme = text(sent, "theme");
            scenarios(sent, form);
        }
        Section::Standard => {
            form.service_scope = text(sent, "service_scope");
            form.user_count = text(sent, "user_count");
            form.concurrency = text(sent, "concurrency");
            form.response_time = text(sent, "response_time");
        }
        Section::Benefit => {
            form.social_benefit = text(sent, "social_benefit");
            form.economic_benefit = text(sent, "economic_benefit");
        }
        Section::Feedback => feedback(sent, form),
        Section::System => {
            form.host_operator = text(sent, "host_operator");
            form.system_name = text(sent, "system_name");
            form.datacentre_address = text(sent, "datacentre_address");
            form.mlps_level = text(sent, "mlps_level");
            form.mlps_filing_no = text(sent, "mlps_filing_no");
        }
        Section::Commitment => commitment(sent, stored, facts, account),
        Section::Applicant | Section::Lines | Section::Papers | Section::Consent => {}
    }
}

/// 应用场景. Lines name them by number: where one falls out, the numbers follow. While somebody types none does: the page that sends them
/// goes on counting as before, and a text may be blank only until it is written anew.
fn scenarios(sent: &FormData, form: &mut Form) {
    let mut all = Vec::new();
    for at in places(sent, "scenarios") {
        let field = |name: &str| text(sent, &format!("scenarios.{at}.{name}"));
        all.push((at, Scenario { usage: field("usage"), scope: field("scope"), scene: field("scene") }));
    }
    let written = |(_, one): &(usize, Scenario)| *one != Scenario::default();
    if sent.has(forms::TYPING) {
        let last = all.iter().rposition(written).map_or(0, |at| at + 1);
        all.truncate(last.max(form.scenarios.len()));
    } else {
        all.retain(written);
    }
    let (kept, all): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    form.scenarios = all;
    for line in &mut form.lines {
        if let Ok(number) = line.scenario.parse::<usize>() {
            let now = kept.iter().position(|at| at + 1 == number);
            line.scenario = now.map_or_else(String::new, |at| (at + 1).to_string());
        }
    }
}

fn feedback(sent: &FormData, form: &mut Form) {
    form.feedback_plan = text(sent, "feedback_plan");
    let item = |at: usize| {
        let field = |name: &str| text(sent, &format!("return_items.{at}.{name}"));
        ReturnItem {
            name: field("name"),
            items: field("items"),
            frequency: field("frequency"),
            method: field("method"),
        }
    };
    let items = places(sent, "return_items").into_iter().map(item);
    form.return_items = items.filter(|item| *item != ReturnItem::default()).collect();
    form.no_return_reason = text(sent, "no_return_reason");
    // One a line.
    let dimensions = text(sent, "feedback_dimensions");
    form.feedback_dimensions =
        dimensions.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST).map(str::to_owned).collect();
}

/// The tick signs the text that is asked for now; taking it away takes the signature back. A signature that stands is not made younger.
fn commitment(sent: &FormData, stored: &mut Stored, facts: &Facts, account: Uuid) {
    let own = facts.applicant.kind == PartyKind::Person;
    let head = if own { facts.applicant.name.clone() } else { text(sent, forms::HEAD) };
    let ticked = !sent.text(forms::COMMITMENT).is_empty();
    let standing = stored.form.commitment.take();
    stored.form.commitment = ticked.then(|| match standing {
        Some(signed) if facts.commitment.is_same(&signed) && signed.head == head => signed,
        _ => facts.commitment.sign(&head, facts.today, account),
    });
    stored.head = head;
    let scan = stored.form.attachment(&Material::Seal).map(|file| file.sha256.clone());
    stored.form.seal = match (sent.text(forms::SEAL).as_str(), scan) {
        ("account", _) => Some(Seal::Account { account }),
        ("file", Some(sha256)) => Some(Seal::File { sha256 }),
        _ => None,
    };
}

/// A line of the 需求清单; its dataset stays.
pub fn line(sent: &FormData, at: usize, line: &mut Line) {
    let field = |name: &str| text(sent, &format!("lines.{at}.{name}"));
    let all = |name: &str| -> Vec<String> {
        let mut seen = BTreeSet::new();
        let values = sent.all(&format!("lines.{at}.{name}"));
        values.into_iter().filter(|value| !value.is_empty() && seen.insert(value.clone())).collect()
    };
    line.items = all("items");
    line.regions = all("regions");
    line.from = field("from");
    line.to = field("to");
    line.mode = field("mode");
    line.volume = field("volume");
    line.volume_unit = field("volume_unit");
    line.scenario = field("scenario");
    line.necessity = field("necessity");
    line.sensitive = field("sensitive");
    line.consent = field("consent");
    line.consent_plan = field("consent_plan");
}

/// A date as browsers send it.
pub fn date(sent: &FormData, name: &str) -> Result<Option<NaiveDate>, ()> {
    match sent.text(name).as_str() {
        "" => Ok(None),
        typed => NaiveDate::parse_from_str(typed, "%Y-%m-%d").map(Some).map_err(|_| ()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(fields: &[(&str, &str)]) -> FormData {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        FormData { fields, files: Vec::new() }
    }

    #[test]
    fn c1_10_scenarios_that_fall_out_take_their_numbers_along() {
        let mut form = Form { lines: vec![Line::default(), Line::default(), Line::default()], ..Form::default() };
        for (line, number) in form.lines.iter_mut().zip(["1", "2", "3"]) {
            line.scenario = number.into();
        }
        let fields = [
            ("scenarios.0.usage", "接口"),
            ("scenarios.1.usage", " "),
            ("scenarios.1.scope", ""),
            ("scenarios.2.scene", "停车诱导"),
        ];
        scenarios(&sent(&fields), &mut form);
        assert_eq!(form.scenarios.len(), 2);
        let numbers: Vec<_> = form.lines.iter().map(|line| line.scenario.as_str()).collect();
        assert_eq!(numbers, ["1", "", "2"], "the second is asked for again");
    }

    #[test]
    fn c1_10_while_somebody_types_scenarios_keep_their_numbers() {
        let mut form = Form { lines: vec![Line::default(), Line::default()], ..Form::default() };
        for (line, number) in form.lines.iter_mut().zip(["1", "2"]) {
            line.scenario = number.into();
        }
        form.scenarios = vec![Scenario { usage: "接口".into(), ..Scenario::default() }, Scenario::default()];
        let typing = |first: &str, second: &str| {
            sent(&[
                (forms::TYPING, "1"),
                ("scenarios.0.usage", first),
                ("scenarios.1.usage", second),
                ("scenarios.2.usage", ""),
            ])
        };
        // Twice the same page, its first block emptied to be written anew.
        for (first, second) in [("", "文件"), ("", "文件"), ("", ""), ("接口", "文件")] {
            scenarios(&typing(first, second), &mut form);
            assert_eq!(form.scenarios.len(), 2, "the blank one at the end never was one");
            assert_eq!(form.lines.iter().map(|line| line.scenario.as_str()).collect::<Vec<_>>(), ["1", "2"]);
        }
    }

    #[test]
    fn c1_17_blank_rows_fall_out_and_dimensions_stand_one_a_line() {
        let mut form = Form::default();
        let fields = [
            ("return_items.0.name", "车位纠错"),
            ("return_items.3.name", ""),
            ("feedback_dimensions", "调用次数\r\n\r\n 服务人次 "),
        ];
        feedback(&sent(&fields), &mut form);
        assert_eq!(form.return_items.len(), 1);
        assert_eq!(form.feedback_dimensions, ["调用次数", "服务人次"]);
    }
}
