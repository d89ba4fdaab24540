//! Materials of an application (C5): what is attached, and what a notice can find missing.
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A paper that belongs to an application.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Material {
    /// 公共数据开放申请表: something in the form itself.
    ApplicationForm,
    /// 公共数据开放需求清单
    DemandList,
    /// 安全等级保护证书, 等保备案证明
    MlpsCertificate,
    /// 信用报告
    CreditReport,
    /// 公共数据安全承诺书
    Commitment,
    /// 签章
    Seal,
    /// 应用方案 (C4-14)
    ApplicationPlan,
    /// 其他相关资质和能力证明: one slot per published condition, named by the code of the dataset and the code of the condition.
    Proof { dataset: String, condition: String },
    /// 公民、法人授权同意 of a line, counted from 1.
    Consent { line: u32 },
}

impl Material {
    /// Whether a file is attached for it.
    pub const fn is_file(&self) -> bool {
        !matches!(self, Self::ApplicationForm | Self::DemandList | Self::Commitment)
    }
}

impl fmt::Display for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ApplicationForm => f.write_str("application-form"),
            Self::DemandList => f.write_str("demand-list"),
            Self::MlpsCertificate => f.write_str("mlps-certificate"),
            Self::CreditReport => f.write_str("credit-report"),
            Self::Commitment => f.write_str("commitment"),
            Self::Seal => f.write_str("seal"),
            Self::ApplicationPlan => f.write_str("application-plan"),
            Self::Proof { dataset, condition } => write!(f, "proof:{dataset}:{condition}"),
            Self::Consent { line } => write!(f, "consent:{line}"),
        }
    }
}

impl FromStr for Material {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no material");
        Ok(match text {
            "application-form" => Self::ApplicationForm,
            "demand-list" => Self::DemandList,
            "mlps-certificate" => Self::MlpsCertificate,
            "credit-report" => Self::CreditReport,
            "commitment" => Self::Commitment,
            "seal" => Self::Seal,
            "application-plan" => Self::ApplicationPlan,
            _ => match text.split(':').collect::<Vec<_>>()[..] {
                ["proof", dataset, condition] if !dataset.is_empty() && !condition.is_empty() => {
                    Self::Proof { dataset: dataset.to_owned(), condition: condition.to_owned() }
                }
                ["consent", line] => {
                    Self::Consent { line: line.parse().ok().filter(|line| *line > 0).ok_or_else(wrong)? }
                }
                _ => return Err(wrong()),
            },
        })
    }
}

impl TryFrom<String> for Material {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Material> for String {
    fn from(material: Material) -> Self {
        material.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c5_a_material_reads_back_as_it_is_written() {
        let all = [
            Material::ApplicationForm,
            Material::MlpsCertificate,
            Material::CreditReport,
            Material::Commitment,
            Material::Proof { dataset: "k3f9q2".into(), condition: "lab".into() },
            Material::Consent { line: 2 },
        ];
        for material in all {
            assert_eq!(material.to_string().parse(), Ok(material));
        }
        for text in ["", "proof", "proof::x", "consent:0", "consent:x", "proof:a:b:c"] {
            assert!(text.parse::<Material>().is_err(), "{text}");
        }
    }
}
