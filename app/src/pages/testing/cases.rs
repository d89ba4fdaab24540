//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::cases::Cases;

#[async_trait]
impl Cases for Fake {}
