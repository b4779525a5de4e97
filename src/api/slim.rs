//! What is left out of style sheets on their way to a phone: comments and indentation. Pure; scripts are in `tokens.rs`.

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
    fn a_sheet_with_an_open_comment_is_kept() {
        assert_eq!(style("/* open"), "/* open\n");
    }
}
