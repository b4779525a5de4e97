//! What is left out of scripts and styles on their way to a phone: comments and indentation. Pure; it never looks inside
//! a line of code, except for casts in JSDoc.

/// A style sheet with every line that is exactly `@import "./NAME";` replaced by what `read` gives for the name.
pub fn with_imports<'a>(text: &str, read: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("@import \"./").and_then(|rest| rest.strip_suffix("\";"));
        match name.and_then(&read) {
            Some(imported) => {
                joined.push_str(imported);
                if !imported.ends_with('\n') {
                    joined.push('\n');
                }
            }
            None => joined.push_str(line),
        }
    }
    joined
}

/// A style sheet without indentation, empty lines, and comments that have their lines to themselves.
#[must_use]
pub fn style(text: &str) -> String {
    let mut slim = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        rest = match after_block_comment(rest) {
            Some(after) => after,
            None => {
                let (line, after) = first_line(rest);
                push_line(&mut slim, line.trim());
                after
            }
        };
    }
    slim
}

/// A script without indentation, empty lines, comments that have their lines to themselves, and casts in JSDoc. Lines
/// that begin inside a template literal stay as they are.
#[must_use]
pub fn script(text: &str) -> String {
    let mut slim = String::with_capacity(text.len());
    let (mut rest, mut in_template) = (text, false);
    while !rest.is_empty() {
        if let Some(after) = after_block_comment(rest).filter(|_| !in_template) {
            rest = after;
            continue;
        }
        let (line, after) = first_line(rest);
        rest = after;
        if in_template {
            slim.push_str(line);
        } else if !line.trim_start().starts_with("//") {
            push_line(&mut slim, &without_casts(line.trim_start().trim_end_matches(['\r', '\n'])));
        } else {
            continue;
        }
        in_template ^= quotes_a_template(line);
    }
    slim
}

fn first_line(text: &str) -> (&str, &str) {
    text.split_at(text.find('\n').map_or(text.len(), |at| at + 1))
}

fn push_line(to: &mut String, line: &str) {
    if !line.is_empty() {
        to.push_str(line);
        to.push('\n');
    }
}

/// What comes after a block comment that begins this line and ends its last one; none if there is no such comment.
fn after_block_comment(text: &str) -> Option<&str> {
    let inside = text.trim_start_matches([' ', '\t']).strip_prefix("/*")?;
    let (rest_of_line, after) = first_line(&inside[inside.find("*/")? + 2..]);
    rest_of_line.trim().is_empty().then_some(after)
}

/// The line without `/** @type … */ `.
fn without_casts(line: &str) -> String {
    let mut slim = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, cast)) = rest.split_once("/** @type") {
        let Some((_, after)) = cast.split_once("*/ ") else { break };
        slim.push_str(before);
        rest = after;
    }
    slim + rest
}

/// Whether a template literal begins on this line without ending on it, or the other way round.
fn quotes_a_template(line: &str) -> bool {
    let mut odd = false;
    let mut escaped = false;
    for c in line.chars() {
        odd ^= c == '`' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_brings_its_imports_along_one_level_deep() {
        let read = |name: &str| (name == "tokens.css").then_some(":root { --a: 1; }\n@import \"./no.css\";");
        let text =
            "/* Sheet. */\n@import \"./tokens.css\";\n@import \"./none.css\";\n@import \"./tokens.css\" print;\n";
        let joined = "/* Sheet. */\n:root { --a: 1; }\n@import \"./no.css\";\n@import \"./none.css\";\n\
                      @import \"./tokens.css\" print;\n";
        assert_eq!(with_imports(text, read), joined);
    }

    #[test]
    fn a_style_loses_comments_and_indentation_and_nothing_else() {
        let text = "/* One. */\n@layer base {\n  /* Two\n     lines. */\n  a { b: c; } /* stays */\n\n  /* d */ e { f: g; }\n}\n";
        assert_eq!(style(text), "@layer base {\na { b: c; } /* stays */\n/* d */ e { f: g; }\n}\n");
    }

    #[test]
    fn a_script_loses_comments_casts_and_indentation_and_nothing_else() {
        let text = "// Sign.\n/**\n * Says.\n * @returns {string}\n */\nexport function a() {\n  // why\n  \
                    const b = /** @type {HTMLElement} */ (c); // stays\n\n  /** @type {string} */\n  let d = \"// e\";\n  \
                    return /** @type {X} */ (/** @type {Y} */ (d));\n}\n";
        let slim = "export function a() {\nconst b = (c); // stays\nlet d = \"// e\";\nreturn ((d));\n}\n";
        assert_eq!(script(text), slim);
    }

    #[test]
    fn a_comment_before_code_on_its_last_line_stays() {
        let text = "/* a */ b();\n/** @type {X} */ (c).d();\n/* e\n */ f(); /* g */\nh();\n";
        assert_eq!(script(text), "/* a */ b();\n(c).d();\n/* e\n*/ f(); /* g */\nh();\n");
    }

    #[test]
    fn lines_of_a_template_literal_stay_as_they_are() {
        let text = "const a = `b\n  // c\n\n  /* d */\n  \\` e`;\n  f(`g`);\n  // h\n";
        assert_eq!(script(text), "const a = `b\n  // c\n\n  /* d */\n  \\` e`;\nf(`g`);\n");
    }

    #[test]
    fn a_file_without_a_last_newline_or_with_an_open_comment_is_kept() {
        assert_eq!(script("  a();"), "a();\n");
        assert_eq!(script("/* open\n  a();"), "/* open\na();\n");
        assert_eq!(style("/* open"), "/* open\n");
    }
}
