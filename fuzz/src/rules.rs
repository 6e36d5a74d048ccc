//! Rule text: the one file of a pack that builds on a sound one, checked against it.

use cqi::{
    model::Source,
    rulebook::{self, Pack, RuleFile},
};

use super::told;

/// Small rules of every kind that fit together.
const BASE: &[(&str, &str)] = &[
    ("pack.toml", include_str!("../../fixtures/broken/base/pack.toml")),
    ("actions.toml", include_str!("../../fixtures/broken/base/actions.toml")),
    ("crosswalk.toml", include_str!("../../fixtures/broken/base/crosswalk.toml")),
    ("goals.toml", include_str!("../../fixtures/broken/base/goals.toml")),
    ("instrument.toml", include_str!("../../fixtures/broken/base/instrument.toml")),
    ("plan.toml", include_str!("../../fixtures/broken/base/plan.toml")),
    ("scale.toml", include_str!("../../fixtures/broken/base/scale.toml")),
    ("scoring.toml", include_str!("../../fixtures/broken/base/scoring.toml")),
    ("standards.toml", include_str!("../../fixtures/broken/base/standards.toml")),
    ("targets.toml", include_str!("../../fixtures/broken/base/targets.toml")),
];

const MANIFEST: &str = r#"
    kind = "pack"
    builds_on = ["base"]
    [about]
    id = "own"
    title = "Own"
    version = "1"
    status = []
"#;

pub(crate) fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let packs = [pack("base", BASE), pack("own", &[("pack.toml", MANIFEST), ("own.toml", text)])];
    let checked = rulebook::read(&packs);
    assert_eq!(checked, rulebook::read(&packs), "reading twice gives the same");
    told::about_text(&checked.diagnostics, &texts(&packs));

    let is_told = checked.diagnostics.iter().any(told::is_error);
    let listed = rulebook::list(&checked.value);
    let without_manifests = BASE.len() - 1..=BASE.len();
    assert!(is_told || without_manifests.contains(&listed.len()), "neither told nor there");
    for row in listed {
        assert!(rulebook::show(&checked.value, &row.id).is_some(), "{row:?} cannot be shown");
    }
}

fn pack(origin: &str, files: &[(&str, &str)]) -> Pack {
    let file =
        |(name, text): &(&str, &str)| RuleFile { name: (*name).into(), text: (*text).into() };
    Pack { origin: origin.into(), files: files.iter().map(file).collect() }
}

fn texts(packs: &[Pack]) -> Vec<(Source, &str)> {
    let named = |pack: &Pack, name: &str| Source::named(&format!("{}/{name}", pack.origin));
    let texts = packs
        .iter()
        .flat_map(|pack| pack.files.iter().map(move |file| (named(pack, &file.name), &*file.text)));
    texts.collect()
}
