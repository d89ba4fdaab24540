//! Request rates per address, and per key of a system (接口密钥): 429 with `Retry-After` and the `RateLimit-*` headers. The limits keep the service steady; they are no approval.
use super::{App, client, problem};
use crate::services::access::delivery::keys;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use contract::{ErrorCode, Refusal};
use domain::locale::Locale;
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use http::HeaderValue;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use uuid::Uuid;

/// Counts by something, up to a number a minute.
struct Limiter<K: Clone + Hash + Eq> {
    counts: RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>,
    per_minute: u32,
}

impl<K: Clone + Hash + Eq> Limiter<K> {
    fn new(per_minute: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Self { counts: RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>(), per_minute }
    }

    /// How many more there may be, or after how many seconds.
    fn count(&self, key: &K) -> Result<u32, u64> {
        if self.counts.len() > SWEEP_AT {
            self.counts.retain_recent();
        }
        match self.counts.check_key(key) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(until) => Err(until.wait_time_from(DefaultClock::default().now()).as_secs() + 1),
        }
    }
}

/// Where keys are used.
const KEYED: &str = "/api/v1/entitlements";
/// Addresses or keys remembered before the idle ones are forgotten.
const SWEEP_AT: usize = 50_000;

/// One limiter for each kind of request.
pub struct RateLimits {
    api: Limiter<IpAddr>,
    suggest: Limiter<IpAddr>,
    pages: Limiter<IpAddr>,
    keys: Limiter<Uuid>,
}

impl RateLimits {
    /// Limiters with the configured numbers a minute.
    pub fn new(limits: &crate::config::Limits) -> Self {
        Self {
            api: Limiter::new(limits.api_per_minute),
            suggest: Limiter::new(limits.suggest_per_minute),
            pages: Limiter::new(limits.pages_per_minute),
            keys: Limiter::new(limits.key_per_minute),
        }
    }

    fn of(&self, path: &str) -> Option<&Limiter<IpAddr>> {
        match path {
            "/api/v1/suggest" => Some(&self.suggest),
            path if path.starts_with("/api/") || path.starts_with("/download/") => Some(&self.api),
            path if path.starts_with("/pkg/") || path.starts_with("/healthz") || path.starts_with("/readyz") => None,
            _ => Some(&self.pages),
        }
    }
}

/// Counts the request against its address. One subscriber of IPv6 has a /64, so that is what counts there.
pub async fn limit(State(portal): State<App>, request: Request, next: Next) -> Response {
    let Some(limiter) = portal.rates.of(request.uri().path()) else { return next.run(request).await };
    let address = match client::address(&portal.config, request.extensions(), request.headers()) {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & !u128::from(u64::MAX))),
        v4 => v4,
    };
    // A system that is known has a rate of its own, wherever it calls from; who tries keys is counted by the address.
    let known = match key_in(&request) {
        Some(key) => keys::known(portal.core(), Some(&key)).await.ok().map(|key| key.id),
        None => None,
    };
    let (counted, per_minute) = match known {
        Some(key) => (portal.rates.keys.count(&key), portal.rates.keys.per_minute),
        None => (limiter.count(&address), limiter.per_minute),
    };
    match counted {
        Ok(remaining) => {
            let mut response = next.run(request).await;
            tell(&mut response, per_minute, remaining, 60 / u64::from(per_minute).max(1) + 1);
            response
        }
        Err(wait) => {
            let locale = request.extensions().get::<Locale>().copied().unwrap_or_default();
            let refusal = Refusal::new(ErrorCode::TooManyRequests).fact("seconds", wait).fact("limit", per_minute);
            let mut response =
                if request.uri().path().starts_with("/api/") || request.uri().path().starts_with("/download/") {
                    problem::problem(locale, &refusal.into())
                } else {
                    super::pages::error_response(&portal, request, refusal.into()).await
                };
            tell(&mut response, per_minute, 0, wait);
            response.headers_mut().insert(http::header::RETRY_AFTER, HeaderValue::from(wait));
            response
        }
    }
}

/// What a request has for a key, where keys are used.
fn key_in(request: &Request) -> Option<String> {
    if !request.uri().path().starts_with(KEYED) {
        return None;
    }
    super::api::entitlements::bearer(request.headers())
}

fn tell(response: &mut Response, limit: u32, remaining: u32, reset: u64) {
    let headers = response.headers_mut();
    headers.insert("ratelimit-limit", HeaderValue::from(limit));
    headers.insert("ratelimit-remaining", HeaderValue::from(remaining));
    headers.insert("ratelimit-reset", HeaderValue::from(reset));
}
