//! The modules of a page in as few files as there are moments at which it asks for more: one for what it imports at once,
//! and one for each import that waits. Pure; works on scripts that `tokens.rs` made slim.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Scripts by path.
pub type Scripts = BTreeMap<String, String>;

/// The file of a moment, and the modules that are put together in it.
struct Moment {
    entry: String,
    /// The moment that comes before: what it brought is there already.
    before: Option<usize>,
    modules: Vec<String>,
}

/// The moments of a page's script as files of the folder `folder`. Within a file modules share one scope: they must not
/// give two things one name, import a whole module as one name, or pass on what they import.
#[must_use]
pub fn joined(entry: &str, folder: &str, scripts: &Scripts) -> Scripts {
    let moments = moments(entry, scripts);
    let files =
        (0..moments.len()).map(|at| (format!("{folder}/{}", file(&moments[at].entry)), text(&moments, at, scripts)));
    files.collect()
}

/// The name of the file of a moment.
#[must_use]
pub fn file(entry: &str) -> &str {
    entry.rsplit('/').next().unwrap_or(entry)
}

fn moments(entry: &str, scripts: &Scripts) -> Vec<Moment> {
    let mut moments = vec![Moment { entry: entry.to_owned(), before: None, modules: Vec::new() }];
    let mut at = 0;
    while at < moments.len() {
        let mut modules = Vec::new();
        let there = |path: &str| holder(&moments, at, path).is_some();
        gather(&moments[at].entry, &there, scripts, &mut BTreeSet::new(), &mut modules);
        let later: Vec<String> = modules.iter().flat_map(|path| waiting(path, scripts)).collect();
        moments[at].modules = modules;
        for entry in later {
            let known = moments.iter().any(|moment| moment.entry == entry) || holder(&moments, at, &entry).is_some();
            if !known {
                moments.push(Moment { entry, before: Some(at), modules: Vec::new() });
            }
        }
        at += 1;
    }
    moments
}

/// Puts a module behind everything that it imports.
fn gather(
    path: &str,
    there: &impl Fn(&str) -> bool,
    scripts: &Scripts,
    seen: &mut BTreeSet<String>,
    into: &mut Vec<String>,
) {
    let Some(script) = scripts.get(path) else { return };
    if there(path) || !seen.insert(path.to_owned()) {
        return;
    }
    for import in imports(script).0 {
        gather(&resolved(path, import.from), there, scripts, seen, into);
    }
    into.push(path.to_owned());
}

/// The moment, this one or one before it, that brings a module.
fn holder(moments: &[Moment], at: usize, path: &str) -> Option<usize> {
    let mut next = Some(at);
    while let Some(at) = next {
        let moment = moments.get(at)?;
        if moment.modules.iter().any(|known| known == path) {
            return Some(at);
        }
        next = moment.before;
    }
    None
}

/// One file: what it needs of earlier ones, then its own modules in order.
fn text(moments: &[Moment], at: usize, scripts: &Scripts) -> String {
    let wanted = wanted(moments, at, scripts);
    let mut needed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut body = String::new();
    for path in &moments[at].modules {
        let Some(script) = scripts.get(path) else { continue };
        let (imports, rest) = imports(script);
        for import in imports {
            let from = holder(moments, at, &resolved(path, import.from)).unwrap_or(at);
            for name in import.names {
                if from != at {
                    needed.entry(file(&moments[from].entry)).or_default().insert(name);
                } else if let Some((given, own)) = name.split_once(" as ") {
                    let _ = write!(body, "const {own}={given};");
                }
            }
        }
        let script = with_addresses(path, rest, moments, at);
        let is_asked_for = moments.iter().any(|moment| moment.entry == *path && moment.before.is_some());
        body.push_str(&if is_asked_for { script } else { exporting(&script, &wanted) });
    }
    let header = needed.iter().map(|(file, names)| {
        let names: Vec<&str> = names.iter().copied().collect();
        format!("import{{{}}}from\"./{file}\";", names.join(","))
    });
    header.collect::<String>() + &body
}

/// What modules of other moments import out of this one.
fn wanted<'a>(moments: &[Moment], at: usize, scripts: &'a Scripts) -> BTreeSet<&'a str> {
    let mut wanted = BTreeSet::new();
    for (other, moment) in moments.iter().enumerate().filter(|(other, _)| *other != at) {
        for path in &moment.modules {
            for import in scripts.get(path).map_or_else(Vec::new, |script| imports(script).0) {
                if holder(moments, other, &resolved(path, import.from)) == Some(at) {
                    wanted.extend(import.names.iter().map(|name| name.split(" as ").next().unwrap_or(name)));
                }
            }
        }
    }
    wanted
}

/// The script, exporting no more than these names.
fn exporting(script: &str, wanted: &BTreeSet<&str>) -> String {
    let mut parts = script.split(EXPORT);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_wanted = KINDS.iter().find_map(|kind| part.strip_prefix(kind)).is_none_or(|rest| {
            let name = rest.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$'))).next();
            name.is_some_and(|name| wanted.contains(name))
        });
        text.push_str(if is_wanted { EXPORT } else { "" });
        text.push_str(part);
    }
    text
}

const EXPORT: &str = "export ";
/// What an export may begin with, besides.
const KINDS: &[&str] = &["async function ", "function ", "const ", "let ", "class "];

/// The script with the files of this page wherever it names a module: to import it later, or to have it fetched.
fn with_addresses(path: &str, script: &str, moments: &[Moment], at: usize) -> String {
    let file_of = |target: &str| {
        let target = resolved(path, target);
        let own = moments.iter().find(|moment| moment.entry == target).map(|moment| &moment.entry);
        let entry = own.or_else(|| holder(moments, at, &target).map(|at| &moments[at].entry));
        entry.map_or(target.clone(), |entry| file(entry).to_owned())
    };
    let mut text = script.to_owned();
    for before in [WAITING, FETCHED] {
        let mut parts = text.split(before);
        let mut next = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (target, rest) = part.split_once('"').unwrap_or((part, ""));
            let _ = write!(next, "{before}./{}\"{rest}", file_of(target));
        }
        text = next;
    }
    text
}

const WAITING: &str = "import(\"";
const FETCHED: &str = "new URL(\"";

/// What a script imports when it gets there.
fn waiting(path: &str, scripts: &Scripts) -> Vec<String> {
    let script = scripts.get(path).map_or("", String::as_str);
    let targets = script.split(WAITING).skip(1).filter_map(|part| part.split_once('"'));
    targets.map(|(target, _)| resolved(path, target)).collect()
}

struct Import<'a> {
    from: &'a str,
    names: Vec<&'a str>,
}

/// What a slim script imports at its beginning, and what follows.
fn imports(script: &str) -> (Vec<Import<'_>>, &str) {
    let mut imports = Vec::new();
    let mut rest = script;
    while let Some((names, after)) = rest.strip_prefix("import{").and_then(|after| after.split_once("}from\"")) {
        let Some((from, after)) = after.split_once("\";") else { break };
        imports.push(Import { from, names: names.split(',').collect() });
        rest = after.trim_start();
    }
    (imports, rest)
}

/// The path that a relative address in a module leads to.
fn resolved(path: &str, address: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(files: &[(&str, &str)]) -> Scripts {
        files.iter().map(|(path, text)| ((*path).to_owned(), super::super::tokens::slim(text))).collect()
    }

    #[test]
    fn what_is_imported_at_once_is_one_file_and_what_waits_is_another() {
        let scripts = scripts(&[
            (
                "pages/a.js",
                "import { b } from \"../parts/b.js\";\nb(() => import(\"../parts/later.js\"), new URL(\"../parts/later.js\", import.meta.url));",
            ),
            (
                "parts/b.js",
                "import { c as d } from \"../lib/c.js\";\nexport const b = d;\nexport function unasked() {}",
            ),
            ("lib/c.js", "export const c = 1;"),
            (
                "parts/later.js",
                "import { c } from \"../lib/c.js\";\nimport { b } from \"./b.js\";\nexport const e = b(c, () => import(\"../lib/c.js\"));",
            ),
            ("lib/unused.js", "export const u = 1;"),
        ]);
        let joined = joined("pages/a.js", "a", &scripts);
        let files: Vec<(&str, &str)> = joined.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let first = "export const c=1;\nconst d=c;export const b=d;function unasked(){}\nb(()=>import(\"./later.js\"),new URL(\"./later.js\",import.meta.url));\n";
        let later = "import{b,c}from\"./a.js\";export const e=b(c,()=>import(\"./a.js\"));\n";
        assert_eq!(files, [("a/a.js", first), ("a/later.js", later)]);
    }

    #[test]
    fn modules_that_import_each_other_are_put_in_once() {
        let scripts = scripts(&[
            ("a.js", "import { b } from \"./b.js\";\nexport const a = () => b;"),
            ("b.js", "import { a } from \"./a.js\";\nexport const b = () => a;"),
        ]);
        let joined = joined("a.js", "x", &scripts);
        assert!(joined["x/a.js"].matches("export const").count() <= 3, "{joined:?}");
    }

    #[test]
    fn an_address_leads_from_the_folder_of_the_module() {
        assert_eq!(resolved("parts/a.js", "./b.js"), "parts/b.js");
        assert_eq!(resolved("parts/a.js", "../lib/b.js"), "lib/b.js");
    }
}
