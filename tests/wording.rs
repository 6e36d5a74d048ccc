//! The message files: every language says the same, and the code asks for nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use regex::Regex;

/// Messages by name, with the facts that they name.
type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_language_has_every_message_with_the_same_facts() {
    let english = messages("en");
    assert!(!english.is_empty());
    for language in ["es"] {
        let other = messages(language);
        let missing: Vec<&String> =
            english.keys().filter(|name| !other.contains_key(*name)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:#?}");
        let more: Vec<&String> = other.keys().filter(|name| !english.contains_key(*name)).collect();
        assert!(more.is_empty(), "only {language} has {more:#?}");
        for (name, facts) in &english {
            assert_eq!(facts, &other[name], "{name} in {language}");
        }
    }
}

#[test]
fn the_code_asks_for_messages_that_are_there_with_the_facts_that_they_name() {
    let english = messages("en");
    let mut faults = Vec::new();
    let mut found = 0;
    for (path, code) in sources() {
        for (name, facts) in said(&code) {
            found += 1;
            match english.get(&name) {
                None => faults.push(format!("{}: no message `{name}`", path.display())),
                Some(known) if *known != facts => {
                    let path = path.display();
                    faults
                        .push(format!("{path}: `{name}` names {known:?}, and is given {facts:?}"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(0 < found, "the sources hold no `say!`");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_message_is_asked_for() {
    let code: Vec<String> = sources().into_iter().map(|(_, code)| code).collect();
    let is_asked_for = |name: &String| {
        let quoted = format!("\"{name}\"");
        code.iter().any(|code| code.contains(&quoted))
    };
    let idle: Vec<String> = messages("en").into_keys().filter(|name| !is_asked_for(name)).collect();
    assert!(idle.is_empty(), "nothing asks for {idle:#?}");
}

/// What `cqi chart` lists on the screen is no report.
const ON_THE_SCREEN: &str = "src/report/charts.rs";

#[test]
fn reports_hold_no_sentences_of_their_own() {
    let text = Regex::new(r#""([^"\\]|\\.)*""#).unwrap();
    let words = Regex::new(r"[A-Za-z]{3,} [a-z]{2,}").unwrap();
    let reports = root().join("src/report");
    let mut found = Vec::new();
    for (path, code) in sources() {
        if !path.starts_with(&reports) || path.ends_with(ON_THE_SCREEN) {
            continue;
        }
        // What must be so is told to people who change the program.
        let told = |line: &&str| !line.contains(".expect(");
        for line in code.lines().filter(told) {
            let sentences = text.find_iter(line).filter(|text| words.is_match(text.as_str()));
            found.extend(sentences.map(|text| format!("{}: {}", path.display(), text.as_str())));
        }
    }
    assert!(found.is_empty(), "these belong into reports/words:\n{}", found.join("\n"));
}

/// The messages of a language. Two with one name would be a slip.
fn messages(language: &str) -> Messages {
    let mut messages = Messages::new();
    for path in files(&root().join("reports/words").join(language), "ftl") {
        let text = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(text.as_str())
            .unwrap_or_else(|(_, faults)| panic!("{}: {faults:#?}", path.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut facts = BTreeSet::new();
            of_pattern(message.value.as_ref().unwrap(), &mut facts);
            let before = messages.insert(message.id.name.to_owned(), facts);
            assert!(before.is_none(), "{language} has `{}` twice", message.id.name);
        }
    }
    messages
}

fn of_pattern(pattern: &Pattern<&str>, facts: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                of_inline(inline, facts);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                of_inline(selector, facts);
                for variant in variants {
                    of_pattern(&variant.value, facts);
                }
            }
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, facts: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            facts.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } => {}
        other => panic!("our messages hold texts and facts alone, not {other:?}"),
    }
}

/// What `say!` is asked for: names, with the facts that are handed over.
fn said(code: &str) -> Vec<(String, BTreeSet<String>)> {
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"^[^"]*?,\s*"([a-zA-Z][a-zA-Z0-9-]*)""#).unwrap());
    static FACT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*([a-z_]+)\s*=[^=]").unwrap());
    const START: &str = "say!(";
    let inside = |(at, _)| {
        let inside = balanced(&code[at + START.len()..]);
        let head = NAME.captures(inside)?;
        let facts = parts(&inside[head[0].len()..]).into_iter();
        let facts = facts.filter_map(|part| Some(FACT.captures(part)?[1].to_owned()));
        Some((head[1].to_owned(), facts.collect()))
    };
    code.match_indices(START).filter_map(inside).collect()
}

/// The text up to the parenthesis that closes.
fn balanced(text: &str) -> &str {
    let mut depth = 1;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

/// The parts between commas that stand in no bracket.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

/// The sources, without tests and comments.
fn sources() -> Vec<(PathBuf, String)> {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let read = |path: PathBuf| {
        let code = fs::read_to_string(&path).unwrap();
        let before_tests = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines: Vec<&str> = before_tests.lines().filter(is_code).collect();
        (path, lines.join("\n"))
    };
    files(&root().join("src"), "rs").into_iter().map(read).collect()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|its| its == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
