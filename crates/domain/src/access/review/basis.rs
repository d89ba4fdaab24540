//! On what a refusal rests (R-064, S10): a rule that expressly bars opening, an eligibility the regulation asks for, or a condition that was
//! published in time. Missing materials are none of them, and an unpublished condition does not exist.
use crate::access::application::RequestLine;
use crate::access::conditions::Conditions;
use crate::code_list;
use crate::profile::{NonPublicGround, Restricted};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

code_list! {
    /// What the regulation itself asks of an applicant (ZJ22-Art.33, GL20-Art.12, GL20-Art.3).
    Eligibility {
        /// 存储、处理、安全保护能力
        Capability = "capability",
        /// 等级保护
        MlpsLevel = "mlps-level",
        /// 信用
        Credit = "credit",
        /// 个人信息、商业秘密未经同意或处理
        Consent = "consent",
        /// 超出最小必要
        MinimumNecessary = "minimum-necessary",
    }
}

/// A basis, by code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "kebab-case")]
pub enum Basis {
    /// Law, regulation, rule or State provision expressly bars opening (GL20-Art.13(3)).
    Barred {
        ground: NonPublicGround,
    },
    Eligibility {
        of: Eligibility,
    },
    /// A published condition of a dataset.
    Condition {
        dataset: Uuid,
        version: u32,
        code: String,
    },
}

impl Basis {
    /// The bases a refusal of some lines may name, in the order to offer them; `conditions` are all published versions.
    pub fn offered(
        rule: &Restricted,
        grounds: &[NonPublicGround],
        lines: &[&RequestLine],
        conditions: &[Conditions],
    ) -> Vec<Self> {
        let mut all: Vec<_> = grounds.iter().map(|ground| Self::Barred { ground: *ground }).collect();
        let asks = |of: &Eligibility| match of {
            Eligibility::MlpsLevel => rule.mlps.min_level.is_some(),
            Eligibility::Credit => !rule.credit_tests.is_empty(),
            Eligibility::Capability | Eligibility::MinimumNecessary => true,
            Eligibility::Consent => lines.iter().any(|line| line.consent.is_some()),
        };
        all.extend(Eligibility::ALL.iter().filter(|of| asks(of)).map(|of| Self::Eligibility { of: *of }));
        for line in lines {
            let in_force = |set: &&Conditions| {
                set.dataset == line.dataset && set.published.is_some() && Some(set.version) == line.conditions
            };
            for set in conditions.iter().filter(in_force) {
                all.extend(set.conditions.iter().map(|condition| Self::Condition {
                    dataset: set.dataset,
                    version: set.version,
                    code: condition.code.clone(),
                }));
            }
        }
        all
    }
}
