//! Request rates per address: 429 with `Retry-After` and the `RateLimit-*` headers. The limits keep the service steady; they are no approval.
use super::{App, client, problem};
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
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

type Limiter = RateLimiter<IpAddr, DashMapStateStore<IpAddr>, DefaultClock, StateInformationMiddleware>;

/// Addresses remembered before the idle ones are forgotten.
const SWEEP_AT: usize = 50_000;

/// One limiter for each kind of request.
pub struct RateLimits {
    api: (Limiter, u32),
    suggest: (Limiter, u32),
    pages: (Limiter, u32),
}

impl RateLimits {
    /// Limiters with the configured numbers a minute.
    pub fn new(limits: &crate::config::Limits) -> Self {
        let make = |per_minute: u32| {
            let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
            (RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>(), per_minute)
        };
        Self {
            api: make(limits.api_per_minute),
            suggest: make(limits.suggest_per_minute),
            pages: make(limits.pages_per_minute),
        }
    }

    fn of(&self, path: &str) -> Option<&(Limiter, u32)> {
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
    let Some((limiter, per_minute)) = portal.rates.of(request.uri().path()) else { return next.run(request).await };
    let address = match client::address(&portal.config, request.extensions(), request.headers()) {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & !u128::from(u64::MAX))),
        v4 => v4,
    };
    if limiter.len() > SWEEP_AT {
        limiter.retain_recent();
    }
    match limiter.check_key(&address) {
        Ok(state) => {
            let remaining = state.remaining_burst_capacity();
            let mut response = next.run(request).await;
            tell(&mut response, *per_minute, remaining, 60 / u64::from(*per_minute).max(1) + 1);
            response
        }
        Err(until) => {
            let wait = until.wait_time_from(limiter_now()).as_secs() + 1;
            let locale = request.extensions().get::<Locale>().copied().unwrap_or_default();
            let refusal = Refusal::new(ErrorCode::TooManyRequests).fact("seconds", wait).fact("limit", per_minute);
            let mut response =
                if request.uri().path().starts_with("/api/") || request.uri().path().starts_with("/download/") {
                    problem::problem(locale, &refusal.into())
                } else {
                    super::pages::error_response(&portal, request, refusal.into()).await
                };
            tell(&mut response, *per_minute, 0, wait);
            response.headers_mut().insert(http::header::RETRY_AFTER, HeaderValue::from(wait));
            response
        }
    }
}

fn limiter_now() -> <DefaultClock as governor::clock::Clock>::Instant {
    DefaultClock::default().now()
}

fn tell(response: &mut Response, limit: u32, remaining: u32, reset: u64) {
    let headers = response.headers_mut();
    headers.insert("ratelimit-limit", HeaderValue::from(limit));
    headers.insert("ratelimit-remaining", HeaderValue::from(remaining));
    headers.insert("ratelimit-reset", HeaderValue::from(reset));
}
