//! How long things of an account last, and how often one may try. None of these come from the law: they are decisions of the service,
//! written here once, changed here only.
use chrono::{DateTime, TimeDelta, Utc};

/// A session that nobody used for this long is over. Staff see personal data of others: theirs is shorter.
pub const IDLE: TimeDelta = TimeDelta::hours(4);
/// See [`IDLE`].
pub const IDLE_STAFF: TimeDelta = TimeDelta::hours(1);
/// A session is over after this, used or not.
pub const ABSOLUTE: TimeDelta = TimeDelta::hours(24);
/// See [`ABSOLUTE`]: one working day.
pub const ABSOLUTE_STAFF: TimeDelta = TimeDelta::hours(12);
/// Time for the second factor after the password.
pub const PENDING: TimeDelta = TimeDelta::minutes(10);
/// `last_seen` is written at most this often, so that reading a page does not write.
pub const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);
/// Fresh recovery codes may be looked at for this long.
pub const CODES_SHOWN: TimeDelta = TimeDelta::minutes(10);
/// The link that confirms an address.
pub const CONFIRM_LINK: TimeDelta = TimeDelta::hours(48);
/// The link that sets a new password.
pub const RESET_LINK: TimeDelta = TimeDelta::hours(1);
/// An invitation.
pub const INVITATION: TimeDelta = TimeDelta::hours(14 * 24);
/// Waiting time after a lost second factor: long enough for the owner to read the notice and object.
pub const LOST_FACTOR: TimeDelta = TimeDelta::hours(72);
/// Recovery codes made at once.
pub const RECOVERY_CODES: usize = 10;
/// Shortest password, in characters (NIST SP 800-63B asks for 8 at least; ours guard personal data of others).
pub const PASSWORD_MIN: usize = 10;
/// Longest password, in characters: long enough for any phrase, short enough that estimating its strength stays quick.
pub const PASSWORD_MAX: usize = 128;
/// Strength as zxcvbn counts it, 0 to 4: 3 resists guessing offline for a while.
pub const PASSWORD_STRENGTH: u8 = 3;

/// Failed tries are counted over this time.
pub const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// For one account from one address, before both together have to wait.
pub const TRIES: u32 = 5;
/// From one address for any accounts, before it has to wait (an office behind one address has many people).
pub const TRIES_ADDRESS: u32 = 50;
/// For one account from anywhere, before every further try is slowed down. It is never refused: nobody can lock others out.
pub const TRIES_ACCOUNT: u32 = 20;
/// How long a slowed-down try waits.
pub const SLOW: TimeDelta = TimeDelta::seconds(2);
/// Mails to one address within [`WINDOW`]: links to confirm, to reset.
pub const MAILS: u32 = 3;

/// Failed tries within [`WINDOW`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tries {
    /// Of this account from this address, since its last success from there.
    pub pair: u32,
    /// The newest of them.
    pub pair_last: Option<DateTime<Utc>>,
    /// From this address.
    pub address: u32,
    /// The newest of them.
    pub address_last: Option<DateTime<Utc>>,
    /// Of this account from anywhere.
    pub account: u32,
}

/// What becomes of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throttle {
    /// It is looked at, after this pause; so many wrong ones are left.
    Try { pause: TimeDelta, left: u32 },
    /// It is not looked at; how long to wait, in whole minutes.
    Wait { minutes: i64 },
}

/// Decides about a try. The account's owner is never kept out by tries from elsewhere (they are slowed down at most).
pub fn throttle(now: DateTime<Utc>, tries: Tries) -> Throttle {
    let wait = |last: Option<DateTime<Utc>>| {
        let left = last.map_or(WINDOW, |last| last + WINDOW - now);
        Throttle::Wait { minutes: (left.num_seconds() + 59).div_euclid(60).max(1) }
    };
    if tries.pair >= TRIES {
        return wait(tries.pair_last);
    }
    if tries.address >= TRIES_ADDRESS {
        return wait(tries.address_last);
    }
    let pause = if tries.account >= TRIES_ACCOUNT { SLOW } else { TimeDelta::zero() };
    Throttle::Try { pause, left: TRIES - tries.pair - 1 }
}

/// Whether a session is over: its absolute end, and idle time.
pub fn over(now: DateTime<Utc>, expires: DateTime<Utc>, last_seen: DateTime<Utc>, staff: bool) -> bool {
    now >= expires || now >= last_seen + if staff { IDLE_STAFF } else { IDLE }
}

/// The absolute end of a session that began then. Acting for a body shortens it; going back does not lengthen it.
pub fn expires(started: DateTime<Utc>, staff: bool) -> DateTime<Utc> {
    started + if staff { ABSOLUTE_STAFF } else { ABSOLUTE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn r162_guessing_from_one_address_has_to_wait() {
        let tries = |pair| Tries { pair, pair_last: Some(at(10)), ..Tries::default() };
        assert_eq!(throttle(at(11), tries(0)), Throttle::Try { pause: TimeDelta::zero(), left: 4 });
        assert_eq!(throttle(at(11), tries(4)), Throttle::Try { pause: TimeDelta::zero(), left: 0 });
        assert_eq!(throttle(at(11), tries(5)), Throttle::Wait { minutes: 14 });
        let spray = Tries { address: TRIES_ADDRESS, address_last: Some(at(10)), ..Tries::default() };
        assert_eq!(throttle(at(24), spray), Throttle::Wait { minutes: 1 });
    }

    #[test]
    fn r162_nobody_can_lock_the_owner_out() {
        let attacked = Tries { account: 100_000, ..Tries::default() };
        assert_eq!(throttle(at(0), attacked), Throttle::Try { pause: SLOW, left: 4 });
    }

    #[test]
    fn r162_sessions_end_idle_and_absolutely() {
        let end = expires(at(0), false);
        assert!(!over(at(239), end, at(0), false));
        assert!(over(at(240), end, at(0), false));
        assert!(over(at(60), end, at(0), true));
        assert!(over(at(24 * 60), end, at(24 * 60 - 1), false));
        assert!(expires(at(0), true) < end);
    }
}
