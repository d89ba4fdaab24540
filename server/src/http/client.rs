//! Who asks, as far as an anonymous reader needs to be known: for limits, and for one row per download.
use crate::config::Config;
use axum::extract::ConnectInfo;
use contract::downloads::Reader;
use http::{HeaderMap, Method, header, request::Parts};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address of the reader: the peer, or, behind a trusted proxy, the last address in `X-Forwarded-For` that is no such proxy.
pub fn address(config: &Config, extensions: &http::Extensions, headers: &HeaderMap) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip())
        .to_canonical();
    if !config.trusted_proxies.contains(&peer) {
        return peer;
    }
    let forwarded =
        headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok()).collect::<Vec<_>>().join(",");
    forwarded
        .rsplit(',')
        .filter_map(|text| text.trim().parse::<IpAddr>().ok())
        .map(|address| address.to_canonical())
        .find(|address| !config.trusted_proxies.contains(address))
        .unwrap_or(peer)
}

/// What the download log needs. Robots, `HEAD`, prefetches and the continuation of an interrupted download leave no row.
pub fn reader(config: &Config, parts: &Parts, day: chrono::NaiveDate, key: &[u8; 32]) -> Reader {
    let agent = text(&parts.headers, &header::USER_AGENT);
    let continued =
        text(&parts.headers, &header::RANGE).strip_prefix("bytes=").is_some_and(|range| !range.starts_with("0-"));
    let prefetch = text_named(&parts.headers, "sec-purpose").contains("prefetch")
        || text_named(&parts.headers, "purpose") == "prefetch";
    let counts = parts.method == Method::GET && !continued && !prefetch && !is_robot(agent);
    Reader { session: session(address(config, &parts.extensions, &parts.headers), agent, day, key), counts }
}

/// A keyed hash that tells readers of one day apart and cannot be turned back into an address.
fn session(address: IpAddr, agent: &str, day: chrono::NaiveDate, key: &[u8; 32]) -> String {
    let mut hash = Sha256::new();
    hash.update(key);
    hash.update(day.to_string());
    hash.update(address.to_string());
    hash.update([0]);
    hash.update(agent);
    hex::encode(&hash.finalize()[..16])
}

/// Agents that say they are programs which follow links by themselves. `curl` and `python-requests` are readers: they fetch what a
/// person asked for.
fn is_robot(agent: &str) -> bool {
    let agent = agent.to_ascii_lowercase();
    agent.is_empty()
        || ["bot", "spider", "crawl", "slurp", "facebookexternalhit", "preview", "monitor", "archiver"]
            .iter()
            .any(|w| agent.contains(w))
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

fn text_named<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn parts(method: &str, headers: &[(&str, &str)]) -> Parts {
        let mut builder = Request::builder().method(method).uri("/");
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        builder.extension(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 1)))).body(()).unwrap().into_parts().0
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let seen = parts("GET", &[("x-forwarded-for", "6.6.6.6, 203.0.113.9, 10.0.0.1")]);
        let mut config = Config::default();
        assert_eq!(address(&config, &seen.extensions, &seen.headers).to_string(), "10.0.0.1");
        config.trusted_proxies = vec!["10.0.0.1".parse().unwrap()];
        assert_eq!(address(&config, &seen.extensions, &seen.headers).to_string(), "203.0.113.9");
    }

    #[test]
    fn r015_robots_heads_prefetches_and_continuations_do_not_count() {
        let counts = |method, headers: &[(&str, &str)]| {
            reader(&Config::default(), &parts(method, headers), chrono::NaiveDate::default(), &[0; 32]).counts
        };
        let agent = ("user-agent", "Mozilla/5.0");
        assert!(counts("GET", &[agent]));
        assert!(counts("GET", &[("user-agent", "curl/8.5.0")]));
        assert!(counts("GET", &[agent, ("range", "bytes=0-")]));
        assert!(!counts("HEAD", &[agent]));
        assert!(!counts("GET", &[agent, ("range", "bytes=100-")]));
        assert!(!counts("GET", &[agent, ("sec-purpose", "prefetch")]));
        assert!(!counts("GET", &[("user-agent", "Mozilla/5.0 (compatible; Baiduspider/2.0)")]));
    }
}
