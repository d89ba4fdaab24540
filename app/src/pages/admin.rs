//! 工作台: pages of the people of public bodies.
pub mod accounts;
pub mod audit;
pub mod bodies;
pub mod body;
pub mod calendar;
pub mod contractors;
pub mod coordination;
pub mod counter;
pub mod deliveries;
pub mod mails;
pub mod people;
pub mod profiles;
pub mod queue;
pub mod verifications;
