//! A cheap HTTP client: one kept-alive connection per origin, no redirects, no cookie jar. It shares two cores with the server it measures.

use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN, RETRY_AFTER, SET_COOKIE};
use hyper::{Request, Response, body::Incoming};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(30);

/// Where a server listens; plain HTTP only, as the bench runs beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    authority: String,
}

impl Origin {
    /// The origin of an address like `http://127.0.0.1:8080`; a path behind it is dropped.
    pub fn parse(url: &str) -> Result<Self> {
        let Some(rest) = url.strip_prefix("http://") else { bail!("{url}: the bench speaks plain http:// only") };
        let authority = rest.split('/').next().unwrap_or_default();
        let with_port = if authority.contains(':') { authority.to_owned() } else { format!("{authority}:80") };
        Ok(Self { authority: with_port })
    }

    fn url(&self) -> String {
        format!("http://{}", self.authority)
    }
}

/// What came back: the status, the body, and what a browser would remember.
#[derive(Debug, Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: Bytes,
    /// `name=value` of every cookie that was set.
    pub cookies: Vec<String>,
    /// Seconds to wait, when the server said so.
    pub retry_after: Option<u64>,
}

impl Answer {
    /// The body as JSON, when the status is a success; otherwise an error that shows the refusal.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        if !(200..300).contains(&self.status) {
            bail!("status {}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        serde_json::from_slice(&self.body)
            .with_context(|| format!("unexpected body: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The refusal's code from the closed list, empty when there is none.
    #[must_use]
    pub fn code(&self) -> String {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap_or_default();
        body.get("code").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    }

    async fn read(response: Response<Incoming>) -> Result<Self> {
        let (head, body) = response.into_parts();
        let text = |value: &hyper::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let cookies = head.headers.get_all(SET_COOKIE).iter().map(text);
        let cookies = cookies.map(|cookie| cookie.split(';').next().unwrap_or_default().to_owned()).collect();
        let retry_after = head.headers.get(RETRY_AFTER).and_then(|value| text(value).parse().ok());
        let body = body.collect().await?.to_bytes();
        Ok(Self { status: head.status.as_u16(), body, cookies, retry_after })
    }
}

/// One request, ready to be sent as often as is needed.
#[derive(Debug, Clone)]
pub struct Call {
    method: &'static str,
    path: String,
    body: Bytes,
    cookie: Option<String>,
    from: Option<String>,
}

impl Call {
    /// A GET.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), body: Bytes::new(), cookie: None, from: None }
    }

    /// A POST with a JSON body.
    pub fn post(path: impl Into<String>, body: &impl Serialize) -> Result<Self> {
        let body = serde_json::to_vec(body)?.into();
        Ok(Self { method: "POST", path: path.into(), body, cookie: None, from: None })
    }

    /// A PUT with a JSON body.
    pub fn put(path: impl Into<String>, body: &impl Serialize) -> Result<Self> {
        Ok(Self { method: "PUT", ..Self::post(path, body)? })
    }

    /// The same with a cookie, `name=value`.
    #[must_use]
    pub fn with_cookie(mut self, cookie: Option<&str>) -> Self {
        self.cookie = cookie.map(str::to_owned);
        self
    }

    /// The same as sent by a page of this origin.
    #[must_use]
    pub fn from_page(mut self, origin: &Origin) -> Self {
        self.from = Some(origin.url());
        self
    }

    fn request(&self, origin: &Origin) -> Result<Request<Full<Bytes>>> {
        let mut request = Request::builder().method(self.method).uri(&self.path).header(HOST, &origin.authority);
        if self.method != "GET" {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        if let Some(from) = &self.from {
            request = request.header(ORIGIN, from);
        }
        Ok(request.body(Full::new(self.body.clone()))?)
    }
}

/// A connection that is kept alive, and made again when it broke.
pub struct Connection {
    origin: Origin,
    sender: Option<SendRequest<Full<Bytes>>>,
}

impl Connection {
    /// To this origin; nothing is connected yet.
    #[must_use]
    pub const fn new(origin: Origin) -> Self {
        Self { origin, sender: None }
    }

    /// Where it goes.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>> {
        let stream = TcpStream::connect(&self.origin.authority).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(sender)
    }

    async fn exchange(&mut self, call: &Call) -> Result<Answer> {
        let mut sender = match self.sender.take().filter(|sender| !sender.is_closed()) {
            Some(sender) => sender,
            None => self.connect().await?,
        };
        sender.ready().await?;
        let answer = Answer::read(sender.send_request(call.request(&self.origin)?).await?).await?;
        self.sender = Some(sender);
        Ok(answer)
    }

    /// One try. Any status is an answer; an error means that it is not known what the server did.
    pub async fn send(&mut self, call: &Call) -> Result<Answer> {
        timeout(PATIENCE, self.exchange(call)).await.map_err(|_| anyhow!("no answer in {PATIENCE:?}"))?
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read_without_its_path_and_only_over_plain_http() {
        assert_eq!(Origin::parse("http://127.0.0.1:8080/r/x").unwrap().url(), "http://127.0.0.1:8080");
        assert_eq!(Origin::parse("http://localhost").unwrap().url(), "http://localhost:80");
        assert!(Origin::parse("https://example.org").is_err());
    }
}
