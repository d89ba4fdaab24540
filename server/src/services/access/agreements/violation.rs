//! Data that was not destroyed in time becomes a violation case; what follows is that procedure's.
use super::load::Loaded;
use crate::portal::Core;
use crate::services::access::violations::{Suspicion, enter};
use contract::{Caller, PortResult};
use domain::access::agreement::Agreement;
use domain::access::violation::Origin;
use store::Tx;

/// Opens the case, for the body that signed for the opening side.
pub async fn raise(core: &Core, tx: &mut Tx, caller: &Caller, loaded: &Loaded, next: &Agreement) -> PortResult<()> {
    let suspicion = Suspicion {
        row: &loaded.row,
        agreement: next,
        origin: Origin::LateDestruction,
        datasets: next.pulled.lines.iter().map(|line| line.dataset).collect(),
        with: next.party_a,
        text: None,
    };
    enter(core, tx, caller, suspicion).await.map(|_| ())
}
