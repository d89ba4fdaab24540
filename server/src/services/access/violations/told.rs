//! Who is told of a violation: whoever filed the application and may sign for the user, and the people of the bodies concerned.
use super::load::Loaded;
use crate::portal::Core;
use crate::services::access::agreements;
use crate::services::internal;
use contract::{Caller, PortResult};
use domain::access::review::{AccessNotice, Told};
use domain::notice::NoticeKind;
use std::collections::BTreeMap;
use store::Tx;
use store::cases::CaseRow;
use uuid::Uuid;

/// Owes a notice.
pub async fn tell(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &Loaded,
    occasion: &str,
    to: Told,
    kind: AccessNotice,
) -> PortResult<()> {
    let code = NoticeKind::from_code(kind.code()).ok_or_else(|| internal(format!("no notice {}", kind.code())))?;
    let day = loaded.violation.order.as_ref().map(|order| order.rectify_by.to_string());
    let facts: Vec<(&str, String)> = day.map(|day| ("date", day)).into_iter().collect();
    let what = (occasion, code);
    match to {
        Told::Applicant => agreements::told::user(core, tx, &loaded.row, what, &facts).await,
        Told::Body(body) if kind == AccessNotice::RectificationOrdered => {
            elsewhere(core, tx, caller, loaded, occasion, body).await
        }
        Told::Body(body) => agreements::told::body(core, tx, caller, &loaded.row, what, body, &facts).await,
    }
}

/// Tells another publisher that serves the user, of its own agreements with the user: the case itself may be none of its business.
async fn elsewhere(
    core: &Core,
    tx: &mut Tx,
    caller: &Caller,
    loaded: &Loaded,
    occasion: &str,
    body: Uuid,
) -> PortResult<()> {
    let served = tx.entitlements_of(loaded.violation.party).await.map_err(internal)?;
    let mut own: BTreeMap<String, CaseRow> = BTreeMap::new();
    for row in served.into_iter().filter(|row| row.entitlement.publisher == body) {
        if let Some(agreement) = tx.case(&row.entitlement.agreement).await.map_err(internal)? {
            own.insert(agreement.number.clone(), agreement);
        }
    }
    for row in own.values() {
        let what = (occasion, NoticeKind::ViolationElsewhere);
        agreements::told::body(core, tx, caller, row, what, body, &[]).await?;
    }
    Ok(())
}
