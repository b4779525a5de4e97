//! What is left out of scripts on their way to a phone: comments, and white space that parts nothing. Pure; it never
//! changes a token, and never needs to know what one means.

/// Words after which a slash begins a regular expression.
const BEFORE_EXPRESSION: &[&str] =
    &["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await", "yield"];

/// A script without comments and without white space that parts nothing. A line end stays wherever it might end a
/// statement.
#[must_use]
pub fn slim(text: &str) -> String {
    let mut slim = String::with_capacity(text.len());
    let mut last = "";
    let mut rest = text;
    loop {
        let gap = gap(rest);
        let parted = &rest[..gap];
        rest = &rest[gap..];
        let token = &rest[..token(rest, last)];
        if token.is_empty() {
            break;
        }
        if let Some(between) = between(last, parted, token) {
            slim.push(between);
        }
        slim.push_str(token);
        last = token;
        rest = &rest[token.len()..];
    }
    if !slim.is_empty() {
        slim.push('\n');
    }
    slim
}

/// Length of the white space and comments that a text begins with.
fn gap(text: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(inside) = rest.strip_prefix("/*") {
            inside.find("*/").map_or(rest.len(), |end| end + 4)
        } else {
            rest.len() - rest.trim_start().len()
        };
        if length == 0 {
            return at;
        }
        at += length;
    }
}

/// Length of the token that a text begins with, after another one.
fn token(text: &str, last: &str) -> usize {
    match text.chars().next() {
        None => 0,
        Some(quote @ ('"' | '\'')) => quoted(text, quote),
        Some('`') => template(text),
        Some('/') if expects_expression(last) => expression(text),
        Some(c) if is_word(c) => text.find(|c| !is_word(c)).unwrap_or(text.len()),
        Some(c) => c.len_utf8(),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

/// What must stand between two tokens: a space, a line end, or nothing.
fn between(last: &str, parted: &str, next: &str) -> Option<char> {
    let (before, after) = (last.chars().next_back()?, next.chars().next()?);
    let ends_nothing = matches!(before, '{' | '(' | '[' | ',' | ';' | '=' | '?' | ':' | '&' | '|' | '>')
        || matches!(after, ')' | ']' | '}' | ',' | '.' | ';' | '=' | '?' | ':' | '&' | '|');
    if parted.contains('\n') && !ends_nothing {
        return Some('\n');
    }
    let would_join =
        is_word(before) && is_word(after) || matches!((before, after), ('+', '+') | ('-', '-') | ('/', '/'));
    (!parted.is_empty() && would_join).then_some(' ')
}

fn expects_expression(last: &str) -> bool {
    BEFORE_EXPRESSION.contains(&last) || last.chars().next_back().is_none_or(|c| "(,=:[!&|?{};+-*%~^<>".contains(c))
}

/// Length of what begins and ends with a quote.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// Length of a regular expression with its flags; a slash between brackets does not end it.
fn expression(text: &str) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        if c == '/' && !escaped && !in_class {
            let flags = &text[at + 1..];
            return at + 1 + flags.find(|c| !is_word(c)).unwrap_or(flags.len());
        }
        in_class = !escaped && (c == '[' || in_class && c != ']') || escaped && in_class;
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// Length of a template literal; the code inside it stays as it is.
fn template(text: &str) -> usize {
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '`' => return at + 1,
            '\\' => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            '$' if text[at..].starts_with("${") => at += 2 + code(&text[at + 2..]),
            c => at += c.len_utf8(),
        }
    }
    text.len()
}

/// Length of code up to and with the brace that closes what was opened before it.
fn code(text: &str) -> usize {
    let (mut at, mut open, mut last) = (0, 1, "");
    while open > 0 {
        at += gap(&text[at..]);
        let length = token(&text[at..], last);
        if length == 0 {
            break;
        }
        last = &text[at..at + length];
        match last {
            "{" => open += 1,
            "}" => open -= 1,
            _ => {}
        }
        at += length;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_comments_and_white_space_that_parts_nothing() {
        let text = "// Sign.\n/**\n * Says.\n */\nexport async function a(b) {\n  // why\n  const c = /** @type {X} */ (b); // d\n\n  \
                    return c ? [1, 2] : typeof c;\n}\n";
        assert_eq!(slim(text), "export async function a(b){const c=(b);return c?[1,2]:typeof c;}\n");
    }

    #[test]
    fn a_line_end_stays_where_it_might_end_a_statement() {
        assert_eq!(
            slim("let a = b\n(c)\nlet d = () => {}\n++e\nf\n  .g()\n"),
            "let a=b\n(c)\nlet d=()=>{}\n++e\nf.g()\n"
        );
        assert_eq!(slim("return\n  a;"), "return\na;\n");
    }

    #[test]
    fn what_stands_in_quotes_stays_as_it_is() {
        for text in ["\"// a  b\"", "'/* \\' */  c'", "`d  // ${ e ? \"}\" : `f  ${ {} }` } \\` g`", "`\n  h\n`"] {
            assert_eq!(slim(text), format!("{text}\n"));
        }
    }

    #[test]
    fn a_slash_begins_an_expression_or_divides() {
        assert_eq!(slim("a = b / c / d;"), "a=b/c/d;\n");
        assert_eq!(slim("a.split( /[/ \\]] +\\//gu ) ;"), "a.split(/[/ \\]] +\\//gu);\n");
        assert_eq!(slim("if (x) return / /.test(y) / 2;"), "if(x)return/ /.test(y)/2;\n");
    }

    #[test]
    fn words_and_signs_that_would_join_stay_apart() {
        assert_eq!(slim("a + +b - -c; new Map(); x in y; #p in z"), "a+ +b- -c;new Map();x in y;#p in z\n");
    }

    #[test]
    fn text_that_never_ends_is_kept() {
        for text in ["`a ${b", "\"a", "`a\\", "/a", "`${`${"] {
            assert_eq!(slim(text), format!("{text}\n"), "{text}");
        }
        assert_eq!(slim("a /* b"), "a\n");
        assert_eq!(slim(""), "");
    }
}
