//! 受限开放: the procedures of restricted data as use cases. The rules are `domain::access`; each part below carries out what they decide.
pub mod agreements;
pub mod delivery;
pub mod reviews;
pub mod violations;
