//! What the port answers in tests of pages.
use super::{Fake, coded, date};
use async_trait::async_trait;
use contract::oversight::{
    Oversight, RecipientPage, RecipientQuery, RecipientRow, SuspicionPage, ViolationList, ViolationQuery,
};
use contract::{BodyRef, Caller, FormData, PortResult, Refusal};
use domain::locale::Locale;
use domain::policy::Actor;

#[async_trait]
impl Oversight for Fake {
    async fn suspicion(&self, _: &Caller, agreement: Option<&str>) -> PortResult<Option<SuspicionPage>> {
        if let Some(code) = self.broken {
            return Err(Refusal::new(code).into());
        }
        Ok(agreement.map(|agreement| SuspicionPage {
            agreement: agreement.to_owned(),
            user: "示例科技有限公司".into(),
            service: "停车通".into(),
            datasets: vec![coded("8K3M2QAAAA", "城市公共停车场信息"), coded("8K3M2QBBBB", "逐小时降水")],
        }))
    }
    async fn report(&self, _: &Caller, _: &FormData) -> PortResult<String> {
        Ok("WG-20261007-0001".into())
    }
    async fn violations(&self, _: &Caller, _: ViolationQuery) -> PortResult<ViolationList> {
        match self.broken {
            Some(code) => Err(Refusal::new(code).into()),
            None => Ok(self.violations.clone()),
        }
    }
    async fn recipients(&self, actor: &Actor, _: Locale, query: &RecipientQuery) -> PortResult<RecipientPage> {
        if let Some(code) = self.broken {
            return Err(Refusal::new(code).into());
        }
        let row = RecipientRow {
            name: "张*".into(),
            datasets: vec![coded("8K3M2QAAAA", "城市公共停车场信息")],
            publishers: vec![BodyRef { code: "b1t0000001".into(), name: "省交通运输厅".into() }],
            service: "停车通".into(),
            purpose: "停车诱导".into(),
            from: date(2026, 9, 1),
            to: Some(date(2027, 8, 31)),
            status: coded("active", "使用中"),
            own: actor.signed_in().map(|_| "XY-20261001-0001".into()),
        };
        let found = query.text.as_deref().is_none_or(|text| row.service.contains(text));
        Ok(RecipientPage {
            total: if found { 60 } else { 0 },
            page: query.page.unwrap_or(1),
            per_page: 50,
            rows: if found { vec![row] } else { Vec::new() },
            statuses: vec![coded("active", "使用中"), coded("ended", "已结束")],
        })
    }
}
