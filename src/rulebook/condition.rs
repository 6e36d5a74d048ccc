//! Conditions: small expressions in rules, such as `score <= 1.0 && critical`.
//!
//! They are written in CEL, the Common Expression Language. All numbers are decimals here, so
//! that `score <= 1` and `score <= 1.0` mean the same. What cannot be answered (an item that has
//! no score, a field that is empty) makes the whole condition untrue.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, LazyLock},
};

use cel::{
    Context, Env, ExecutionError, IdedExpr, Value,
    common::{
        ast::{
            EntryExpr, Expr, LiteralValue,
            operators::{EQUALS, INDEX, NOT_EQUALS},
        },
        types::CelDouble,
    },
    parser::Parser,
};

use crate::diagnostic::in_plain_words;

/// What conditions can call: the functions and signs of the language itself.
static FUNCTIONS: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

/// A condition that has been read.
#[derive(Clone, Debug)]
pub struct Condition {
    text: String,
    expression: IdedExpr,
}

/// A value that a condition may ask about.
#[derive(Clone, PartialEq, Debug)]
pub enum Input {
    Number(f64),
    Text(String),
    Truth(bool),
    /// Numbers by name, such as the scores of items.
    Table(BTreeMap<String, f64>),
}

impl Input {
    /// What stands in a field of a form: a number where it can be read as one, else a text. None
    /// where it is empty.
    pub fn of_field(text: &str) -> Option<Input> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let is_plain = text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
        let number = text.parse().ok().filter(|_| is_plain);
        Some(number.map_or_else(|| Input::Text(text.to_owned()), Input::Number))
    }
}

/// Why a condition cannot be read or followed, in a few words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConditionError(String);

impl fmt::Display for ConditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Condition {
    /// No condition of a rule needs to be longer.
    const LONGEST: usize = 1_000;
    /// How deep brackets and choices may lie in each other, and how many signs of arithmetic
    /// there may be: the parser would take any number, run out of stack and end the program.
    const DEEPEST: usize = 16;
    const MOST_SIGNS: usize = 40;

    /// Reads a condition.
    pub fn parse(text: &str) -> Result<Condition, ConditionError> {
        if Condition::LONGEST < text.len() {
            let message = format!("it is longer than {} letters", Condition::LONGEST);
            return Err(ConditionError(message));
        }
        let code = without_quoted(text);
        let signs = code.matches(['+', '-', '*', '/', '%', '.']).count();
        if Condition::DEEPEST < depth(&code) || Condition::MOST_SIGNS < signs {
            return Err(ConditionError("it is too long to follow".to_owned()));
        }
        let mut expression = with_room(|| parsed(text))?;
        walk_mut(&mut expression, &mut as_decimal);
        Ok(Condition { text: text.to_owned(), expression })
    }

    /// The condition as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names that it asks about, in order.
    pub fn variables(&self) -> BTreeSet<&str> {
        let mut named = BTreeSet::new();
        let mut own = BTreeSet::new();
        walk(&self.expression, &mut |expression| match expression {
            Expr::Ident(name) => drop(named.insert(name.as_str())),
            Expr::Comprehension(each) => {
                own.extend([each.iter_var.as_str(), each.accu_var.as_str()]);
                own.extend(each.iter_var2.as_deref());
            }
            _ => {}
        });
        named.difference(&own).copied().collect()
    }

    /// The names by which it looks into `table`, as in `items["1.2"]`.
    pub fn keys(&self, table: &str) -> BTreeSet<&str> {
        let mut keys = BTreeSet::new();
        walk(&self.expression, &mut |expression| match expression {
            Expr::Call(call) if call.func_name == INDEX => {
                if let [of, key] = call.args.as_slice()
                    && matches!(&of.expr, Expr::Ident(name) if name == table)
                    && let Expr::Literal(LiteralValue::String(key)) = &key.expr
                {
                    keys.insert(key.inner());
                }
            }
            Expr::Select(select) => {
                if matches!(&select.operand.expr, Expr::Ident(name) if name == table) {
                    keys.insert(select.field.as_str());
                }
            }
            _ => {}
        });
        keys
    }

    /// The texts that it compares `name` with, as in `source == "observation"`.
    pub fn compared_with(&self, name: &str) -> BTreeSet<&str> {
        let mut texts = BTreeSet::new();
        walk(&self.expression, &mut |expression| {
            let Expr::Call(call) = expression else { return };
            let compares = call.func_name == EQUALS || call.func_name == NOT_EQUALS;
            let [left, right] = call.args.as_slice() else { return };
            for (one, other) in [(left, right), (right, left)] {
                if let (true, Expr::Ident(asked)) = (compares, &one.expr)
                    && let Expr::Literal(LiteralValue::String(text)) = &other.expr
                    && asked == name
                {
                    texts.insert(text.inner());
                }
            }
        });
        texts
    }

    /// Whether it is true of `inputs`. What cannot be answered is untrue.
    pub fn holds(&self, inputs: &BTreeMap<String, Input>) -> bool {
        self.answer(inputs) == Ok(true)
    }

    /// Whether it is true of `inputs`, or why that cannot be told: it compares a number with a
    /// text, calls what is not there, or yields something that is neither true nor false.
    /// A name or key without a value is untrue.
    pub fn answer(&self, inputs: &BTreeMap<String, Input>) -> Result<bool, ConditionError> {
        let mut context = Context::with_env(FUNCTIONS.clone());
        for (name, input) in inputs {
            context.add_variable_from_value(name.as_str(), value_of(input));
        }
        match context.resolve(&self.expression) {
            Ok(Value::Bool(truth)) => Ok(truth),
            Ok(_) => Err(ConditionError("it is neither true nor false".to_owned())),
            Err(ExecutionError::NoSuchKey(_)) => Ok(false),
            Err(ExecutionError::UndeclaredReference(name))
                if self.variables().contains(name.as_str()) =>
            {
                Ok(false)
            }
            Err(ExecutionError::UndeclaredReference(name)) => {
                Err(ConditionError(format!("it calls `{name}`, which is not there")))
            }
            Err(error) => Err(ConditionError(told(&error))),
        }
    }
}

/// Two conditions are the same when they are written the same.
impl PartialEq for Condition {
    fn eq(&self, other: &Condition) -> bool {
        self.text == other.text
    }
}

fn parsed(text: &str) -> Result<IdedExpr, ConditionError> {
    Parser::new().parse(text).map_err(|errors| {
        let first = errors.errors.first();
        ConditionError(first.map_or_else(String::new, |error| misread(&error.msg)))
    })
}

/// Where the parser stopped, in plain words: it speaks of tokens and inputs.
fn misread(message: &str) -> String {
    if message.contains("<EOF>") {
        return "it ends too early".to_owned();
    }
    match message.split('\'').nth(1) {
        Some(word) => format!("`{}` is not expected there", word.trim()),
        None => first_line(message),
    }
}

/// Reads on a stack of its own: the parser takes far more of it than a thread usually has.
fn with_room(
    read: impl FnOnce() -> Result<IdedExpr, ConditionError> + Send,
) -> Result<IdedExpr, ConditionError> {
    const STACK_BYTES: usize = 64 << 20;
    let stopped = || ConditionError("it cannot be read".to_owned());
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, read);
        thread.map_err(|_| stopped())?.join().map_err(|_| stopped())?
    })
}

/// The text without what stands in quotation marks.
fn without_quoted(text: &str) -> String {
    let mut within = None;
    let mut kept = String::new();
    for letter in text.chars() {
        match within {
            Some(mark) if letter == mark => within = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'') => within = Some(letter),
            None => kept.push(letter),
        }
    }
    kept
}

/// The most brackets that are open at once, and choices by `?`, which nest as brackets do.
fn depth(text: &str) -> usize {
    let mut open: usize = 0;
    let mut deepest = 0;
    for letter in text.chars() {
        match letter {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest + text.matches('?').count()
}

fn value_of(input: &Input) -> Value {
    match input {
        Input::Number(number) => Value::Float(*number),
        Input::Text(text) => Value::from(text.as_str()),
        Input::Truth(truth) => Value::Bool(*truth),
        Input::Table(table) => {
            let numbers = table.iter().map(|(key, number)| (key.clone(), *number));
            Value::from(numbers.collect::<std::collections::HashMap<String, f64>>())
        }
    }
}

fn told(error: &ExecutionError) -> String {
    match error {
        ExecutionError::NoSuchOverload(_)
        | ExecutionError::ValuesNotComparable(..)
        | ExecutionError::UnsupportedBinaryOperator(..)
        | ExecutionError::UnexpectedType { .. } => {
            "it brings together values of different kinds, such as a number and a text".to_owned()
        }
        other => first_line(&other.to_string()),
    }
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let line = line.trim_start_matches("Syntax error: ").trim_end_matches('.');
    in_plain_words(line)
}

fn as_decimal(expression: &mut Expr) {
    let decimal = match expression {
        Expr::Literal(LiteralValue::Int(whole)) => *whole.inner() as f64,
        Expr::Literal(LiteralValue::UInt(whole)) => *whole.inner() as f64,
        _ => return,
    };
    *expression = Expr::Literal(LiteralValue::Double(CelDouble::from(decimal)));
}

/// Visits an expression and all that it is made of.
fn walk<'e>(expression: &'e IdedExpr, visit: &mut dyn FnMut(&'e Expr)) {
    visit(&expression.expr);
    match &expression.expr {
        Expr::Call(call) => {
            call.target.iter().for_each(|target| walk(target, visit));
            call.args.iter().for_each(|part| walk(part, visit));
        }
        Expr::Comprehension(each) => {
            let parts =
                [&each.iter_range, &each.accu_init, &each.loop_cond, &each.loop_step, &each.result];
            for part in parts {
                walk(part, visit);
            }
        }
        Expr::List(list) => list.elements.iter().for_each(|part| walk(part, visit)),
        Expr::Select(select) => walk(&select.operand, visit),
        Expr::Map(map) => {
            for entry in &map.entries {
                if let EntryExpr::MapEntry(entry) = &entry.expr {
                    walk(&entry.key, visit);
                    walk(&entry.value, visit);
                }
            }
        }
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) | Expr::Struct(_) => {}
    }
}

/// Visits an expression and all that it is made of, to change it.
fn walk_mut(expression: &mut IdedExpr, visit: &mut dyn FnMut(&mut Expr)) {
    visit(&mut expression.expr);
    match &mut expression.expr {
        Expr::Call(call) => {
            call.target.iter_mut().for_each(|target| walk_mut(target, visit));
            call.args.iter_mut().for_each(|part| walk_mut(part, visit));
        }
        Expr::Comprehension(each) => {
            let parts = [
                &mut each.iter_range,
                &mut each.accu_init,
                &mut each.loop_cond,
                &mut each.loop_step,
                &mut each.result,
            ];
            for part in parts {
                walk_mut(part, visit);
            }
        }
        Expr::List(list) => list.elements.iter_mut().for_each(|part| walk_mut(part, visit)),
        Expr::Select(select) => walk_mut(&mut select.operand, visit),
        Expr::Map(map) => {
            for entry in &mut map.entries {
                if let EntryExpr::MapEntry(entry) = &mut entry.expr {
                    walk_mut(&mut entry.key, visit);
                    walk_mut(&mut entry.value, visit);
                }
            }
        }
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) | Expr::Struct(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::{proptest, string::string_regex};

    use super::*;

    fn inputs() -> BTreeMap<String, Input> {
        let items = BTreeMap::from([("QS1.2".to_owned(), 2.0)]);
        BTreeMap::from([
            ("score".to_owned(), Input::Number(1.0)),
            ("source".to_owned(), Input::Text("observation".to_owned())),
            ("critical".to_owned(), Input::Truth(true)),
            ("items".to_owned(), Input::Table(items)),
        ])
    }

    #[track_caller]
    fn is(text: &str, truth: bool) {
        assert_eq!(Condition::parse(text).unwrap().answer(&inputs()), Ok(truth), "{text}");
    }

    #[test]
    fn whole_numbers_and_decimals_mean_the_same() {
        is("score <= 1", true);
        is("score <= 1.0", true);
        is("score == 1", true);
        is("score + 1 > 1.5", true);
        is("score < 1", false);
        is("-1 < score && score * 2 == 2", true);
        is("1 in [score, 2]", true);
    }

    #[test]
    fn texts_truths_and_tables_are_asked_about() {
        is("critical && source == \"observation\"", true);
        is("items[\"QS1.2\"] <= 2", true);
        is("\"QS1.3\" in items", false);
        is("size(items) == 1", true);
    }

    #[test]
    fn a_field_of_a_form_is_a_number_where_it_can_be_one() {
        assert_eq!(Input::of_field(" 25 "), Some(Input::Number(25.0)));
        assert_eq!(Input::of_field("25 min"), Some(Input::Text("25 min".to_owned())));
        assert_eq!(Input::of_field("nan"), Some(Input::Text("nan".to_owned())));
        assert_eq!(Input::of_field("  "), None);
    }

    #[test]
    fn what_has_no_value_is_untrue() {
        is("items[\"QS9.9\"] <= 2", false);
        is("!(items[\"QS9.9\"] <= 2)", false);
        is("minutes < 30", false);
        is("items[\"QS9.9\"] <= 2 || score < 2", true);
    }

    #[test]
    fn what_cannot_be_followed_is_said() {
        let told = |text: &str| {
            let condition = Condition::parse(text).unwrap();
            condition.answer(&inputs()).unwrap_err().to_string()
        };
        assert_eq!(told("score"), "it is neither true nor false");
        assert_eq!(told("median(score) > 1"), "it calls `median`, which is not there");
        assert_eq!(
            told("score < source"),
            "it brings together values of different kinds, such as a number and a text"
        );
    }

    #[test]
    fn it_tells_what_it_asks_about() {
        let text = "score < 2 && items[\"QS1.2\"] < 2 || items.greeting < 1 && [1].all(x, x < gap)";
        let condition = Condition::parse(text).unwrap();
        assert_eq!(condition.variables(), BTreeSet::from(["gap", "items", "score"]));
        assert_eq!(condition.keys("items"), BTreeSet::from(["QS1.2", "greeting"]));
    }

    #[test]
    fn it_tells_which_texts_it_compares_with() {
        let condition = Condition::parse("band == \"low\" || \"high\" != band || n == 1").unwrap();
        assert_eq!(condition.compared_with("band"), BTreeSet::from(["high", "low"]));
        assert_eq!(condition.compared_with("n"), BTreeSet::new());
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for text in ["", "score <", "score < 1 &&", "((", "\"", "score < 0,4", "\u{0}"] {
            assert!(Condition::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn long_conditions_do_not_end_the_program() {
        for part in
            ["(", "!", "-", "[", "{", "score.", "1+", "score||", "a?a:", "a(", "a[", "\"", "not "]
        {
            for times in [16, 40, 990 / part.len()] {
                let text = format!("{}score", part.repeat(times));
                if let Ok(condition) = Condition::parse(&text) {
                    condition.holds(&inputs());
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(
            text in string_regex("[a-z0-9 .,<>=!&|()\\[\\]{}\"'?:+*/%$@\\\\-]{0,40}").unwrap()
        ) {
            if let Ok(condition) = Condition::parse(&text) {
                condition.holds(&inputs());
            }
        }
    }
}
