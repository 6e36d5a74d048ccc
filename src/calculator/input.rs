//! What is asked: the fields of a case, each with a plain word where it does not fit.

use serde_json::{Map, Value};

/// Why a case cannot be answered, in one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Trouble(pub String);

/// The input of a case.
pub(super) struct Input<'a> {
    fields: &'a Map<String, Value>,
}

impl<'a> Input<'a> {
    pub(super) fn of(case: &'a Value) -> Result<Input<'a>, Trouble> {
        let fields = case.get("input").and_then(Value::as_object);
        fields.map(|fields| Input { fields }).ok_or_else(|| {
            Trouble("a case has an object `input`, which names its `method`".to_owned())
        })
    }

    /// Whether a field is there and is not null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|value| !value.is_null())
    }

    fn field(&self, name: &str) -> Result<&'a Value, Trouble> {
        self.fields.get(name).ok_or_else(|| Trouble(format!("`{name}` is missing")))
    }

    pub(super) fn text(&self, name: &str) -> Result<&'a str, Trouble> {
        self.field(name)?.as_str().ok_or_else(|| Trouble(format!("`{name}` is a text")))
    }

    /// True, false, or false where it is not said.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Trouble> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(Trouble(format!("`{name}` is true or false"))),
        }
    }

    pub(super) fn number(&self, name: &str) -> Result<f64, Trouble> {
        finite(self.field(name)?).ok_or_else(|| Trouble(format!("`{name}` is a number")))
    }

    /// A number that may be left out or null.
    pub(super) fn number_if_any(&self, name: &str) -> Result<Option<f64>, Trouble> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(_) => self.number(name).map(Some),
        }
    }

    /// A whole number from 0 up.
    pub(super) fn count(&self, name: &str) -> Result<usize, Trouble> {
        let count = self.field(name)?.as_u64().and_then(|count| usize::try_from(count).ok());
        count.ok_or_else(|| Trouble(format!("`{name}` is a whole number, 0 or more")))
    }

    /// Whole numbers from 0 up.
    pub(super) fn counts(&self, name: &str) -> Result<Vec<usize>, Trouble> {
        let count = |value: &Value| value.as_u64().and_then(|count| usize::try_from(count).ok());
        self.list(name)?
            .iter()
            .map(count)
            .collect::<Option<_>>()
            .ok_or_else(|| Trouble(format!("`{name}` is a list of whole numbers, 0 or more")))
    }

    /// Numbers in their order; None stands for a missing value, which is null.
    pub(super) fn values(&self, name: &str) -> Result<Vec<Option<f64>>, Trouble> {
        row(self.field(name)?).ok_or_else(|| Trouble(format!("`{name}` is a list of numbers")))
    }

    /// Numbers, none of them missing.
    pub(super) fn numbers(&self, name: &str) -> Result<Vec<f64>, Trouble> {
        let values = self.values(name)?.into_iter().collect::<Option<Vec<f64>>>();
        values.ok_or_else(|| Trouble(format!("a number is missing in `{name}`")))
    }

    /// Rows of numbers, all of the same length; None stands for a missing value.
    pub(super) fn rows(&self, name: &str) -> Result<Vec<Vec<Option<f64>>>, Trouble> {
        let rows = self.groups(name)?;
        let even = rows.windows(2).all(|pair| pair[0].len() == pair[1].len());
        if even { Ok(rows) } else { Err(Trouble(format!("the rows of `{name}` differ in length"))) }
    }

    /// Lists of numbers side by side, row by row, less the rows in which one is missing.
    pub(super) fn complete<const N: usize>(
        &self,
        names: [&str; N],
    ) -> Result<Vec<[f64; N]>, Trouble> {
        let columns: Vec<Vec<Option<f64>>> =
            names.iter().map(|name| self.values(name)).collect::<Result<_, _>>()?;
        let rows = columns.first().map_or(0, Vec::len);
        if columns.iter().any(|column| column.len() != rows) {
            return Err(Trouble(format!("`{}` differ in length", names.join("` and `"))));
        }
        let whole = |row: usize| {
            let mut found = [0.0; N];
            for (cell, column) in found.iter_mut().zip(&columns) {
                *cell = column[row]?;
            }
            Some(found)
        };
        Ok((0..rows).filter_map(whole).collect())
    }

    /// Lists of numbers, each of a length of its own; None stands for a missing value.
    pub(super) fn groups(&self, name: &str) -> Result<Vec<Vec<Option<f64>>>, Trouble> {
        let rows = self.list(name)?.iter().map(row).collect::<Option<_>>();
        rows.ok_or_else(|| Trouble(format!("`{name}` is a list of lists of numbers")))
    }

    /// Names, such as those of sites: texts, or numbers as they are written.
    pub(super) fn names(&self, name: &str) -> Result<Vec<String>, Trouble> {
        let word = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let names = self.list(name)?.iter().map(word).collect::<Option<_>>();
        names.ok_or_else(|| Trouble(format!("`{name}` is a list of names")))
    }

    /// Values as they are, to be given back as they came.
    pub(super) fn list(&self, name: &str) -> Result<&'a [Value], Trouble> {
        let list = self.field(name)?.as_array().map(Vec::as_slice);
        list.ok_or_else(|| Trouble(format!("`{name}` is a list")))
    }
}

fn row(value: &Value) -> Option<Vec<Option<f64>>> {
    let cell = |value: &Value| if value.is_null() { Some(None) } else { finite(value).map(Some) };
    value.as_array()?.iter().map(cell).collect()
}

fn finite(value: &Value) -> Option<f64> {
    value.as_f64().filter(|number| number.is_finite())
}
