//! The profiles that come with the portal, as text; the database is the truth once it has taken them over.
use super::ProfileText;

/// Every shipped profile.
pub const SHIPPED: [ProfileText<'static>; 3] = [
    ProfileText { file: "profiles/zhejiang.toml", text: include_str!("../../../../profiles/zhejiang.toml") },
    ProfileText { file: "profiles/deqing.toml", text: include_str!("../../../../profiles/deqing.toml") },
    ProfileText { file: "profiles/yunnan.toml", text: include_str!("../../../../profiles/yunnan.toml") },
];
