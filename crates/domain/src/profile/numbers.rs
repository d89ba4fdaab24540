//! Every clock and every amount of a profile with its key: for checks, for the editor, for the table in the documentation.
use super::{Amount, Clock, Profile, Reminders};

impl Profile {
    /// Every clock the profile has.
    pub fn clocks(&self) -> Vec<(&'static str, &Clock)> {
        let conditional = &self.share.conditional;
        let all = [
            ("catalog.revise", self.catalog.revise.as_ref()),
            ("catalog.update", self.catalog.update.as_ref()),
            ("catalog.publish", self.catalog.publish.as_ref()),
            ("keylist.comment", Some(&self.keylist.comment)),
            ("restricted.formal", self.restricted.formal.as_ref()),
            ("restricted.demand", Some(&self.restricted.demand)),
            ("restricted.recheck", self.restricted.recheck.as_ref()),
            ("derived.publish", self.derived.publish.as_ref()),
            ("register.publish", self.register.publish.as_ref()),
            ("correction.verify", Some(&self.correction.verify)),
            ("correction.forward", Some(&self.correction.forward)),
            ("correction.authority_initiated.clock", self.correction.authority_initiated.clock.as_ref()),
            ("withdrawal.verify", Some(&self.withdrawal.verify)),
            ("withdrawal.suspend", Some(&self.withdrawal.suspend)),
            ("withdrawal.triage", Some(&self.withdrawal.triage)),
            ("withdrawal.decide", Some(&self.withdrawal.decide)),
            ("risk.suspend", Some(&self.risk.suspend)),
            ("complaint.reply", Some(&self.complaint.reply)),
            ("demand.reply", Some(&self.demand.reply)),
            ("self_access.reply", Some(&self.self_access.reply)),
            ("share.unconditional", Some(&self.share.unconditional)),
            ("share.conditional.consult", conditional.consult.as_ref()),
            ("share.conditional.feedback", conditional.feedback.as_ref()),
            ("share.conditional.share_after_agreement", conditional.share_after_agreement.as_ref()),
            ("share.conditional.review", conditional.review.as_ref()),
            ("share.conditional.share_after_review", conditional.share_after_review.as_ref()),
            ("share.conditional.reply", conditional.reply.as_ref()),
            ("share.deliver", self.share.deliver.as_ref()),
            ("demandlist.reply", self.demandlist.reply.as_ref()),
            ("returnflow.reply", self.returnflow.reply.as_ref()),
        ];
        all.into_iter().filter_map(|(key, clock)| clock.map(|clock| (key, clock))).collect()
    }

    /// Every amount the profile has.
    pub fn amounts(&self) -> Vec<(&'static str, &Amount)> {
        let all = [
            ("open.review.cycle", Some(&self.open.review.cycle)),
            ("open.reevaluation", Some(&self.open.reevaluation)),
            ("restricted.mlps.min_level", self.restricted.mlps.min_level.as_ref()),
            ("restricted.credit_report_age", self.restricted.credit_report_age.as_ref()),
            ("usage_report.cycle", self.usage_report.cycle.as_ref()),
            ("share.records", Some(&self.share.records)),
            ("audit.retention", Some(&self.audit.retention)),
            ("platform.index_delay", Some(&self.platform.index_delay)),
            ("forms.applicant_name", Some(&self.forms.applicant_name)),
            ("forms.contact_name", Some(&self.forms.contact_name)),
            ("forms.contact_address", Some(&self.forms.contact_address)),
            ("forms.service_name", Some(&self.forms.service_name)),
            ("forms.system_name", Some(&self.forms.system_name)),
            ("forms.datacentre_address", Some(&self.forms.datacentre_address)),
            ("forms.rating_lowest", Some(&self.forms.rating_lowest)),
            ("forms.rating_highest", Some(&self.forms.rating_highest)),
        ];
        all.into_iter().filter_map(|(key, amount)| amount.map(|amount| (key, amount))).collect()
    }

    /// Every set of reminders.
    pub fn reminders(&self) -> Vec<(&'static str, &Reminders)> {
        let agreement = &self.agreement;
        let all = [
            ("agreement.expiry_reminders", Some(&agreement.expiry_reminders)),
            ("agreement.fill_reminders", agreement.fill_reminders.as_ref()),
            ("agreement.sign_reminders", agreement.sign_reminders.as_ref()),
            ("agreement.destruction_reminders", agreement.destruction_reminders.as_ref()),
            ("violation.rectification_reminders", self.violation.rectification_reminders.as_ref()),
            ("platform.reminders", Some(&self.platform.reminders)),
        ];
        all.into_iter().filter_map(|(key, reminders)| reminders.map(|reminders| (key, reminders))).collect()
    }
}
