//! The store on both databases. SQLite always; PostgreSQL when `PORTAL_TEST_POSTGRES` holds the address of a database in which the tests may
//! make schemas of their own (`make test` starts one).
#[path = "store/support.rs"]
#[macro_use]
mod support;

#[path = "store/access.rs"]
mod access;
#[path = "store/accounts.rs"]
mod accounts;
#[path = "store/acts.rs"]
mod acts;
#[path = "store/agreement_lists.rs"]
mod agreement_lists;
#[path = "store/applications.rs"]
mod applications;
#[path = "store/audit.rs"]
mod audit;
#[path = "store/audit_reach.rs"]
mod audit_reach;
#[path = "store/bodies.rs"]
mod bodies;
#[path = "store/case_queue.rs"]
mod case_queue;
#[path = "store/cases.rs"]
mod cases;
#[path = "store/changes.rs"]
mod changes;
#[path = "store/connect.rs"]
mod connect;
#[path = "store/datasets.rs"]
mod datasets;
#[path = "store/directory.rs"]
mod directory;
#[path = "store/downloads.rs"]
mod downloads;
#[path = "store/drafts.rs"]
mod drafts;
#[path = "store/first_delivery.rs"]
mod first_delivery;
#[path = "store/import_rate.rs"]
mod import_rate;
#[path = "store/installation.rs"]
mod installation;
#[path = "store/interrupted.rs"]
mod interrupted;
#[path = "store/lists.rs"]
mod lists;
#[path = "store/migrations.rs"]
mod migrations;
#[path = "store/notices.rs"]
mod notices;
#[path = "store/opinions.rs"]
mod opinions;
#[path = "store/versions.rs"]
mod versions;
#[path = "store/violation_lists.rs"]
mod violation_lists;
