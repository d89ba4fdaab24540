//! Names of papers, and what stands in the way, in words.
use crate::services::cases::words::basis;
use contract::applications::ObstacleView;
use domain::access::Material;
use domain::access::eligibility::Obstacle;
use domain::law::Citation;
use domain::locale::Locale;
use texts::{FluentArgs, t, t_args};

/// The name of a paper; `about` what a proof or consent is for.
pub fn paper(locale: Locale, material: &Material, about: &str) -> String {
    let kind = match material {
        Material::Proof { .. } => "proof".to_owned(),
        Material::Consent { .. } => "consent".to_owned(),
        other => other.to_string(),
    };
    let mut args = FluentArgs::new();
    args.set("about", about.to_owned());
    t_args(locale, &format!("apply-paper-{kind}"), &args)
}

/// An obstacle with its own reason, way on and articles (S12). `title` names a dataset by its code.
pub fn obstacle(locale: Locale, obstacle: &Obstacle, title: impl Fn(&str) -> String) -> ObstacleView {
    let code = obstacle.code();
    let mut args = FluentArgs::new();
    let mut variant = "";
    match obstacle {
        Obstacle::WindowClosed { next: None } => variant = "-unknown",
        Obstacle::WindowClosed { next: Some(next) } => {
            args.set("date", texts::date(locale, next.first));
            variant = if next.announced { "" } else { "-expected" };
        }
        Obstacle::LevelTooLow { has, min, condition } => {
            args.set("has", level(locale, *has));
            args.set("min", level(locale, *min));
            variant = if condition.is_some() { "-condition" } else { "" };
        }
        Obstacle::GradeTooLow { grade, .. } => args.set("grade", grade.clone()),
        Obstacle::NotOffered { dataset } | Obstacle::DatasetSuspended { dataset } => args.set("title", title(dataset)),
        Obstacle::Unverified | Obstacle::Listed { .. } => {}
    }
    let articles: Vec<Citation> = obstacle.articles().iter().filter_map(|article| article.parse().ok()).collect();
    ObstacleView {
        code: code.to_owned(),
        reason: t_args(locale, &format!("apply-stop-{code}{variant}"), &args),
        way: t(locale, &format!("apply-stop-{code}-way")),
        basis: basis(locale, &articles),
    }
}

/// 二级 · level 2
pub fn level(locale: Locale, level: u8) -> String {
    t(locale, &format!("apply-level-{level}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use domain::access::window::NextWindow;
    use domain::profile::CreditTest;

    #[test]
    fn s12_every_obstacle_has_a_reason_of_its_own_in_both_languages() {
        let first = NaiveDate::from_ymd_opt(2027, 3, 1).expect("a date");
        let next = |announced| Some(NextWindow { first, announced });
        let mut all = vec![
            Obstacle::WindowClosed { next: None },
            Obstacle::WindowClosed { next: next(true) },
            Obstacle::WindowClosed { next: next(false) },
            Obstacle::Unverified,
            Obstacle::LevelTooLow { has: 1, min: 2, condition: None },
            Obstacle::LevelTooLow { has: 2, min: 3, condition: Some("mlps".into()) },
            Obstacle::GradeTooLow { grade: "D".into(), condition: "grade".into() },
            Obstacle::NotOffered { dataset: "a".into() },
            Obstacle::DatasetSuspended { dataset: "a".into() },
        ];
        let lists = [
            CreditTest::RecordUnderRegulation,
            CreditTest::DishonestDebtor,
            CreditTest::AbnormalOperation,
            CreditTest::SeriousViolation,
            CreditTest::OtherSeriousDishonesty,
        ];
        all.extend(lists.map(|test| Obstacle::Listed { test }));
        for locale in [Locale::ZhCn, Locale::En] {
            let mut reasons = std::collections::BTreeSet::new();
            for one in &all {
                let view = obstacle(locale, one, str::to_owned);
                assert!(!view.reason.contains(texts::MISSING_OPEN), "{}", view.reason);
                assert!(!view.way.contains(texts::MISSING_OPEN), "{}", view.way);
                assert!(!view.basis.is_empty(), "{one:?} names an article");
                reasons.insert(view.reason);
            }
            assert_eq!(reasons.len(), all.len(), "{reasons:#?}");
        }
    }
}
