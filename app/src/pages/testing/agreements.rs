//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::agreements::{
    AgreementFile, AgreementList, AgreementQuery, AgreementText, Agreements, ComingDay, Verified,
};
use contract::{Caller, ErrorCode, FormData, PortResult, Refusal};

/// What the port of agreements knows in a test.
#[derive(Clone, Debug, Default)]
pub struct AgreementsFake {
    pub text: Option<AgreementText>,
    pub verified: Option<Verified>,
    pub list: AgreementList,
    pub coming: Vec<ComingDay>,
}

#[async_trait]
impl Agreements for Fake {
    async fn mine(&self, _: &Caller, _: AgreementQuery) -> PortResult<AgreementList> {
        Ok(self.agreements.list.clone())
    }
    async fn coming(&self, _: &Caller) -> PortResult<Vec<ComingDay>> {
        Ok(self.agreements.coming.clone())
    }
    async fn desk(&self, _: &Caller, _: AgreementQuery) -> PortResult<AgreementList> {
        Ok(self.agreements.list.clone())
    }
    async fn text(&self, _: &Caller, _: &str) -> PortResult<AgreementText> {
        self.agreements.text.clone().ok_or_else(|| Refusal::new(ErrorCode::NotFound).into())
    }
    async fn file(&self, _: &Caller, _: &str, _: &str) -> PortResult<AgreementFile> {
        Err(Refusal::new(ErrorCode::NotFound).into())
    }
    async fn verify(&self, _: &Caller, _: &FormData) -> PortResult<Option<Verified>> {
        Ok(self.agreements.verified.clone())
    }
}
