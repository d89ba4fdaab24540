//! What is in force: regulation profile, calendars, and the settings of the site made from them. Read at the start, and again when the
//! feed says that they changed.
use super::calendars;
use crate::clock::{Clock, IdSource};
use crate::config::Config;
use anyhow::Context;
use contract::site::{Site, Wording};
use domain::calendar::Calendars;
use domain::locale::Locale;
use domain::profile::{CitationField, Label, Profile, ProfileText, Resolved, resolve};
use std::sync::Arc;
use store::{ProfileOrigin, ProfileVersion, Store};

/// Key of the setting that says demo data is loaded.
pub const DEMO: &str = "demo";

/// A consistent set of what is in force.
pub struct Active {
    pub profile: Resolved,
    pub calendars: Calendars,
    pub site: Arc<Site>,
}

impl Active {
    /// Reads everything.
    ///
    /// # Errors
    /// Of the database, or of a stored text.
    pub async fn load(config: &Config, store: &Store) -> anyhow::Result<Self> {
        let mut tx = store.read().await?;
        let versions = newest(tx.profile_versions().await?);
        let active = tx.active_profile().await?.context("no regulation profile is active")?;
        let demo = tx.setting::<bool>(DEMO).await?.unwrap_or_default();
        let updated = tx.catalogue_changed().await?;
        drop(tx);
        // The active text itself, and the newest of the others for what it inherits.
        let texts: Vec<ProfileText<'_>> = versions
            .iter()
            .filter(|version| version.name != active.name)
            .chain([&active])
            .map(|version| ProfileText { file: &version.name, text: &version.text })
            .collect();
        let profile = resolve(&active.name, &texts)?;
        let site = Arc::new(Site { catalogue_updated: updated, ..site(config, &profile.profile, demo) });
        Ok(Self { profile, calendars: calendars::load(store).await?, site })
    }

    /// Whether a citation names the date of access (R-020, yunnan).
    pub fn cites_access_date(&self) -> bool {
        self.profile.profile.citation_fields().contains(&CitationField::AccessDate)
    }
}

/// Takes over shipped profiles and calendars that the database has not seen, and activates the configured profile if none is active.
///
/// # Errors
/// Of the database, a profile name that does not exist, or a draft that nobody confirmed.
pub async fn ship(config: &Config, store: &Store, clock: &dyn Clock, ids: &dyn IdSource) -> anyhow::Result<()> {
    let now = clock.now();
    let mut tx = store.write().await?;
    for shipped in domain::profile::SHIPPED {
        let name = shipped.file.trim_start_matches("profiles/").trim_end_matches(".toml");
        tx.put_profile(ids.id(now), name, shipped.text, ProfileOrigin::Shipped, "portal", now).await?;
    }
    if tx.active_profile().await?.is_none() {
        let versions = newest(tx.profile_versions().await?);
        let wanted = versions.iter().find(|v| v.name == config.profile);
        let names = || versions.iter().map(|v| v.name.as_str()).collect::<Vec<_>>().join(", ");
        let wanted =
            wanted.with_context(|| format!("profile {:?} does not exist; there are {}", config.profile, names()))?;
        let texts: Vec<_> = versions.iter().map(|v| ProfileText { file: &v.name, text: &v.text }).collect();
        // the same decision as `portal import profile --activate` asks for.
        anyhow::ensure!(
            config.confirm_draft_profile || !resolve(&wanted.name, &texts)?.profile.is_draft(),
            "{} is a draft (征求意见稿) and no legal basis; set confirm_draft_profile = true to start with it all the same",
            wanted.name
        );
        tx.activate_profile(wanted.id, "portal", now).await?;
    }
    let known = tx.calendars().await?;
    for (year, text) in domain::calendar::SHIPPED {
        if !known.iter().any(|calendar| calendar.year == i64::from(year)) {
            tx.put_calendar(ids.id(now), year.into(), text, "shipped", now).await?;
        }
    }
    tx.commit(Vec::new()).await?;
    Ok(())
}

/// The newest version of each name; `versions` come by name, newest first.
fn newest(mut versions: Vec<ProfileVersion>) -> Vec<ProfileVersion> {
    versions.dedup_by(|later, first| later.name == first.name);
    versions
}

fn site(config: &Config, profile: &Profile, demo: bool) -> Site {
    let slots = config.site.clone();
    let pair = |label: &Label| (label.zh.clone(), label.en.clone());
    let open = &profile.labels.open;
    Site {
        name: slots.name,
        name_en: slots.name_en,
        organiser: slots.organiser,
        organiser_en: slots.organiser_en,
        operator: slots.operator,
        phone: slots.phone,
        hours: slots.hours,
        email: slots.email,
        site_code: slots.site_code,
        icp: slots.icp,
        police: slots.police,
        base_url: config.base(),
        demo,
        draft_profile: profile.draft_title(Locale::ZhCn).map(str::to_owned),
        wording: Wording {
            publisher: pair(profile.publisher_label()),
            access_rights: pair(profile.access_rights_label()),
            accrual_periodicity: pair(profile.frequency_label()),
            public: pair(open.of(domain::catalog::AccessRights::Public)),
            restricted: pair(open.of(domain::catalog::AccessRights::Restricted)),
        },
        version: env!("CARGO_PKG_VERSION").into(),
        catalogue_updated: None,
    }
}
