//! The front end inside the binary: prepared once at start, served under a path that names its own contents.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use actix_web::error::ResponseError;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use rust_embed::RustEmbed;

use super::joining::{Scripts, joined};
use super::packing::Packed;
use super::problem::Problem;
use super::{joining, slim, theme, tokens};
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
/// Pages whose scripts are sent in as few files as there are moments at which they ask for more.
const JOINED: &[&str] = &["vote"];
/// The page that all have in common, written with the script of one of them.
const SHELL: (&str, &str) = ("pages/shell.html", "pages/home.js");
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
    files.extend(shelled(&files));
    files.sort();
    files
}

/// The shell with its own script, for every page that has no HTML of its own.
fn shelled(files: &Files) -> Files {
    let (shell, script) = SHELL;
    let shell = files.iter().find(|(path, _)| path == shell).and_then(|(_, bytes)| text(bytes)).unwrap_or_default();
    let pages = files.iter().filter_map(|(path, _)| path.strip_prefix("pages/")?.strip_suffix(".js"));
    let bare = pages.filter(|page| !files.iter().any(|(path, _)| *path == page_path(page)));
    bare.map(|page| (page_path(page), shell.replace(script, &format!("pages/{page}.js")).into_bytes())).collect()
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
            Some("js") => tokens::slim(text),
            Some("css") => slim::style(&slim::with_imports(text, |name| sheets.get(name).map(String::as_str))),
            _ => continue,
        };
        *bytes = sent.into_bytes();
    }
    for page in JOINED {
        join(&mut tree, page);
    }
    tree.sort();
    tree
}

/// Adds the joined scripts of a page in a folder of its own, and lets the page ask for the first of them.
fn join(tree: &mut Files, page: &str) {
    let scripts = tree.iter().filter(|(path, _)| path.ends_with(".js"));
    let scripts: Scripts = scripts.filter_map(|(path, bytes)| Some((path.clone(), text(bytes)?.to_owned()))).collect();
    let entry = format!("pages/{page}.js");
    let (written, first) =
        (format!("{WRITTEN_PREFIX}{entry}"), format!("{WRITTEN_PREFIX}{page}/{}", joining::file(&entry)));
    for (_, bytes) in tree.iter_mut().filter(|(path, _)| *path == page_path(page)) {
        *bytes = String::from_utf8_lossy(bytes).replace(&written, &first).into_bytes();
    }
    tree.extend(joined(&entry, page, &scripts).into_iter().map(|(path, script)| (path, script.into_bytes())));
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
    fn every_page_has_html_with_its_own_script() {
        let files = tree();
        for (path, _) in files.iter().filter(|(path, _)| path.starts_with("pages/") && path.ends_with(".js")) {
            let page = path.trim_start_matches("pages/").trim_end_matches(".js");
            let found = files.iter().find(|(known, _)| *known == page_path(page));
            let html = found.and_then(|(_, bytes)| text(bytes)).unwrap_or_default();
            assert!(html.contains(&format!("{WRITTEN_PREFIX}{path}\"")), "{page}");
        }
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
            let joined = JOINED.iter().any(|page| *path == page_path(page));
            if path.ends_with(".html") && !joined || path.ends_with(".svg") {
                assert_eq!(found, Some(bytes.as_slice()), "{path}");
            }
            if path.ends_with(".js") {
                let exported = |text: &str| text.matches("export ").count() + text.matches("export{").count();
                let written = text(bytes).map(|text| text.lines().filter(|line| line.starts_with("export ")).count());
                assert_eq!(found.and_then(text).map(exported), written, "{path}");
            }
        }
    }

    #[test]
    fn a_module_of_a_joined_page_stands_in_one_file_and_every_file_that_is_asked_for_is_there() {
        let sent = dressed(tree(), OWN_NAME, &Look::default());
        for page in JOINED {
            let html = sent.iter().find(|(path, _)| *path == page_path(page)).and_then(|(_, bytes)| text(bytes));
            assert!(html.is_some_and(|html| html.contains(&format!("\"/s/_/{page}/{page}.js\""))), "{page}");
            let folder = format!("{page}/");
            let files: HashMap<&str, &str> =
                sent.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&folder)?, text(bytes)?))).collect();
            assert!(files.len() > 1, "{page}");
            let mut exported = Vec::new();
            for (file, script) in &files {
                assert!(!script.contains("import*") && !script.contains("export{"), "{file}");
                for asked in script.split("\"./").skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(files.contains_key(asked), "{file} asks for {asked}");
                }
                let words = file.ends_with(".nl.js") || file.ends_with(".en.js");
                let functions = script.split("export ").skip(1).filter_map(|rest| rest.split('(').next());
                exported.extend(functions.filter(|name| !words && name.contains("function ")));
            }
            let all = exported.len();
            exported.sort_unstable();
            exported.dedup();
            assert_eq!(exported.len(), all, "{page}");
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
