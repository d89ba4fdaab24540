//! 工作台: pages of the people of public bodies.
pub mod accounts;
pub mod audit;
pub mod bodies;
pub mod body;
pub mod calendar;
pub mod catalogue;
pub mod contractors;
pub mod counter;
pub mod credit;
pub mod mails;
pub mod notices;
pub mod people;
pub mod profiles;
pub mod queue;
pub mod templates;
pub mod verifications;
pub mod windows;
