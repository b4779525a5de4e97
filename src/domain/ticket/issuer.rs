//! The secret key of one counting area in one round: it signs blinded messages and never learns what is in them.

use openssl::error::ErrorStack;
use openssl::pkey::Private;
use openssl::rsa::{Padding, Rsa};

use super::{BlindSignature, BlindedMessage, PublicJwk};

/// An RSA-2048 key that issues tickets.
pub struct IssuingKey {
    rsa: Rsa<Private>,
    public: PublicJwk,
    modulus: [u8; 256],
}

/// Why a ticket was not issued or a key not read.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The blinded message is zero or not below the modulus; no browser of ours sends that.
    #[error("the blinded message is not a number between zero and the modulus")]
    OutOfRange,
    /// The stored key is not RSA of 2048 bits with exponent 65537.
    #[error("the issuing key is not fit")]
    UnfitKey,
    /// The signature did not give the message back: a fault that could have leaked the key, so nothing is answered.
    #[error("the signature failed its own check")]
    Faulty,
    /// The crypto library refused.
    #[error("the crypto library refused: {0}")]
    Library(#[from] ErrorStack),
}

impl IssuingKey {
    /// A fresh key; it takes some 50 to 200 ms, and the library draws its own random bytes.
    pub fn generate() -> Result<Self, IssueError> {
        Self::from_rsa(Rsa::generate(2048)?)
    }

    /// The key kept as PKCS#1 DER by `to_der`.
    pub fn from_der(der: &[u8]) -> Result<Self, IssueError> {
        Self::from_rsa(Rsa::private_key_from_der(der)?)
    }

    fn from_rsa(rsa: Rsa<Private>) -> Result<Self, IssueError> {
        let modulus: [u8; 256] = rsa.n().to_vec().try_into().map_err(|_| IssueError::UnfitKey)?;
        let public = PublicJwk::from_modulus(&modulus);
        let e_fits = rsa.e().to_vec() == [1, 0, 1];
        if e_fits && public.modulus().is_ok() { Ok(Self { rsa, public, modulus }) } else { Err(IssueError::UnfitKey) }
    }

    /// The secret key as PKCS#1 DER; whoever has it can make tickets.
    pub fn to_der(&self) -> Result<Vec<u8>, IssueError> {
        Ok(self.rsa.private_key_to_der()?)
    }

    /// The public key as it goes into the manifest.
    #[must_use]
    pub const fn public_jwk(&self) -> &PublicJwk {
        &self.public
    }

    /// The public modulus, big-endian.
    #[must_use]
    pub const fn modulus(&self) -> &[u8; 256] {
        &self.modulus
    }

    /// The raw private operation on a blinded message (about 0.22 ms); the same message always gets the same answer.
    pub fn sign_blinded(&self, blinded: &BlindedMessage) -> Result<BlindSignature, IssueError> {
        // Both are big-endian and of one length, so their order as bytes is their order as numbers.
        if blinded.0 >= self.modulus || blinded.0 == [0; 256] {
            return Err(IssueError::OutOfRange);
        }
        let mut signature = [0; 256];
        let written = self.rsa.private_encrypt(&blinded.0, &mut signature, Padding::NONE)?;
        let mut back = [0; 256];
        self.rsa.public_decrypt(&signature, &mut back, Padding::NONE)?;
        if written == 256 && back == blinded.0 { Ok(BlindSignature(signature)) } else { Err(IssueError::Faulty) }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_signs_the_same() {
        let key = IssuingKey::generate().unwrap();
        let again = IssuingKey::from_der(&key.to_der().unwrap()).unwrap();
        let blinded = BlindedMessage([0x11; 256]);
        assert_eq!(again.public_jwk(), key.public_jwk());
        assert_eq!(again.sign_blinded(&blinded).unwrap(), key.sign_blinded(&blinded).unwrap());
    }

    #[test]
    fn what_is_not_below_the_modulus_or_zero_is_refused() {
        let key = IssuingKey::generate().unwrap();
        for bad in [*key.modulus(), [0xff; 256], [0; 256]] {
            assert!(matches!(key.sign_blinded(&BlindedMessage(bad)), Err(IssueError::OutOfRange)));
        }
    }

    #[test]
    fn a_key_of_another_size_or_exponent_is_refused() {
        for bits in [1024, 3072] {
            let der = Rsa::generate(bits).unwrap().private_key_to_der().unwrap();
            assert!(matches!(IssuingKey::from_der(&der), Err(IssueError::UnfitKey)));
        }
        let three = openssl::bn::BigNum::from_u32(3).unwrap();
        let der = Rsa::generate_with_e(2048, &three).unwrap().private_key_to_der().unwrap();
        assert!(matches!(IssuingKey::from_der(&der), Err(IssueError::UnfitKey)));
        assert!(matches!(IssuingKey::from_der(b"nonsense"), Err(IssueError::Library(_))));
    }
}
