//! EMSA-PSS with SHA-384 and MGF1 (RFC 8017, 9.1.1): the padding of a ticket before it is blinded.

use ring::digest::{Context, SHA384, digest};

const HASH: usize = 48;

fn sha384(parts: &[&[u8]]) -> Vec<u8> {
    let mut context = Context::new(&SHA384);
    for part in parts {
        context.update(part);
    }
    context.finish().as_ref().to_vec()
}

fn mgf1(seed: &[u8], length: usize) -> Vec<u8> {
    let blocks = (0u32..).flat_map(|counter| sha384(&[seed, &counter.to_be_bytes()]));
    blocks.take(length).collect()
}

/// The encoded message for a modulus of `8 * modulus_length` bits exactly; `None` when the modulus is too short for hash and salt.
pub(super) fn encode(message: &[u8], salt: &[u8], modulus_length: usize) -> Option<Vec<u8>> {
    let padding = modulus_length.checked_sub(HASH + salt.len() + 2)?;
    let hash = sha384(&[&[0; 8], digest(&SHA384, message).as_ref(), salt]);
    let block = [&vec![0; padding], [1].as_slice(), salt].concat();
    let mask = mgf1(&hash, block.len());
    let mut encoded: Vec<u8> = block.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect();
    // One bit less than the modulus, so that the number is below it.
    encoded[0] &= 0x7f;
    encoded.extend(hash);
    encoded.push(0xbc);
    Some(encoded)
}
