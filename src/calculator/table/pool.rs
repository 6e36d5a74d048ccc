//! Many sites together.

use serde_json::json;

use super::{
    Group, Line, Shown, Table,
    answered::{Answered, around},
    words::{number, percent},
};

/// The mean over sites, how much they differ beyond the spread within each, and each site drawn
/// toward the mean (one-way random effects by restricted likelihood).
pub fn pool(sites: &[Group]) -> Result<Table, String> {
    let rows = |part: fn(&Group, f64) -> serde_json::Value| -> Vec<serde_json::Value> {
        sites
            .iter()
            .flat_map(|site| site.values.iter().map(move |value| part(site, *value)))
            .collect()
    };
    let fields = json!({
        "site": rows(|site, _| json!(site.name)),
        "score": rows(|_, value| json!(value)),
    });
    let found = Answered::to("reml_one_way", fields)?;
    let n = found.count("n");
    let mut table = Table::of(vec![
        Line::new("mean over sites", Shown::number(found.number("mu")), n, "REML; normal")
            .within(found.reach("mu", "se_mu")),
        Line::new("variance between sites", Shown::number(found.number("tau2")), n, "REML"),
        Line::new("variance within sites", Shown::number(found.number("sigma2")), n, "REML"),
        Line::new("share between sites", Shown::share(found.number("icc")), n, "intraclass"),
    ]);
    let (levels, errors) = (found.numbers("site_mean_shrunken"), found.numbers("pred_se_mean"));
    for (site, (level, error)) in sites.iter().zip(levels.into_iter().zip(errors)) {
        let row = Line::new("drawn to the mean", Shown::Number(level), site.values.len(), "BLUP");
        table.rows.push(row.of(&site.name).within(Some(around(level, error))));
    }
    table.says(match (found.number("icc"), found.number("tau2")) {
        (Ok(share), Ok(_)) if 0.0 < share => format!(
            "{} of the differences between single values are differences between sites; the rest \
             is spread within sites.",
            percent(share)
        ),
        (Ok(_), Ok(_)) => "Sites differ no more than the spread within them explains, so every \
                           site is drawn all the way to the mean."
            .to_owned(),
        (Err(reason), _) | (_, Err(reason)) => format!("Sites cannot be pooled: {reason}."),
    });
    if found.number("icc").is_ok() {
        table.says(DRAWN);
    }
    Ok(table)
}

const DRAWN: &str = "A site is drawn toward the mean the more, the fewer values it has: use this to \
                     decide what comes first, not to show as the site's own score.";

/// An estimate that comes with its standard error.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    pub name: String,
    pub estimate: f64,
    pub standard_error: f64,
}

/// The same where each site comes with one estimate and its standard error (random effects, Paule
/// and Mandel).
pub fn pool_known(sites: &[Known]) -> Result<Table, String> {
    let fields = json!({
        "tau2_method": "PM",
        "estimates": sites.iter().map(|site| site.estimate).collect::<Vec<f64>>(),
        "se": sites.iter().map(|site| site.standard_error).collect::<Vec<f64>>(),
    });
    let found = Answered::to("meta_random", fields)?;
    let n = sites.len();
    let mu = || Shown::number(found.number("mu"));
    let mut table = Table::of(vec![
        Line::new("mean over sites", mu(), n, "Paule-Mandel; normal").within(found.ends("ci")),
        Line::new("mean over sites", mu(), n, "Paule-Mandel; Hartung-Knapp t")
            .within(found.ends("hk_ci")),
        Line::new("a new site", mu(), n, "prediction, normal").within(found.ends("pi")),
        Line::new("variance between sites", Shown::number(found.number("tau2")), n, "Paule-Mandel"),
        Line::new("share beyond error", percent_of(&found), n, "I²"),
        Line::new("p, all alike", Shown::chance(found.number("q_p")), n, "Cochran's Q"),
    ]);
    let (levels, errors) = (found.numbers("shrunken"), found.numbers("shrunken_se"));
    for (site, (level, error)) in sites.iter().zip(levels.into_iter().zip(errors)) {
        let row = Line::new("drawn to the mean", Shown::Number(level), 1, "empirical Bayes");
        table.rows.push(row.of(&site.name).within(Some(around(level, error))));
    }
    match (found.number("mu"), found.number("i2")) {
        (Ok(mu), Ok(i2)) => {
            table.says(format!(
                "The mean over sites is {}; {} of the differences between their estimates are more \
                 than error.",
                number(mu),
                percent(i2 / 100.0)
            ));
            table.says(DRAWN);
        }
        (Err(reason), _) | (_, Err(reason)) => {
            table.says(format!("Sites cannot be pooled: {reason}."));
        }
    }
    Ok(table)
}

fn percent_of(found: &Answered) -> Shown {
    Shown::share(found.number("i2").map(|percent| percent / 100.0))
}
