//! Passes as signed tokens (JWT) in a cookie or an Authorization header. Signs and verifies, knows nobody.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::header::AUTHORIZATION;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::ids::{ClientId, SessionId};
use crate::domain::link::LinkHash;
use crate::domain::session::Pass;
use crate::domain::time::Timestamp;
use crate::service::session::Issued;
use crate::service::{Code, Refusal, Secrets};

/// Name of the cookie; the prefix makes browsers insist on Secure, Path=/ and no Domain.
pub const COOKIE: &str = "__Host-session";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    sid: String,
    kind: String,
    exp: i64,
}

/// Signs and reads passes.
pub struct Signer {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

impl Signer {
    /// With a key of its own out of the secret of the settings.
    #[must_use]
    pub fn new(secrets: &Secrets) -> Self {
        let key = secrets.key("session token");
        // The algorithm is pinned: a token that names another, or none, is refused whatever its signature.
        let mut validation = Validation::new(Algorithm::HS256);
        // By the clock that was handed in, in `read`.
        validation.validate_exp = false;
        Self { encoding: EncodingKey::from_secret(&key), decoding: DecodingKey::from_secret(&key), validation }
    }

    /// The token for a pass.
    pub fn sign(&self, issued: Issued) -> Result<String, Refusal> {
        let (sid, kind) = match issued.pass {
            Pass::Session(id) => (id.to_string(), "session"),
            Pass::RoundLink(hash) => (hash.text(), "round"),
            Pass::Client(id) => (id.to_string(), "client"),
        };
        let claims = Claims { sid, kind: kind.to_owned(), exp: issued.expires_at.0 };
        encode(&Header::new(Algorithm::HS256), &claims, &self.encoding).map_err(|_| Code::Internal.into())
    }

    /// The pass in a token; none if it was not signed here or is over at `now`.
    #[must_use]
    pub fn read(&self, token: &str, now: Timestamp) -> Option<Pass> {
        let claims = decode::<Claims>(token, &self.decoding, &self.validation).ok()?.claims;
        if claims.exp <= now.0 {
            return None;
        }
        match claims.kind.as_str() {
            "session" => Some(Pass::Session(SessionId(Uuid::try_parse(&claims.sid).ok()?))),
            "round" => Some(Pass::RoundLink(LinkHash::parse(&claims.sid)?)),
            "client" => Some(Pass::Client(ClientId(Uuid::try_parse(&claims.sid).ok()?))),
            _ => None,
        }
    }

    /// The pass that a request shows; an Authorization header goes before the cookie.
    #[must_use]
    pub fn shown(&self, request: &HttpRequest, now: Timestamp) -> Option<Pass> {
        if let Some(header) = request.headers().get(AUTHORIZATION) {
            return self.read(header.to_str().ok()?.strip_prefix("Bearer ")?, now);
        }
        self.read(request.cookie(COOKIE)?.value(), now)
    }

    /// The cookie for a pass.
    pub fn cookie(&self, issued: Issued, now: Timestamp) -> Result<Cookie<'static>, Refusal> {
        Ok(bare(self.sign(issued)?, issued.expires_at.0 - now.0))
    }
}

/// The cookie that makes a browser forget its pass.
#[must_use]
pub fn no_cookie() -> Cookie<'static> {
    bare(String::new(), 0)
}

fn bare(value: String, seconds: i64) -> Cookie<'static> {
    // Lax, not Strict: a link in a mail must find the session.
    Cookie::build(COOKIE, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(seconds))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000);

    fn signer(secret: &str) -> Signer {
        Signer::new(&Secrets::new(secret))
    }

    fn issued() -> Issued {
        Issued { pass: Pass::Session(SessionId(Uuid::from_u128(7))), expires_at: NOW.plus(60) }
    }

    fn forged(algorithm: Algorithm, key: &[u8]) -> String {
        let claims = Claims { sid: Uuid::from_u128(7).to_string(), kind: "session".into(), exp: NOW.0 + 60 };
        encode(&Header::new(algorithm), &claims, &EncodingKey::from_secret(key)).unwrap_or_default()
    }

    #[test]
    fn what_was_signed_here_reads_until_it_is_over() {
        let signer = signer("one");
        let token = signer.sign(issued()).unwrap_or_default();
        assert_eq!(signer.read(&token, NOW), Some(issued().pass));
        assert_eq!(signer.read(&token, NOW.plus(60)), None);
    }

    #[test]
    fn another_key_another_algorithm_and_no_algorithm_are_refused() {
        let signer = signer("one");
        let key = Secrets::new("one").key("session token");
        assert_eq!(signer.read(&forged(Algorithm::HS256, &key), NOW), Some(issued().pass));
        assert_eq!(signer.read(&forged(Algorithm::HS384, &key), NOW), None);
        assert_eq!(signer.read(&forged(Algorithm::HS512, &key), NOW), None);
        assert_eq!(signer.read(&forged(Algorithm::HS256, &Secrets::new("two").key("session token")), NOW), None);
        let signed = forged(Algorithm::HS256, &key);
        let (_, rest) = signed.split_once('.').unwrap_or_default();
        let (body, signature) = rest.split_once('.').unwrap_or_default();
        // {"alg":"none","typ":"JWT"}
        let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
        assert_eq!(signer.read(&format!("{none}.{body}."), NOW), None);
        assert_eq!(signer.read(&format!("{none}.{body}.{signature}"), NOW), None);
    }
}
