//! What is asked of a file: values by group, or by time.

/// Values of one site, group or year, in the order of the file.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub name: String,
    pub values: Vec<f64>,
}

/// Values of one site or group in the order of time.
#[derive(Clone, PartialEq, Debug)]
pub struct Series {
    pub name: String,
    pub moments: Vec<Moment>,
}

/// A value at a time.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    pub time: f64,
    /// The time as the file has it.
    pub label: String,
    pub value: f64,
}

/// What time is counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    Year,
    /// Whatever the numbers of the file count.
    Step,
}

impl Unit {
    pub(super) fn per(self) -> &'static str {
        match self {
            Unit::Year => "a year",
            Unit::Step => "a step of time",
        }
    }
}

impl Group {
    /// The mean; None of no values.
    pub(super) fn mean(&self) -> Option<f64> {
        let n = self.values.len() as f64;
        (!self.values.is_empty()).then(|| self.values.iter().sum::<f64>() / n)
    }
}

impl Series {
    /// One value a time: the mean of those that share one. In the order of time.
    pub(super) fn averaged(&self) -> Vec<Moment> {
        let mut moments = self.moments.clone();
        moments.sort_by(|one, other| one.time.total_cmp(&other.time));
        let at_once = |one: &Moment, other: &Moment| one.time.total_cmp(&other.time).is_eq();
        let mean = |moments: &[Moment]| Moment {
            value: moments.iter().map(|moment| moment.value).sum::<f64>() / moments.len() as f64,
            ..moments[0].clone()
        };
        moments.chunk_by(at_once).map(mean).collect()
    }
}
