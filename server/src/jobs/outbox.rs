//! Notices leave the portal, by mail and by webhook: claimed from the outbox by any replica, handed over, then noted. A worker that dies between the two leaves a claim
//! that runs out; the next one hands the same letter over again, under the same `Message-ID` (at least once; docs/mail.md).
mod channel;
mod letter;
mod smtp;
mod webhook;

pub use channel::{Channel, Letter, To, Trouble, without_addresses};
pub use smtp::channel as mail;
pub use webhook::channel as webhook;

use crate::portal::Core;
use crate::services::notices::{Contact, blind, of_delivery};
use chrono::TimeDelta;
use domain::notice::DeliveryState;
use std::sync::Arc;
use std::time::Duration;
use store::notices::Outgoing;
use tokio::sync::watch;

/// Pause between two looks into the outbox: an index is asked, nothing is locked.
const PAUSE: Duration = Duration::from_secs(2);
/// Letters claimed at once.
const BATCH: u32 = 10;
/// How long one letter may take to be handed over.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a claim holds: longer than a batch can take, so that only a dead worker loses it.
const CLAIM: TimeDelta = TimeDelta::minutes(15);
/// Minutes until the next try, by tries so far; after the last one the mail is given up, about five days after the first.
const BACK_OFF: [i64; 10] = [1, 5, 15, 60, 240, 720, 1440, 1440, 1440, 1440];

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Handed over or written.
    pub sent: u32,
    /// To be tried again.
    pub postponed: u32,
    /// Refused, given up, or without address.
    pub failed: u32,
}

/// The ways out of a configuration. One that cannot be opened is told to the log and stays closed; the others are not held up by it.
pub fn channels(core: &Core) -> Vec<Arc<dyn Channel>> {
    let opened = [mail(&core.config).map(Some), webhook(&core.config.webhook, core.clock.clone())];
    let opened = opened.into_iter().filter_map(|channel| {
        channel.inspect_err(|error| tracing::error!(error = format!("{error:#}"), "a channel stays closed")).ok()?
    });
    opened.collect()
}

/// Empties the outbox of one channel until told to stop.
pub async fn run(core: Arc<Core>, channel: Arc<dyn Channel>, mut stop: watch::Receiver<bool>) {
    let name = channel.name();
    loop {
        tokio::select! {
            _ = tokio::time::sleep(PAUSE) => {}
            _ = stop.changed() => return,
        }
        match round(&core, channel.as_ref()).await {
            Ok(done) if done == Round::default() => {}
            Ok(done) => {
                tracing::info!(name, sent = done.sent, postponed = done.postponed, failed = done.failed, "notices left")
            }
            Err(error) => tracing::warn!(name, error = format!("{error:#}"), "notices wait; next try soon"),
        }
    }
}

/// Sends everything that is due.
///
/// # Errors
/// Of the database; what was claimed then comes back when the claim runs out.
pub async fn round(core: &Core, channel: &dyn Channel) -> anyhow::Result<Round> {
    let mut done = Round::default();
    loop {
        let now = core.clock.now();
        let next = core.store.read().await?.next_delivery(channel.name()).await?;
        if next.is_none_or(|at| at > now) {
            return Ok(done);
        }
        let mut tx = core.store.write().await?;
        let claimed = tx.claim_deliveries(channel.name(), now, now + CLAIM, BATCH).await?;
        tx.commit(Vec::new()).await?;
        if claimed.is_empty() {
            return Ok(done);
        }
        for one in claimed {
            match deliver(core, channel, &one).await? {
                DeliveryState::Sent | DeliveryState::Written => done.sent += 1,
                DeliveryState::Due => done.postponed += 1,
                DeliveryState::Refused | DeliveryState::GivenUp | DeliveryState::NoAddress => done.failed += 1,
            }
        }
    }
}

/// Hands one letter over and notes how it went.
async fn deliver(core: &Core, channel: &dyn Channel, claimed: &Outgoing) -> anyhow::Result<DeliveryState> {
    let (contact, link) = match of_delivery(core, claimed).await {
        Ok(found) => found,
        // A key that is missing may be put back: the letter waits for it.
        Err(error) => return later(core, channel, claimed, &error.to_string()).await,
    };
    if channel.to() == To::Receiver {
        return hand_over(core, channel, claimed, None, &letter::to_receiver(core, &claimed.notice)).await;
    }
    let Some(contact) = contact else {
        return finish(core, channel, claimed, None, DeliveryState::NoAddress, None).await;
    };
    // What somebody asked for just now goes out even so: it confirms the address, or the mailbox was mended.
    if !claimed.notice.kind.asked_for() {
        let refused = core.store.read().await?.address_refused(channel.name(), &blind(core, &contact.email)).await?;
        if refused.is_some() || !contact.confirmed {
            return finish(core, channel, claimed, Some(&contact), DeliveryState::NoAddress, None).await;
        }
    }
    let letter = letter::compose(core, &claimed.notice, &contact, link.as_deref());
    hand_over(core, channel, claimed, Some(&contact), &letter).await
}

async fn hand_over(
    core: &Core,
    channel: &dyn Channel,
    claimed: &Outgoing,
    contact: Option<&Contact>,
    letter: &Letter,
) -> anyhow::Result<DeliveryState> {
    let answer = tokio::time::timeout(PATIENCE, channel.hand_over(letter)).await;
    match answer.unwrap_or_else(|_| Err(Trouble::Later("no answer in time".into()))) {
        Ok(state) => finish(core, channel, claimed, contact, state, None).await,
        Err(Trouble::Refused(answer)) => {
            finish(core, channel, claimed, contact, DeliveryState::Refused, Some(&answer)).await
        }
        Err(Trouble::Later(answer)) => later(core, channel, claimed, &answer).await,
    }
}

/// The end of a delivery. A refusal marks the address; success takes the mark away.
async fn finish(
    core: &Core,
    channel: &dyn Channel,
    claimed: &Outgoing,
    contact: Option<&Contact>,
    state: DeliveryState,
    answer: Option<&str>,
) -> anyhow::Result<DeliveryState> {
    let now = core.clock.now();
    let mut tx = core.store.write().await?;
    tx.finish_delivery(channel.name(), claimed, state, answer, now).await?;
    if let Some(contact) = contact {
        let address = blind(core, &contact.email);
        match state {
            DeliveryState::Refused => {
                tx.refuse_address(channel.name(), &address, answer.unwrap_or_default(), now).await?
            }
            DeliveryState::Sent => tx.accept_address(channel.name(), &address).await?,
            DeliveryState::Written | DeliveryState::Due | DeliveryState::GivenUp | DeliveryState::NoAddress => {}
        }
    }
    tx.commit(Vec::new()).await?;
    Ok(state)
}

/// Tries again later, or gives up.
async fn later(core: &Core, channel: &dyn Channel, claimed: &Outgoing, answer: &str) -> anyhow::Result<DeliveryState> {
    let pause = usize::try_from(claimed.attempts).ok().and_then(|tried| BACK_OFF.get(tried));
    let Some(&minutes) = pause else {
        return finish(core, channel, claimed, None, DeliveryState::GivenUp, Some(answer)).await;
    };
    let mut tx = core.store.write().await?;
    let next = core.clock.now() + TimeDelta::minutes(minutes);
    tx.postpone_delivery(channel.name(), claimed, answer, next).await?;
    tx.commit(Vec::new()).await?;
    Ok(DeliveryState::Due)
}
