//! 补正 (R-060…R-062): what was named is corrected, the rest stays, and the rules of the first day hold.
use crate::fixture::{company, file, filed, form, with_context};
use crate::support::d;
use domain::access::application::{Attachment, CommitmentText, Filed, Form, supplement};
use domain::access::{DeliveryMode, FaultCode, Material};
use std::collections::BTreeSet;

fn given(typed: &Form, asked: &[Material], on: &str) -> Result<Filed, Vec<(String, FaultCode)>> {
    let (first, asked) = (filed("zhejiang", "09-10T15:02"), asked.iter().cloned().collect::<BTreeSet<_>>());
    let made = with_context("zhejiang", &company(), on, |context| supplement(&first, typed, &asked, context));
    made.map_err(|faults| faults.into_iter().map(|fault| (fault.field, fault.code)).collect())
}

/// Everything changed at once, right.
fn changed() -> Form {
    let mut typed = form();
    typed.system_name = "停车通二期".into();
    typed.user_count = "13000".into();
    typed.lines[0].items = vec!["lot".into()];
    typed.lines[0].volume = "500".into();
    typed.lines[1].mode = "api".into();
    (typed.lines[1].volume, typed.lines[1].volume_unit) = ("9".into(), "total".into());
    typed.commitment = Some(CommitmentText::shipped().sign("赵六", d("09-15"), crate::fixture::ACCOUNT));
    typed.attachments = vec![
        Attachment { name: "new.pdf".into(), issued: Some(d("09-14")), ..file(Material::CreditReport) },
        Attachment {
            name: "level.pdf".into(), system: Some("停车通二期".into()), ..file(Material::MlpsCertificate)
        },
    ];
    typed
}

#[test]
fn r060_only_what_the_notice_named_is_corrected() {
    let first = filed("zhejiang", "09-10T15:02");
    let next = given(&changed(), &[Material::CreditReport], "09-15").expect("a supplement");
    assert_eq!(next.form.attachment(&Material::CreditReport).map(|file| file.name.as_str()), Some("new.pdf"));
    assert_eq!(next.form.attachment(&Material::MlpsCertificate), first.form.attachment(&Material::MlpsCertificate));
    let same = Form { attachments: first.form.attachments.clone(), ..next.form.clone() };
    assert_eq!((same, &next.lines), (first.form.clone(), &first.lines), "nothing else was named");

    let next = given(&changed(), &[Material::DemandList], "09-15").expect("a supplement");
    assert_eq!(next.form.system_name, first.form.system_name);
    assert_eq!(next.lines[0].items, ["lot"]);
    assert_eq!(next.lines[0].volume.map(|volume| volume.count), Some(500));
    assert_eq!((next.lines[1].mode, next.lines[1].dataset), (DeliveryMode::Api, first.lines[1].dataset));
    assert_eq!(next.lines[0].conditions, first.lines[0].conditions, "measured by what was published then");

    let all =
        [Material::ApplicationForm, Material::MlpsCertificate, Material::Commitment].into_iter().collect::<Vec<_>>();
    let next = given(&changed(), &all, "09-15").expect("a supplement");
    assert_eq!((next.form.system_name.as_str(), next.form.user_count.as_str()), ("停车通二期", "13000"));
    assert_eq!(next.form.commitment.as_ref().map(|signed| signed.head.as_str()), Some("赵六"));
    assert_eq!((next.lines.clone(), next.at, next.applied_on), (first.lines.clone(), first.at, first.applied_on));
}

#[test]
fn r060_what_is_corrected_is_measured_as_on_the_first_day_every_fault_at_once() {
    let mut typed = changed();
    typed.contact_phone = "12".into();
    typed.mlps_level = "1".into();
    typed.lines[0].items.clear();
    typed.lines[1].scenario = "7".into();
    typed.attachments[0].issued = Some(d("01-02"));
    let all = [Material::ApplicationForm, Material::DemandList, Material::CreditReport, Material::Seal];
    let found = given(&typed, &all, "09-15").expect_err("faults");
    let named = |field: &str, code| assert!(found.contains(&(field.to_owned(), code)), "{field} in {found:?}");
    named("contact_phone", FaultCode::BadValue);
    named("mlps_level", FaultCode::OutOfRange);
    named("lines.0.items", FaultCode::Required);
    named("lines.1.scenario", FaultCode::NotOffered);
    named("attachments.credit-report", FaultCode::TooOld);
    named("attachments.seal", FaultCode::Required);
    named("system_name", FaultCode::Mismatch);
    assert_eq!(found.len(), 7, "{found:?}");
    // A consent that the corrected list asks for comes along; without it, it is missed.
    let mut typed = changed();
    typed.lines[1].sensitive = "yes".into();
    typed.lines[1].consent = "now".into();
    typed.lines[1].consent_plan = "逐户签署".into();
    let found = given(&typed, &[Material::DemandList], "09-15").expect_err("faults");
    assert_eq!(found, [("attachments.consent:2".to_owned(), FaultCode::Required)]);
    typed.attachments.push(file(Material::Consent { line: 2 }));
    assert!(given(&typed, &[Material::DemandList], "09-15").is_ok());
}

#[test]
fn r063_a_publisher_that_received_its_own_application_keeps_the_numbers_of_its_lines() {
    let mut first = filed("yunnan", "09-10T15:02");
    first.lines.remove(0);
    first.form.lines.remove(0);
    let mut typed = first.form.clone();
    (typed.lines[0].sensitive, typed.lines[0].consent) = ("yes".into(), "now".into());
    typed.lines[0].consent_plan = "逐户签署".into();
    typed.attachments = vec![file(Material::Consent { line: 2 })];
    let asked = BTreeSet::from([Material::DemandList]);
    let made = |typed: &Form| {
        with_context("yunnan", &company(), "09-15", |context| supplement(&first, typed, &asked, context))
    };
    let next = made(&typed).expect("a supplement");
    assert_eq!((next.lines[0].no, next.lines[0].consent.as_deref()), (2, Some("now")));
    typed.attachments.clear();
    let found = made(&typed).expect_err("the consent is missing");
    assert_eq!(found[0].field, "attachments.consent:2");
}
