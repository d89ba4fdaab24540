//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::accounts::Accounts;

#[async_trait]
impl Accounts for Fake {}
