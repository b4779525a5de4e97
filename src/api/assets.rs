//! The front end inside the binary: prepared once at start, served under a path that names its own contents.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use actix_web::error::ResponseError;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;

use super::packing::Packed;
use super::problem::Problem;
use super::{slim, theme};
use crate::domain::look::Look;
use crate::service::Code;

#[derive(RustEmbed)]
#[folder = "frontend/"]
#[exclude = "node_modules/*"]
#[exclude = "tests/*"]
#[exclude = "package*.json"]
#[exclude = "tsconfig.json"]
#[exclude = ".*"]
struct Tree;

/// Files by path, in the order of their paths.
type Files = Vec<(String, Vec<u8>)>;

/// The prefix that HTML writes, to be replaced by one that names the contents of the tree.
const WRITTEN_PREFIX: &str = "/s/_/";
/// The name that pages are written under.
const OWN_NAME: &str = "Preferendum";

/// The whole front end, ready to be sent.
pub struct Assets {
    hash: String,
    files: HashMap<String, Packed>,
}

impl Assets {
    /// The front end of this binary under a party's name and look. As we ship it, it is prepared once and shared.
    #[must_use]
    pub fn embedded(name: &str, look: &Look) -> Arc<Self> {
        static AS_SHIPPED: OnceLock<Arc<Assets>> = OnceLock::new();
        let prepare = || Arc::new(Self::prepare(dressed(tree(), name, look)));
        if name == OWN_NAME && *look == Look::default() { AS_SHIPPED.get_or_init(prepare).clone() } else { prepare() }
    }

    fn prepare(tree: Files) -> Self {
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
            let bytes = if path.ends_with(".html") {
                String::from_utf8_lossy(&bytes).replace(WRITTEN_PREFIX, &prefix).into_bytes()
            } else {
                bytes
            };
            (path, Packed::new(kind, bytes))
        });
        Self { files: files.collect(), hash }
    }

    /// Answers with a page, named without its folder and extension; the page for what is missing if there is none.
    #[must_use]
    pub fn page(&self, request: &HttpRequest, name: &str, status: StatusCode) -> HttpResponse {
        match self.files.get(&page_path(name)) {
            Some(file) => file.answer(request, status, "no-cache"),
            None => Problem::from(Code::NotFound).error_response(),
        }
    }

    /// The HTML of a page, to be completed for one request.
    #[must_use]
    pub fn html(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(&page_path(name))?.plain()).ok()
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

fn page_path(name: &str) -> String {
    format!("pages/{name}.html")
}

fn tree() -> Files {
    let mut files: Files =
        Tree::iter().filter_map(|path| Some((path.to_string(), Tree::get(&path)?.data.into_owned()))).collect();
    files.sort();
    files
}

/// The tree as it is sent: named and themed, style sheets with their imports, and nothing that only people read.
fn dressed(mut tree: Files, name: &str, look: &Look) -> Files {
    tree.retain(|(path, _)| path != theme::FILE);
    tree.push((theme::FILE.to_owned(), theme::style(look).into_bytes()));
    tree.sort();
    let sheets: HashMap<String, String> = tree
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("styles/")?.to_owned(), text(bytes)?.to_owned())))
        .collect();
    for (path, bytes) in &mut tree {
        let Some(text) = text(bytes) else { continue };
        let sent = match path.rsplit('.').next() {
            Some("html") => theme::named(text, name),
            Some("js") => slim::script(text),
            Some("css") => slim::style(&slim::with_imports(text, |name| sheets.get(name).map(String::as_str))),
            _ => continue,
        };
        *bytes = sent.into_bytes();
    }
    tree
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
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
    use crate::domain::look::{Accent, Colour};

    #[test]
    fn pages_name_the_tree_they_came_with_and_another_tree_has_another_name() {
        let page = (String::from("pages/home.html"), b"<link href=\"/s/_/app.css\">".to_vec());
        let one = Assets::prepare(vec![page.clone()]);
        let two = Assets::prepare(vec![page, (String::from("app.css"), Vec::new())]);
        assert_ne!(one.hash, two.hash);
        let html = one.files.get("pages/home.html").map(|file| file.plain().clone()).unwrap_or_default();
        assert_eq!(html, format!("<link href=\"/s/{}/app.css\">", one.hash));
    }

    #[test]
    fn a_party_has_its_name_and_its_colours_and_one_request_for_its_style() {
        let files = vec![
            (String::from("pages/home.html"), b"<span id=\"instance-name\">Preferendum</span>".to_vec()),
            (String::from("styles/site.css"), b"@import \"./theme.css\";\n".to_vec()),
        ];
        let light = Colour::parse("#0b5c6b").and_then(|colour| Accent::light(colour).ok());
        let files = dressed(files, "Partij", &Look { light, ..Look::default() });
        let sent = |path: &str| {
            let found = files.iter().find(|(known, _)| known == path);
            found.and_then(|(_, bytes)| text(bytes)).unwrap_or_default()
        };
        assert_eq!(sent("pages/home.html"), "<span id=\"instance-name\">Partij</span>");
        assert!(sent("styles/site.css").starts_with(":root{--nl-accent:#0b5c6b;"));
        assert_eq!(sent("styles/site.css"), sent(theme::FILE));
    }

    #[test]
    fn no_page_and_no_script_is_lost_on_its_way() {
        let whole = tree();
        let sent = dressed(whole.clone(), OWN_NAME, &Look::default());
        for (path, bytes) in &whole {
            let found = sent.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.as_slice());
            if path.ends_with(".html") || path.ends_with(".svg") {
                assert_eq!(found, Some(bytes.as_slice()), "{path}");
            }
            let lines = |bytes: Option<&[u8]>, word: &str| {
                bytes.and_then(text).map(|text| text.lines().filter(|line| line.starts_with(word)).count())
            };
            if path.ends_with(".js") {
                assert_eq!(lines(found, "export "), lines(Some(bytes), "export "), "{path}");
                assert_eq!(lines(found, "import "), lines(Some(bytes), "import "), "{path}");
            }
        }
    }

    #[test]
    fn nothing_of_the_workshop_is_shipped() {
        for (path, _) in tree() {
            let workshop = ["node_modules/", "tests/", "package", "tsconfig", "."];
            assert!(!workshop.iter().any(|part| path.starts_with(part)), "{path}");
        }
    }
}
