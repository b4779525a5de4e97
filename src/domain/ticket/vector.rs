//! The fixed vector that the browser's client wrote: the Rust twin must agree with it byte for byte.

use openssl::bn::BigNum;
use openssl::rsa::RsaPrivateKeyBuilder;
use serde_json::Value;

use super::{
    BlindSignature, ChainValue, IssuingKey, LineCode, MemberCode, Prefix, PublicJwk, Signature, TicketKey,
    TicketSecrets, TicketVerifier, Token, Version,
};

fn vector() -> Value {
    serde_json::from_str(include_str!("../../../tests/data/ticket-vector.json")).unwrap()
}

fn text<'v>(vector: &'v Value, pointer: &str) -> &'v str {
    vector.pointer(pointer).and_then(Value::as_str).unwrap()
}

fn secrets(vector: &Value) -> TicketSecrets {
    let code: MemberCode = text(vector, "/code").parse().unwrap();
    TicketSecrets::derive(&code, text(vector, "/round").parse().unwrap())
}

fn private_key(vector: &Value) -> IssuingKey {
    let number = |name: &str| {
        let bytes = super::bytes::decode(text(vector, &format!("/jwk_private/{name}"))).unwrap();
        BigNum::from_slice(&bytes).unwrap()
    };
    let key = RsaPrivateKeyBuilder::new(number("n"), number("e"), number("d")).unwrap();
    let key = key.set_factors(number("p"), number("q")).unwrap();
    let key = key.set_crt_params(number("dp"), number("dq"), number("qi")).unwrap().build();
    IssuingKey::from_der(&key.private_key_to_der().unwrap()).unwrap()
}

#[test]
fn the_code_is_written_and_read_as_in_the_browser() {
    let vector = vector();
    let code: MemberCode = text(&vector, "/code").parse().unwrap();
    assert_eq!(code.bytes(), &std::array::from_fn(|index| u8::try_from(index).unwrap()));
    assert_eq!(code.to_string().replace(' ', ""), text(&vector, "/code"));
}

#[test]
fn every_secret_is_derived_as_in_the_browser() {
    let vector = vector();
    let secrets = secrets(&vector);
    assert!(secrets.chain_start() == text(&vector, "/a").parse::<ChainValue>().unwrap());
    assert!(secrets.token() == text(&vector, "/token").parse::<Token>().unwrap());
    assert!(secrets.prefix() == text(&vector, "/prefix").parse::<Prefix>().unwrap());
    assert_eq!(super::bytes::encode(&secrets.salt()), text(&vector, "/salt"));
    for (version, revealed) in vector["x"].as_object().unwrap() {
        let version = Version::try_from(version.parse::<u8>().unwrap()).unwrap();
        assert_eq!(secrets.chain_start().revealed_for(version).to_string(), revealed.as_str().unwrap());
    }
    for (place, line) in vector["lines"].as_object().unwrap() {
        let (statement, version) = place.split_once('/').unwrap();
        let version = Version::try_from(version.parse::<u8>().unwrap()).unwrap();
        let line: LineCode = line.as_str().unwrap().parse().unwrap();
        assert!(secrets.line_code(statement.parse().unwrap(), version) == line, "{place}");
    }
}

#[test]
fn the_ticket_is_blinded_signed_and_finished_as_in_the_browser() {
    let vector = vector();
    let secrets = secrets(&vector);
    let jwk: PublicJwk = serde_json::from_value(vector["jwk"].clone()).unwrap();
    let issuer = private_key(&vector);
    assert_eq!(issuer.public_jwk(), &jwk);

    let key = TicketKey::from_jwk(&jwk).unwrap();
    let (blinded, blinding) = key.blind(&secrets).unwrap();
    assert_eq!(blinded.to_string(), text(&vector, "/blinded"));
    let answer = issuer.sign_blinded(&blinded).unwrap();
    assert!(answer == text(&vector, "/blind_signature").parse::<BlindSignature>().unwrap());
    let signature = key.finish(&blinding, &answer).unwrap();
    assert!(signature == text(&vector, "/signature").parse::<Signature>().unwrap());
    let verifier = TicketVerifier::from_jwk(&jwk).unwrap();
    assert!(verifier.accepts(&secrets.prefix(), &secrets.token(), &signature));
}
