//! What the port answers in tests of pages.
use super::Fake;
use async_trait::async_trait;
use contract::notices::Notices;

#[async_trait]
impl Notices for Fake {}
