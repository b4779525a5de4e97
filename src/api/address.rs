//! Where a request comes from, for limits only; never stored, never logged.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv6Addr};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use super::problem::Problem;

/// How many proxies in front of this server may be believed about whom they speak for.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrustedProxies(pub usize);

/// The client's address; of IPv6 the first 64 bits, because one client has them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl FromRequest for ClientAddress {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let trusted = request.app_data::<web::Data<TrustedProxies>>().map_or(0, |trusted| trusted.0);
        let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|header| header.to_str().ok());
        let forwarded: Vec<&str> = forwarded.flat_map(|header| header.split(',')).map(str::trim).collect();
        let peer = request.peer_addr().map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.ip());
        ready(Ok(Self(whole_client(resolve(peer, &forwarded, trusted)))))
    }
}

/// Each trusted proxy added the address that it saw at the right; whatever stands further left, the client may have made up.
fn resolve(peer: IpAddr, forwarded: &[&str], trusted: usize) -> IpAddr {
    if trusted == 0 {
        return peer;
    }
    let index = forwarded.len().saturating_sub(trusted);
    forwarded.get(index).and_then(|text| text.parse().ok()).unwrap_or(peer)
}

fn whole_client(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap_or(PEER)
    }

    #[test]
    fn only_what_a_trusted_proxy_added_is_believed() {
        let forwarded = ["6.6.6.6", "1.2.3.4", "10.0.0.2"];
        assert_eq!(resolve(PEER, &forwarded, 0), PEER);
        assert_eq!(resolve(PEER, &forwarded, 1), ip("10.0.0.2"));
        assert_eq!(resolve(PEER, &forwarded, 2), ip("1.2.3.4"));
        assert_eq!(resolve(PEER, &[], 1), PEER);
        assert_eq!(resolve(PEER, &["nonsense"], 1), PEER);
    }

    #[test]
    fn one_ipv6_network_is_one_client() {
        assert_eq!(whole_client(ip("2001:db8::1")), whole_client(ip("2001:db8::2")));
        assert_eq!(whole_client(ip("::ffff:1.2.3.4")), ip("1.2.3.4"));
    }
}
