//! The only place that asks the domain name system. Everybody else is handed a way to look names up.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::RData;
use hickory_resolver::{ResolverBuilder, TokioResolver};

use crate::domain::preflight::Txt;

/// Looks names up.
#[async_trait::async_trait]
pub trait Dns: Send + Sync {
    /// The TXT records at a name, within a time of its own.
    async fn txt(&self, name: &str) -> Txt;
}

/// Nothing is looked up.
pub struct Off;

#[async_trait::async_trait]
impl Dns for Off {
    async fn txt(&self, _: &str) -> Txt {
        Txt::Unknown
    }
}

/// Who is asked, as the settings say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DnsSetting {
    /// The servers that the machine itself asks.
    System,
    /// This one.
    Server(SocketAddr),
    /// Nobody.
    Off,
}

/// The resolver of the machine cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the machine's own DNS settings cannot be read; use IP:port or off")]
pub struct NoResolver;

impl DnsSetting {
    /// Reads `system`, `off` or `IP:port`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "system" => Some(Self::System),
            "off" => Some(Self::Off),
            server => server.parse().ok().map(Self::Server),
        }
    }

    /// A way to look names up. Asks nothing yet.
    pub fn open(self) -> Result<Arc<dyn Dns>, NoResolver> {
        let builder = match self {
            Self::Off => return Ok(Arc::new(Off)),
            Self::System => TokioResolver::builder_tokio().map_err(|_| NoResolver)?,
            Self::Server(address) => {
                TokioResolver::builder_with_config(one_server(address), TokioRuntimeProvider::default())
            }
        };
        Ok(Arc::new(Resolver::build(builder).ok_or(NoResolver)?))
    }
}

fn one_server(address: SocketAddr) -> ResolverConfig {
    let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
        connection.port = address.port();
        connection
    });
    ResolverConfig::from_parts(None, Vec::new(), vec![NameServerConfig::new(address.ip(), true, connections.into())])
}

/// Longest that one try takes, and how many there are.
const PATIENCE: Duration = Duration::from_secs(3);
const TRIES: usize = 2;

struct Resolver(TokioResolver);

impl Resolver {
    fn build(mut builder: ResolverBuilder<TokioRuntimeProvider>) -> Option<Self> {
        let options = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = TRIES;
        // Somebody who just mended a record wants to see that, not what was there before.
        options.cache_size = 0;
        builder.build().ok().map(Self)
    }
}

#[async_trait::async_trait]
impl Dns for Resolver {
    async fn txt(&self, name: &str) -> Txt {
        // With a dot at the end no search domain of the machine is tried.
        let asked = self.0.txt_lookup(format!("{}.", name.trim_end_matches('.')));
        let limit = PATIENCE.saturating_mul(3);
        match tokio::time::timeout(limit, asked).await {
            Ok(Ok(found)) => {
                let text = |data: &RData| match data {
                    RData::TXT(text) => Some(text.to_string()),
                    _ => None,
                };
                let records: Vec<String> = found.answers().iter().filter_map(|record| text(&record.data)).collect();
                if records.is_empty() { Txt::Absent } else { Txt::Records(records) }
            }
            Ok(Err(error)) if is_absent(&error) => Txt::Absent,
            Ok(Err(_)) | Err(_) => Txt::Unknown,
        }
    }
}

/// Whether the answer was that there is nothing, rather than that somebody could not say.
fn is_absent(error: &NetError) -> bool {
    let NetError::Dns(DnsError::NoRecordsFound(none)) = error else { return false };
    matches!(none.response_code, ResponseCode::NXDomain | ResponseCode::NoError)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;
    use tokio::net::UdpSocket;

    /// The answer of a server that knows one name, from the bytes of a question (RFC 1035, 4.1).
    fn answer(question: &[u8]) -> Vec<u8> {
        let end = 12 + question[12..].iter().position(|byte| *byte == 0).unwrap() + 5;
        let label = &question[13..13 + usize::from(question[12])];
        let (code, answers) = match label {
            b"here" => (0, 1),
            b"broken" => (2, 0),
            _ => (3, 0),
        };
        let mut answer = question[..2].to_vec();
        answer.extend([0x81, 0x80 | code, 0, 1, 0, answers, 0, 0, 0, 0]);
        answer.extend(&question[12..end]);
        if answers == 1 {
            let (one, two) = (b"v=spf1 ", b"-all");
            let length = u8::try_from(one.len() + two.len() + 2).unwrap();
            answer.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, length]);
            for text in [one.as_slice(), two] {
                answer.push(u8::try_from(text.len()).unwrap());
                answer.extend(text);
            }
        }
        answer
    }

    #[tokio::test]
    async fn a_server_says_what_is_there_what_is_not_and_what_it_cannot_say() {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let server = tokio::spawn(async move {
            let mut buffer = [0; 1500];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                socket.send_to(&answer(&buffer[..length]), from).await.unwrap();
            }
        });
        let dns = DnsSetting::Server(address).open().ok().unwrap();
        assert_eq!(dns.txt("here.example").await, Txt::Records(vec!["v=spf1 -all".to_owned()]));
        assert_eq!(dns.txt("gone.example").await, Txt::Absent);
        assert_eq!(dns.txt("broken.example").await, Txt::Unknown);
        assert_eq!(dns.txt("not a name..").await, Txt::Unknown);
        server.abort();
    }

    #[tokio::test]
    async fn off_says_nothing_about_any_name() {
        assert_eq!(DnsSetting::Off.open().ok().unwrap().txt("here.example").await, Txt::Unknown);
    }

    #[test]
    fn a_setting_is_the_machines_own_an_address_with_a_port_or_off() {
        assert_eq!(DnsSetting::parse("system"), Some(DnsSetting::System));
        assert_eq!(DnsSetting::parse("off"), Some(DnsSetting::Off));
        assert_eq!(DnsSetting::parse("[::1]:53"), Some(DnsSetting::Server("[::1]:53".parse().unwrap())));
        assert_eq!(DnsSetting::parse("127.0.0.1"), None);
        assert_eq!(DnsSetting::parse("dns.example:53"), None);
    }
}
