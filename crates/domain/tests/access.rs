//! 受限开放 by the regulations: forms, steps, clocks, refusals, agreements, delivery, violations. One binary; scenarios under their names.
#[path = "access/agreements.rs"]
mod agreements;
#[path = "access/applying.rs"]
mod applying;
#[path = "access/before.rs"]
mod before;
#[path = "access/deliveries.rs"]
mod deliveries;
#[path = "access/endings.rs"]
mod endings;
#[path = "access/fixture.rs"]
mod fixture;
#[path = "access/refusals.rs"]
mod refusals;
#[path = "access/reviews.rs"]
mod reviews;
#[path = "access/statistics.rs"]
mod statistics;
#[path = "access/supplements.rs"]
mod supplements;
#[path = "regulation/support.rs"]
#[expect(dead_code, reason = "shared with the tests of calendar and profiles")]
mod support;
#[path = "access/violations.rs"]
mod violations;
