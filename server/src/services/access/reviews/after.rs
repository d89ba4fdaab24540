//! What an approval led to: its agreements, and where the application stands by them.
use crate::services::cases::subject::involves;
use crate::services::internal;
use contract::cases::AgreementLink;
use contract::{Caller, PortResult};
use domain::access::agreement::StateCode as AgreementState;
use domain::access::review::{Standing, StateCode, standing};
use store::Tx;
use store::cases::CaseRow;

/// The agreements of an approved application.
pub struct After {
    pub standing: Standing,
    /// Their cases, the first version first.
    pub agreements: Vec<CaseRow>,
}

impl After {
    /// `None` while nothing was approved.
    pub async fn of(tx: &mut Tx, row: &CaseRow) -> PortResult<Option<Self>> {
        if row.state != StateCode::Approved.code() {
            return Ok(None);
        }
        let (mut states, mut agreements) = (Vec::new(), Vec::new());
        let mut delivered = false;
        for beside in tx.agreements_of(row.id).await.map_err(internal)? {
            let case = tx.case_by_id(beside.case).await.map_err(internal)?;
            let case = case.ok_or_else(|| internal("an agreement without case"))?;
            let state = AgreementState::from_code(&case.state).ok_or_else(|| internal(case.state.clone()))?;
            states.push((state, u32::try_from(beside.version).map_err(internal)?));
            delivered |= tx.first_delivery(&beside.number).await.map_err(internal)?.is_some();
            agreements.push(case);
        }
        Ok(Some(Self { standing: standing(&states, delivered), agreements }))
    }

    /// The state to show of a row.
    pub async fn shown(tx: &mut Tx, row: &CaseRow) -> PortResult<String> {
        let after = Self::of(tx, row).await?;
        Ok(after.map_or_else(|| row.state.clone(), |after| after.standing.code().to_owned()))
    }

    /// The agreement that waits to be signed.
    pub fn to_sign(&self) -> Option<&CaseRow> {
        self.agreements.iter().find(|case| case.state == AgreementState::PendingClick.code())
    }

    /// The agreement being filled in by the opening side.
    pub fn to_fill(&self) -> Option<&CaseRow> {
        self.agreements.iter().find(|case| case.state == AgreementState::Drafted.code())
    }

    /// Those the reader has a part in.
    pub fn links(&self, caller: &Caller) -> Vec<AgreementLink> {
        let ours = self.agreements.iter().filter(|case| involves(&caller.actor, case));
        ours.map(|case| AgreementLink {
            number: case.number.clone(),
            to_sign: case.state == AgreementState::PendingClick.code(),
        })
        .collect()
    }
}
