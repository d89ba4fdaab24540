//! 开放方式 (A2 `delivery_mode`).
use crate::code_list;

code_list! {
    /// How restricted data reaches its user (GL20-Art.11, YN-Art.38(3), ZJ22-Art.33(3)).
    DeliveryMode {
        /// 沙箱: the data stays inside, 可用不可见.
        Sandbox = "sandbox",
        /// 授权查询: each call carries the consent of the person concerned.
        AuthorisedQuery = "authorised-query",
        /// 接口
        Api = "api",
        /// 文件
        File = "file",
        /// 核验、模型: an answer computed from the data, never the data.
        Verification = "verification",
    }
}

impl DeliveryMode {
    /// Whether how often it is called is agreed (C2-8).
    pub const fn has_volume(self) -> bool {
        matches!(self, Self::Api | Self::AuthorisedQuery | Self::Verification)
    }
}
