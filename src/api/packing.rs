//! Compression: once for what never changes, and once for each text that many ask for.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, RwLock};

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use ring::digest::{SHA256, digest};
use serde::Serialize;

use super::problem::Problem;
use crate::service::Code;

/// Below this many bytes, compressing is not worth a header.
const SMALL: usize = 256;
/// Most texts that are kept compressed; they are public rounds and their results, a few kilobytes each.
const KEPT: usize = 128;

/// A body with its compressed forms.
pub struct Packed {
    kind: &'static str,
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

impl Packed {
    /// Compresses a body of this media type, where that is of use.
    #[must_use]
    pub fn new(kind: &'static str, bytes: Vec<u8>) -> Self {
        let worthwhile = bytes.len() >= SMALL && kind != "image/png" && kind != "font/woff2";
        Self {
            kind,
            gzip: worthwhile.then(|| gzip(&bytes)).flatten(),
            brotli: worthwhile.then(|| brotli(&bytes)).flatten(),
            plain: bytes.into(),
        }
    }

    /// The body as it was.
    #[must_use]
    pub const fn plain(&self) -> &Bytes {
        &self.plain
    }

    /// Answers in the smallest form that the request takes.
    #[must_use]
    pub fn answer(&self, request: &HttpRequest, status: StatusCode, caching: &'static str) -> HttpResponse {
        let mut answer = HttpResponse::build(status);
        answer.insert_header((CONTENT_TYPE, self.kind)).insert_header((CACHE_CONTROL, caching));
        answer.insert_header((VARY, "Accept-Encoding"));
        let (coding, body) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(request, "br") => (Some("br"), brotli),
            (_, Some(gzip)) if accepts(request, "gzip") => (Some("gzip"), gzip),
            _ => (None, &self.plain),
        };
        if let Some(coding) = coding {
            answer.insert_header((CONTENT_ENCODING, coding));
        }
        // Of an answer to HEAD the server sends the length and leaves the body out.
        answer.body(body.clone())
    }
}

/// Public texts that were asked for lately, compressed once, known by their contents. Nothing personal comes in here: a
/// compressed secret beside a text that others choose tells its length.
#[derive(Default)]
pub struct Packer(RwLock<HashMap<[u8; 32], Arc<Packed>>>);

impl Packer {
    /// Answers with public JSON that changes rarely.
    pub fn json(&self, request: &HttpRequest, body: &impl Serialize) -> Result<HttpResponse, Problem> {
        let bytes = serde_json::to_vec(body).map_err(|_| Code::Internal)?;
        Ok(self.answer(request, "application/json", bytes, "no-store"))
    }

    /// Answers with a public text that changes rarely.
    pub fn answer(
        &self,
        request: &HttpRequest,
        kind: &'static str,
        bytes: Vec<u8>,
        caching: &'static str,
    ) -> HttpResponse {
        self.packed(kind, bytes).answer(request, StatusCode::OK, caching)
    }

    fn packed(&self, kind: &'static str, bytes: Vec<u8>) -> Arc<Packed> {
        let mut key = [0; 32];
        key.copy_from_slice(digest(&SHA256, &bytes).as_ref());
        let known = self.0.read().ok().and_then(|kept| kept.get(&key).cloned());
        if let Some(known) = known.filter(|known| known.kind == kind) {
            return known;
        }
        let packed = Arc::new(Packed::new(kind, bytes));
        if let Ok(mut kept) = self.0.write() {
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(key, Arc::clone(&packed));
        }
        packed
    }
}

fn gzip(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

fn brotli(bytes: &[u8]) -> Option<Bytes> {
    let mut packed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 4096, 11, 22);
    encoder.write_all(bytes).ok()?;
    drop(encoder);
    Some(packed.into())
}

fn accepts(request: &HttpRequest, coding: &str) -> bool {
    let Some(Ok(accepted)) = request.headers().get(ACCEPT_ENCODING).map(|header| header.to_str()) else { return false };
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let refused = |weight: &str| weight.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0);
        parts.next() == Some(coding) && !parts.any(refused)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_compressed_once_and_the_number_kept_is_bounded() {
        let packer = Packer::default();
        let one = packer.packed("text/plain", vec![b'a'; 1000]);
        assert!(Arc::ptr_eq(&one, &packer.packed("text/plain", vec![b'a'; 1000])));
        assert!(!Arc::ptr_eq(&one, &packer.packed("text/html", vec![b'a'; 1000])));
        for number in 0..1000 {
            packer.packed("text/plain", format!("{number}").into_bytes());
        }
        assert!(packer.0.read().is_ok_and(|kept| kept.len() <= KEPT));
    }
}
