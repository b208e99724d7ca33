//! Code blocks in colour: syntect finds the parts, our own classes name them, the theme gives the colours.

use std::str::FromStr;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxDefinition, SyntaxSet};

use super::html::{Attr, Html, Tag};

/// Largest block that is coloured, in bytes: the engine is slow, and nobody reads longer ones here.
const LIMIT: usize = 64 * 1024;

/// The default set has no TOML, which is what authors here write.
const TOML: &str = include_str!("toml.sublime-syntax");

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(|| {
    let mut builder = SyntaxSet::load_defaults_newlines().into_builder();
    if let Ok(toml) = SyntaxDefinition::load_from_str(TOML, true, None) {
        builder.add(toml);
    }
    builder.build()
});

/// The classes of the theme, by the scopes that they stand for; the last scope that matches decides.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let names = [
        ("comment", "hl-comment"),
        ("string", "hl-string"),
        ("constant", "hl-constant"),
        ("keyword", "hl-keyword"),
        ("storage", "hl-storage"),
        ("entity", "hl-entity"),
        ("support", "hl-support"),
        ("variable", "hl-variable"),
        ("punctuation", "hl-punctuation"),
    ];
    names.iter().filter_map(|(scope, class)| Some((Scope::from_str(scope).ok()?, *class))).collect()
});

/// Writes the text of a code block. A language that nobody knows is written as it is.
pub fn code(html: &mut Html, language: &str, text: &str) {
    let syntax = if text.len() > LIMIT || language.is_empty() {
        None
    } else {
        SYNTAXES.find_syntax_by_token(language)
    };
    let Some(syntax) = syntax else {
        html.text(text);
        return;
    };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for line in text.split_inclusive('\n') {
        let Ok(changes) = state.parse_line(line, &SYNTAXES) else {
            html.text(line);
            continue;
        };
        let mut from = 0;
        for (at, change) in changes {
            piece(html, &stack, &line[from..at]);
            from = at;
            if stack.apply(&change).is_err() {
                break;
            }
        }
        piece(html, &stack, &line[from..]);
    }
}

fn piece(html: &mut Html, stack: &ScopeStack, text: &str) {
    if text.is_empty() {
        return;
    }
    let class = stack.as_slice().iter().rev().find_map(|scope| {
        CLASSES.iter().find(|(known, _)| known.is_prefix_of(*scope)).map(|(_, class)| *class)
    });
    match class {
        Some(class) if !text.trim().is_empty() => html.element(Tag::Span, &[(Attr::Class, class)], text),
        _ => html.text(text),
    };
}
