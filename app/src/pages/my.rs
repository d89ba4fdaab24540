//! 个人中心 · 单位中心: pages of the signed-in reader.
pub mod absence;
pub mod access;
pub mod account;
pub mod act_as;
pub mod agreements;
pub mod close;
pub mod contact;
pub mod drafts;
pub mod home;
pub mod identity;
pub mod keys;
pub mod message_settings;
pub mod messages;
pub mod organisation;
pub mod requests;
pub mod second_factor;
pub mod ways_in;
