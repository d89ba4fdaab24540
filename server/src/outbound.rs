//! Requests the portal itself makes to the outside. Where an address can be set, it must not become a way into the network behind the
//! portal: unless the operator allows it, names and addresses that lead to private places are refused, after resolution and for every
//! connection, so that a name that changes its mind is refused as well.
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, ClientBuilder, Response, Url, redirect};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// How long the other side may take to accept a connection, and to answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);

/// What every client has: no redirects (nobody asked leads elsewhere), 10 s for a connection, `answer` for the whole.
fn builder(answer: Duration) -> ClientBuilder {
    Client::builder()
        .redirect(redirect::Policy::none())
        .connect_timeout(CONNECT)
        .timeout(answer)
        .user_agent(concat!("portal/", env!("CARGO_PKG_VERSION")))
}

/// A client without a proxy that waits 30 s for an answer. `private`: addresses of one's own network are allowed.
///
/// # Errors
/// When no TLS settings can be made.
pub fn client(private: bool) -> anyhow::Result<Client> {
    let mut builder = builder(ANSWER).no_proxy();
    if !private {
        builder = builder.dns_resolver(Arc::new(PublicOnly));
    }
    Ok(builder.build()?)
}

/// A client for a service that the operator named in the configuration. `local`: it is on this machine, and no proxy is asked.
///
/// # Errors
/// When no TLS settings can be made.
pub fn named(local: bool, answer: Duration) -> anyhow::Result<Client> {
    let builder = builder(answer);
    Ok(if local { builder.no_proxy() } else { builder }.build()?)
}

/// The body of an answer, read no further than `most` bytes.
///
/// # Errors
/// Of the connection, without its address; an answer that is longer.
pub async fn body(mut answer: Response, most: usize) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(reqwest::Error::without_url)? {
        anyhow::ensure!(body.len() + chunk.len() <= most, "more than {most} bytes");
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Whether an address names a place that only this machine or its network can reach. Names are judged when they are resolved.
pub fn names_private(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => !is_public(IpAddr::V4(ip)),
        Some(url::Host::Ipv6(ip)) => !is_public(IpAddr::V6(ip)),
        Some(url::Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost")
        }
        None => true,
    }
}

/// Whether an address belongs to the public internet.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => public_v4(ip),
        IpAddr::V6(ip) => public_v6(ip),
    }
}

/// RFC 6890 and what stands beside it.
fn public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        // Shared by carriers, protocol assignments, benchmarks.
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    // An IPv4 address in the clothes of IPv6: mapped, compatible, NAT64, 6to4.
    let inner = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => public_v4(inner(high, low)),
        [0x2002, high, low, ..] => public_v4(inner(high, low)),
        // Global unicast is 2000::/3; of it documentation and Teredo are not.
        [0x2001, 0xdb8 | 0, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Resolves names and keeps public addresses only.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("the name leads to private addresses only".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r162_private_places_are_recognised_in_every_dress() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.0.8",
            "198.18.0.1",
            "203.0.113.9",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["8.8.8.8", "114.114.114.114", "2400:3200::1", "::ffff:8.8.8.8", "172.32.0.1"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for (url, private) in [
            ("http://localhost/x", true),
            ("http://a.localhost./x", true),
            ("http://[::1]:8080/", true),
            // Other ways of writing 127.0.0.1.
            ("http://2130706433/", true),
            ("http://0x7f.1/", true),
            ("https://hooks.example.cn/x", false),
        ] {
            assert_eq!(names_private(&Url::parse(url).unwrap()), private, "{url}");
        }
    }

    #[tokio::test]
    async fn r162_a_name_that_leads_home_is_refused_when_it_is_resolved() {
        let name: Name = "localhost".parse().unwrap();
        assert!(PublicOnly.resolve(name).await.is_err());
    }
}
