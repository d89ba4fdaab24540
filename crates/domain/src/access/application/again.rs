//! What a former application gives to a new one: what is known is not asked for again, and a paper that still does is offered.
use super::form::{Attachment, Form};
use super::papers::oldest;
use crate::access::Material;
use crate::profile::Amount;
use chrono::NaiveDate;

impl Form {
    /// A new draft from a former application (复制申请): what has to be given anew (signature, seal, papers that age, the name) is left out.
    #[must_use]
    pub fn copied(&self) -> Self {
        let ages = |slot: &Material| matches!(slot, Material::CreditReport | Material::Consent { .. } | Material::Seal);
        let attachments = self.attachments.iter().filter(|file| !ages(&file.slot)).cloned().collect();
        Self {
            service_name: String::new(),
            publishers: Vec::new(),
            seal: None,
            commitment: None,
            attachments,
            ..self.clone()
        }
    }

    /// What stays the same from one application of a party to the next: whom to ask (C1-3, 5, 6) and the system (C1-19…22).
    #[must_use]
    pub fn known(&self) -> Self {
        Self {
            contact_name: self.contact_name.clone(),
            contact_phone: self.contact_phone.clone(),
            contact_address: self.contact_address.clone(),
            host_operator: self.host_operator.clone(),
            system_name: self.system_name.clone(),
            datacentre_address: self.datacentre_address.clone(),
            mlps_level: self.mlps_level.clone(),
            mlps_filing_no: self.mlps_filing_no.clone(),
            ..Self::default()
        }
    }
}

impl Attachment {
    /// Whether a paper of a former application does for another one on a day. A consent is for its line, a seal and a commitment for their form.
    /// `report_age` = oldest credit report that is taken.
    pub fn does_again(&self, report_age: Option<&Amount>, today: NaiveDate) -> bool {
        match self.slot {
            Material::CreditReport => {
                let oldest = report_age.and_then(|limit| oldest(limit, today));
                self.issued.is_some_and(|issued| oldest.is_none_or(|oldest| issued >= oldest))
            }
            Material::MlpsCertificate => self.valid_until.is_none_or(|until| until >= today),
            Material::ApplicationPlan | Material::Proof { .. } => true,
            Material::Consent { .. }
            | Material::Seal
            | Material::Commitment
            | Material::ApplicationForm
            | Material::DemandList => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Kind, Unit};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn paper(slot: Material) -> Attachment {
        Attachment { slot, name: "a.pdf".into(), sha256: String::new(), issued: None, valid_until: None, system: None }
    }

    #[test]
    fn r072_what_is_known_is_taken_over_and_nothing_else() {
        let form = Form {
            contact_phone: "0571-87051234".into(),
            system_name: "平台".into(),
            service_name: "停车通".into(),
            attachments: vec![paper(Material::CreditReport)],
            ..Form::default()
        };
        let known = form.known();
        assert_eq!((known.contact_phone.as_str(), known.system_name.as_str()), ("0571-87051234", "平台"));
        assert_eq!((known.service_name.as_str(), known.attachments.len()), ("", 0));
    }

    #[test]
    fn r072_a_paper_does_again_as_long_as_it_is_not_too_old() {
        let ninety = Amount { value: 90, unit: Unit::Days, kind: Kind::Statutory, sources: Vec::new() };
        let report = Attachment { issued: Some(day("2026-06-12")), ..paper(Material::CreditReport) };
        assert!(report.does_again(Some(&ninety), day("2026-09-10")));
        assert!(!report.does_again(Some(&ninety), day("2026-09-11")));
        assert!(!paper(Material::CreditReport).does_again(Some(&ninety), day("2026-09-10")), "of no day");
        let certificate = Attachment { valid_until: Some(day("2026-09-10")), ..paper(Material::MlpsCertificate) };
        assert!(certificate.does_again(None, day("2026-09-10")) && !certificate.does_again(None, day("2026-09-11")));
        assert!(paper(Material::ApplicationPlan).does_again(None, day("2026-09-10")));
        assert!(!paper(Material::Consent { line: 1 }).does_again(None, day("2026-09-10")));
        assert!(!paper(Material::Seal).does_again(None, day("2026-09-10")));
    }
}
