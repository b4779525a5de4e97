//! The front end inside the binary: prepared once at start, served under a path that names its own contents.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, OnceLock};

use actix_web::error::ResponseError;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;

use super::problem::Problem;
use crate::service::Code;

#[derive(RustEmbed)]
#[folder = "frontend/"]
#[exclude = "node_modules/*"]
#[exclude = "tests/*"]
#[exclude = "package*.json"]
#[exclude = "tsconfig.json"]
#[exclude = ".*"]
struct Tree;

/// The prefix that HTML writes, to be replaced by one that names the contents of the tree.
const WRITTEN_PREFIX: &str = "/s/_/";
/// Below this many bytes, compressing is not worth a header.
const SMALL: usize = 256;

/// The whole front end, ready to be sent.
pub struct Assets {
    hash: String,
    files: HashMap<String, File>,
}

struct File {
    kind: &'static str,
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

impl Assets {
    /// The front end of this binary; prepared at the first call, shared afterwards.
    #[must_use]
    pub fn embedded() -> Arc<Self> {
        static PREPARED: OnceLock<Arc<Assets>> = OnceLock::new();
        PREPARED.get_or_init(|| Arc::new(Self::prepare(tree()))).clone()
    }

    fn prepare(tree: Vec<(String, Vec<u8>)>) -> Self {
        let mut digest = ring::digest::Context::new(&ring::digest::SHA256);
        for (path, bytes) in &tree {
            digest.update(path.as_bytes());
            digest.update(&bytes.len().to_be_bytes());
            digest.update(bytes);
        }
        let hash: String = digest.finish().as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let prefix = format!("/s/{hash}/");
        let files = tree.into_iter().map(|(path, bytes)| {
            let kind = kind(&path);
            let bytes = if path.ends_with(".html") { replaced(&bytes, &prefix) } else { bytes };
            (path, File::new(kind, bytes))
        });
        Self { files: files.collect(), hash }
    }

    /// Answers with a page, named without its folder and extension; the page for what is missing if there is none.
    #[must_use]
    pub fn page(&self, request: &HttpRequest, name: &str, status: StatusCode) -> HttpResponse {
        match self.files.get(&format!("pages/{name}.html")) {
            Some(file) => file.answer(request, status, "no-cache"),
            None => Problem::from(Code::NotFound).error_response(),
        }
    }

    fn asset(&self, request: &HttpRequest, hash: &str, path: &str) -> HttpResponse {
        match self.files.get(path) {
            Some(file) if hash == self.hash => {
                file.answer(request, StatusCode::OK, "public, max-age=31536000, immutable")
            }
            _ => Problem::from(Code::NotFound).error_response(),
        }
    }
}

impl File {
    fn new(kind: &'static str, bytes: Vec<u8>) -> Self {
        let worthwhile = bytes.len() >= SMALL && kind != "image/png" && kind != "font/woff2";
        Self {
            kind,
            gzip: worthwhile.then(|| gzip(&bytes)).flatten(),
            brotli: worthwhile.then(|| brotli(&bytes)).flatten(),
            plain: bytes.into(),
        }
    }

    fn answer(&self, request: &HttpRequest, status: StatusCode, caching: &'static str) -> HttpResponse {
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

fn tree() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> =
        Tree::iter().filter_map(|path| Some((path.to_string(), Tree::get(&path)?.data.into_owned()))).collect();
    files.sort();
    files
}

fn replaced(bytes: &[u8], prefix: &str) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace(WRITTEN_PREFIX, prefix).into_bytes()
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

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

/// `/s/{hash}/{path}`: a file that never changes under this address.
pub async fn serve(assets: web::Data<Assets>, request: HttpRequest, path: web::Path<(String, String)>) -> HttpResponse {
    assets.asset(&request, &path.0, &path.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_the_tree_they_came_with_and_another_tree_has_another_name() {
        let page = (String::from("pages/home.html"), b"<link href=\"/s/_/app.css\">".to_vec());
        let one = Assets::prepare(vec![page.clone()]);
        let two = Assets::prepare(vec![page, (String::from("app.css"), Vec::new())]);
        assert_ne!(one.hash, two.hash);
        let html = one.files.get("pages/home.html").map(|file| file.plain.clone()).unwrap_or_default();
        assert_eq!(html, format!("<link href=\"/s/{}/app.css\">", one.hash));
    }

    #[test]
    fn nothing_of_the_workshop_is_shipped() {
        for (path, _) in tree() {
            let workshop = ["node_modules/", "tests/", "package", "tsconfig", "."];
            assert!(!workshop.iter().any(|part| path.starts_with(part)), "{path}");
        }
    }
}
