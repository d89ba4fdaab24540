//! The summaries that come with the portal, as text.
use super::DocCode;

/// `(document, file, text)` of each shipped document.
pub const SHIPPED: [(DocCode, &str, &str); 5] = [
    (DocCode::Zj22, "profiles/law/zj22.toml", include_str!("../../../../profiles/law/zj22.toml")),
    (DocCode::Gl20, "profiles/law/gl20.toml", include_str!("../../../../profiles/law/gl20.toml")),
    (DocCode::Dq, "profiles/law/dq.toml", include_str!("../../../../profiles/law/dq.toml")),
    (DocCode::Yn, "profiles/law/yn.toml", include_str!("../../../../profiles/law/yn.toml")),
    (DocCode::Zj17, "profiles/law/zj17.toml", include_str!("../../../../profiles/law/zj17.toml")),
];
