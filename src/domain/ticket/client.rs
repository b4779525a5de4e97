//! The Rust twin of the browser's half (RFC 9474 with SHA-384): blind, have it signed, take the blinding off, check.
//! The server never runs it; the bench and the tests do.

use openssl::bn::{BigNum, BigNumContext, BigNumRef};
use openssl::error::ErrorStack;

use super::{BlindSignature, BlindedMessage, PublicJwk, Signature, TicketSecrets, UnfitKey, pss};

/// The public key a ticket is made with.
pub struct TicketKey {
    modulus: BigNum,
    exponent: BigNum,
    length: usize,
}

/// A message on its way to be signed, and what is needed to take the blinding off again.
pub struct Blinding {
    /// What goes to the issuer, as long as the modulus.
    pub blinded: Vec<u8>,
    inverse: BigNum,
    encoded: BigNum,
}

/// Why no ticket came out.
#[derive(Debug, thiserror::Error)]
pub enum BlindError {
    /// The key is not fit to make a ticket with.
    #[error(transparent)]
    UnfitKey(#[from] UnfitKey),
    /// The issuer's answer is not a signature of what was sent.
    #[error("the answer is not a signature of the blinded message")]
    NotASignature,
    /// The crypto library refused, as it does for a blinding factor without an inverse.
    #[error("the crypto library refused: {0}")]
    Library(#[from] ErrorStack),
}

impl TicketKey {
    /// The key of a counting area, from the manifest.
    pub fn from_jwk(key: &PublicJwk) -> Result<Self, BlindError> {
        Ok(Self::new(BigNum::from_slice(&key.modulus()?)?)?)
    }

    fn new(modulus: BigNum) -> Result<Self, ErrorStack> {
        let length = modulus.to_vec().len();
        Ok(Self { modulus, exponent: BigNum::from_u32(65537)?, length })
    }

    /// Blinds a message with this salt and blinding factor; another salt length gives another variant of RFC 9474.
    fn blind_with(&self, message: &[u8], salt: &[u8], factor: &BigNumRef) -> Result<Blinding, BlindError> {
        let mut context = BigNumContext::new()?;
        let encoded = BigNum::from_slice(&pss::encode(message, salt, self.length).ok_or(UnfitKey)?)?;
        let (mut raised, mut blinded, mut inverse) = (BigNum::new()?, BigNum::new()?, BigNum::new()?);
        raised.mod_exp(factor, &self.exponent, &self.modulus, &mut context)?;
        blinded.mod_mul(&encoded, &raised, &self.modulus, &mut context)?;
        inverse.mod_inverse(factor, &self.modulus, &mut context)?;
        Ok(Blinding { blinded: self.bytes(&blinded)?, inverse, encoded })
    }

    /// Takes the blinding off the issuer's answer and checks what comes out, as long as the modulus.
    fn finish_with(&self, blinding: &Blinding, answer: &[u8]) -> Result<Vec<u8>, BlindError> {
        let mut context = BigNumContext::new()?;
        let (mut signature, mut back) = (BigNum::new()?, BigNum::new()?);
        let answer = BigNum::from_slice(answer)?;
        signature.mod_mul(&answer, &blinding.inverse, &self.modulus, &mut context)?;
        back.mod_exp(&signature, &self.exponent, &self.modulus, &mut context)?;
        if back == blinding.encoded { Ok(self.bytes(&signature)?) } else { Err(BlindError::NotASignature) }
    }

    fn bytes(&self, number: &BigNumRef) -> Result<Vec<u8>, ErrorStack> {
        number.to_vec_padded(i32::try_from(self.length).unwrap_or(i32::MAX))
    }

    /// The blinding factor: 1 + (the derived bytes as a number mod (n − 1)).
    fn factor(&self, bytes: &[u8]) -> Result<BigNum, ErrorStack> {
        let mut context = BigNumContext::new()?;
        let (mut below, mut factor) = (self.modulus.to_owned()?, BigNum::new()?);
        below.sub_word(1)?;
        let drawn = BigNum::from_slice(bytes)?;
        factor.nnmod(&drawn, &below, &mut context)?;
        factor.add_word(1)?;
        Ok(factor)
    }

    /// Blinds the ticket that follows from these secrets; the same secrets always give the same blinded message.
    pub fn blind(&self, secrets: &TicketSecrets) -> Result<(BlindedMessage, Blinding), BlindError> {
        let message = [secrets.prefix().0, secrets.token().0].concat();
        let factor = self.factor(&secrets.blind())?;
        let blinding = self.blind_with(&message, &secrets.salt(), &factor)?;
        let blinded = blinding.blinded.clone().try_into().map_err(|_| UnfitKey)?;
        Ok((BlindedMessage(blinded), blinding))
    }

    /// The ticket's signature out of the issuer's answer; refused when it does not verify.
    pub fn finish(&self, blinding: &Blinding, answer: &BlindSignature) -> Result<Signature, BlindError> {
        let signature = self.finish_with(blinding, &answer.0)?;
        Ok(Signature(signature.try_into().map_err(|_| UnfitKey)?))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use serde::Deserialize;
    use uuid::Uuid;

    use super::super::{IssuingKey, MemberCode, Prefix, TicketVerifier, Token};
    use super::*;

    #[derive(Deserialize)]
    struct Vector {
        name: String,
        n: String,
        input_msg: String,
        salt: String,
        inv: String,
        blinded_msg: String,
        blind_sig: String,
        sig: String,
    }

    fn number(hex: &str) -> BigNum {
        BigNum::from_hex_str(hex.trim_start_matches("0x")).unwrap()
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len() / 2).map(|index| u8::from_str_radix(&hex[2 * index..2 * index + 2], 16).unwrap()).collect()
    }

    fn vectors() -> Vec<Vector> {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../../tests/data/rfc9474-vectors.json")).unwrap();
        assert_eq!(vectors.len(), 4);
        vectors
    }

    #[test]
    fn the_vectors_of_rfc_9474_come_out_for_all_four_variants() {
        for vector in vectors() {
            let key = TicketKey::new(number(&vector.n)).unwrap();
            let mut factor = BigNum::new().unwrap();
            factor.mod_inverse(&number(&vector.inv), &key.modulus, &mut BigNumContext::new().unwrap()).unwrap();
            let blinding = key.blind_with(&bytes(&vector.input_msg), &bytes(&vector.salt), &factor).unwrap();
            assert_eq!(blinding.blinded, bytes(&vector.blinded_msg), "{}", vector.name);
            assert_eq!(blinding.inverse, number(&vector.inv), "{}", vector.name);
            let signature = key.finish_with(&blinding, &bytes(&vector.blind_sig)).unwrap();
            assert_eq!(signature, bytes(&vector.sig), "{}", vector.name);
        }
    }

    fn secrets(code: u8) -> TicketSecrets {
        TicketSecrets::derive(&MemberCode::from_bytes([code; 15]), Uuid::from_u128(7))
    }

    #[test]
    fn a_ticket_is_accepted_with_its_own_key_prefix_and_token_only() {
        let (issuer, other) = (IssuingKey::generate().unwrap(), IssuingKey::generate().unwrap());
        let key = TicketKey::from_jwk(issuer.public_jwk()).unwrap();
        let mine = secrets(1);
        let (blinded, blinding) = key.blind(&mine).unwrap();
        let signature = key.finish(&blinding, &issuer.sign_blinded(&blinded).unwrap()).unwrap();
        let (prefix, token) = (mine.prefix(), mine.token());

        let verifier = TicketVerifier::from_jwk(issuer.public_jwk()).unwrap();
        assert!(verifier.accepts(&prefix, &token, &signature));
        assert!(!TicketVerifier::from_jwk(other.public_jwk()).unwrap().accepts(&prefix, &token, &signature));
        assert!(!verifier.accepts(&Prefix([0; 32]), &token, &signature));
        assert!(!verifier.accepts(&prefix, &Token([0; 32]), &signature));
        assert!(!verifier.accepts(&prefix, &token, &Signature([1; 256])));
    }

    #[test]
    fn the_same_code_sends_the_same_blinded_message() {
        let issuer = IssuingKey::generate().unwrap();
        let key = TicketKey::from_jwk(issuer.public_jwk()).unwrap();
        assert!(key.blind(&secrets(1)).unwrap().0 == key.blind(&secrets(1)).unwrap().0);
        assert!(key.blind(&secrets(1)).unwrap().0 != key.blind(&secrets(2)).unwrap().0);
    }

    #[test]
    fn an_answer_that_is_no_signature_is_refused() {
        let issuer = IssuingKey::generate().unwrap();
        let key = TicketKey::from_jwk(issuer.public_jwk()).unwrap();
        let (_, blinding) = key.blind(&secrets(1)).unwrap();
        let answer = key.finish(&blinding, &BlindSignature([3; 256]));
        assert!(matches!(answer, Err(BlindError::NotASignature)));
    }

    #[test]
    fn an_unfit_public_key_is_refused() {
        let good = IssuingKey::generate().unwrap().public_jwk().clone();
        let kind = PublicJwk { kty: "EC".to_owned(), ..good.clone() };
        let exponent = PublicJwk { e: "Aw".to_owned(), ..good.clone() };
        let short = PublicJwk { n: good.n[4..].to_owned(), ..good.clone() };
        let even = PublicJwk::from_modulus(&[0x80; 256]);
        let small = PublicJwk::from_modulus(&[0x7f; 256]);
        for bad in [kind, exponent, short, even, small] {
            assert!(TicketKey::from_jwk(&bad).is_err());
            assert!(TicketVerifier::from_jwk(&bad).is_err());
        }
    }
}
