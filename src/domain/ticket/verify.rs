//! The public half of an issuing key, and the check of a ticket against it.

use ring::signature::{RSA_PSS_2048_8192_SHA384, RsaPublicKeyComponents};
use serde::{Deserialize, Serialize};

use super::bytes::{decode, decode_exactly, encode};
use super::{Prefix, Signature, Token};

/// The public exponent 65537, big-endian.
const EXPONENT: [u8; 3] = [1, 0, 1];

/// A public key as it stands in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicJwk {
    /// The kind of key; always "RSA".
    pub kty: String,
    /// The modulus, big-endian, base64url without padding.
    pub n: String,
    /// The exponent, big-endian, base64url without padding; always "AQAB".
    pub e: String,
}

/// The key is not RSA of exactly 2048 bits with exponent 65537.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a ticket key is RSA of 2048 bits with exponent 65537")]
pub struct UnfitKey;

impl PublicJwk {
    /// The key with this modulus, big-endian, and exponent 65537.
    #[must_use]
    pub fn from_modulus(modulus: &[u8; 256]) -> Self {
        Self { kty: "RSA".to_owned(), n: encode(modulus), e: encode(&EXPONENT) }
    }

    /// The modulus, big-endian; refused unless it is odd, of 2048 bits, and the exponent is 65537.
    pub fn modulus(&self) -> Result<[u8; 256], UnfitKey> {
        let modulus: [u8; 256] = decode_exactly(&self.n).map_err(|_| UnfitKey)?;
        let fit = self.kty == "RSA" && decode(&self.e).is_some_and(|e| e == EXPONENT);
        if fit && modulus[0] >= 0x80 && modulus[255] % 2 == 1 { Ok(modulus) } else { Err(UnfitKey) }
    }
}

/// Checks tickets of one counting area.
#[derive(Clone)]
pub struct TicketVerifier {
    modulus: [u8; 256],
}

impl TicketVerifier {
    /// The verifier of the area with this key.
    pub fn from_jwk(key: &PublicJwk) -> Result<Self, UnfitKey> {
        Ok(Self { modulus: key.modulus()? })
    }

    /// Whether the signature over prefix and token was made with this area's key.
    #[must_use]
    pub fn accepts(&self, prefix: &Prefix, token: &Token, signature: &Signature) -> bool {
        let mut message = [0; 64];
        message[..32].copy_from_slice(&prefix.0);
        message[32..].copy_from_slice(&token.0);
        let key = RsaPublicKeyComponents { n: self.modulus.as_slice(), e: EXPONENT.as_slice() };
        key.verify(&RSA_PSS_2048_8192_SHA384, &message, &signature.0).is_ok()
    }
}
