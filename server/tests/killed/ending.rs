//! A renewal, notice of the end, the end after a violation and the destruction of the data, killed on the way (R-082…, S27).
use super::world::{World, hidden};
use super::{PDF, act, command, during, whole};
use domain::access::agreement::StateCode;

const REASON: &str = "业务调整，停车通应用将停止运营，不再需要所开放的数据。";

/// Asked for, granted and signed: the new version takes the place of the former, which delivers until then.
pub async fn renewal(world: &mut World, agreement: &str, next: &str) {
    let term = [("term", "12"), ("term_unit", "months")];
    during(
        world,
        async |world| command(world, "company", agreement, "ask-renewal", &term).await,
        async |world| whole::renewal_asked(world, agreement).await,
    )
    .await;
    during(
        world,
        async |world| command(world, "authority", agreement, "grant-renewal", &[]).await,
        async |world| whole::renewal_granted(world, agreement, next).await,
    )
    .await;
    act(world, "authority", next, "confirm", &[], "pending-click").await;
    click(world, next, async |world| whole::renewed(world, agreement, next).await).await;
}

/// The click of the user, with the text that the page shows.
pub async fn click(world: &mut World, agreement: &str, whole: impl AsyncFn(&World) -> bool) {
    let path = format!("/cases/{agreement}/do/sign");
    let password = world.password("company").to_owned();
    let request = async |world: &World| {
        let page = world.page("company", &path).await;
        let (version, sha256) = (hidden(&page, "version"), hidden(&page, "sha256"));
        let what = [("version", version.as_str()), ("sha256", sha256.as_str()), ("ticked", "yes")];
        world.post("company", &path, &[what.as_slice(), &[("name", "李四"), ("password", &password)]].concat())
    };
    during(world, request, whole).await;
}

/// The user gives notice; data is had until the last day of it.
pub async fn notice(world: &mut World, agreement: &str) {
    during(
        world,
        async |world| command(world, "company", agreement, "give-notice", &[("reason", REASON)]).await,
        async |world| whole::noticed(world, agreement).await,
    )
    .await;
}

/// What was handed in does not do: the violation ends the agreement at once.
pub async fn conclusion(world: &mut World, violation: &str, agreement: &str) {
    let measures = "已停止向第三方提供，并删除了第三方持有的副本。";
    act(world, "company", violation, "hand-in", &[("measures", measures)], "rectification-submitted").await;
    during(
        world,
        async |world| command(world, "reviewer", violation, "conclude", &[("reason", REASON)]).await,
        async |world| whole::concluded(world, violation, agreement).await,
    )
    .await;
}

/// Proved with a paper, and accepted.
pub async fn destruction(world: &mut World, agreement: &str) {
    let path = format!("/cases/{agreement}/do/prove-destruction");
    during(
        world,
        async |world| {
            let version = hidden(&world.page("company", &path).await, "version");
            world.multipart("company", &path, &[("version", version.as_str())], ("files", PDF))
        },
        async |world| whole::step(world, agreement, StateCode::DestructionProved).await,
    )
    .await;
    during(
        world,
        async |world| command(world, "authority", agreement, "accept-destruction", &[]).await,
        async |world| whole::step(world, agreement, StateCode::Destroyed).await,
    )
    .await;
}
