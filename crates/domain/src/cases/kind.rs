//! Kinds of cases: the prefix of the number names the kind.
use crate::code_list;

code_list! {
    /// A kind of case; the code is the prefix of its numbers.
    CaseKind {
        /// 申请: restricted data (B09).
        Application = "SQ",
        /// 校核 (B18).
        Correction = "XH",
        /// 撤回 (B19).
        Withdrawal = "CH",
        /// 复核 (B19).
        Reexamination = "FH",
        /// 协议 (B10).
        Agreement = "XY",
        /// 应用 (B13).
        DerivedApplication = "YY",
        /// 需求 (B17).
        Demand = "XQ",
        /// 投诉举报 (B21).
        Complaint = "TS",
        /// 意见建议 (B21).
        Suggestion = "JY",
        /// 违规 (B16).
        Violation = "WG",
        /// 目录 (B01).
        Catalogue = "ML",
    }
}

impl CaseKind {
    /// The kinds the procedure of complaints handles.
    pub const COMPLAINTS: [Self; 2] = [Self::Complaint, Self::Suggestion];
}
