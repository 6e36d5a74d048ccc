//! `cqi chart`: any one chart, from a run or from files.

mod again;
mod wanted;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{
    Ending, Streams,
    args::ChartArguments,
    files,
    output::{self, Existing, folder_name},
    run::progress,
    tell::{self, Detail},
};
use crate::{
    diagnostic::{Severity, count, nearest},
    model::SiteId,
    pipeline::{self, Study},
    render::chart as drawn,
    report::{self, About, ChartKind, Figure, Wanted},
};

/// Dots to the pixel of a PNG: sharp in print at the width of a page.
const DOTS: f32 = 2.0;

pub(super) fn chart(arguments: &ChartArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    let (Some(from), Some(kind)) = (&arguments.from, &arguments.kind) else {
        list(streams)?;
        return Ok(Ending::Done);
    };
    let kind = kind_of(kind)?;
    if let Some(out) = arguments.out.as_deref().filter(|out| !is_folder(out)) {
        is_picture(out)?;
    }
    let again = again::material(from, arguments)?;
    let request = match files::request(&again.material)? {
        Ok(request) => request,
        Err(faults) => {
            tell::diagnostics(&faults, Detail::Full, streams.err)?;
            return Ok(Ending::NotYet);
        }
    };
    let wheel = progress(streams, &format!("reading {}", count(request.inputs.len(), "file")));
    let study = pipeline::run(request);
    wheel.finish_and_clear();
    notice(&study, &again, streams)?;

    let site = match kind.about() {
        About::Site => Some(wanted::site(&study, arguments.site.as_deref())?),
        About::AllSites => None,
    };
    let standard = wanted::standard(&study, kind, arguments.standard.as_deref())?;
    let asked = Wanted { kind, site: site.as_ref(), standard, source: arguments.source };
    let figures = report::charts(&study, &asked);
    if figures.is_empty() {
        bail!("{}", nothing(&study, &asked));
    }
    write(&figures, site.as_ref(), arguments, streams)?;
    Ok(Ending::Done)
}

fn list(streams: &mut Streams<'_>) -> Result<()> {
    for about in [About::Site, About::AllSites] {
        let head = match about {
            About::Site => "charts of one site (name it with --site):",
            About::AllSites => "\ncharts of all sites:",
        };
        writeln!(streams.out, "{head}")?;
        for kind in ChartKind::ALL.into_iter().filter(|kind| kind.about() == about) {
            writeln!(streams.out, "  {:<22}{}", kind.id(), kind.shows())?;
        }
    }
    writeln!(streams.out, "\nto draw one: cqi chart OUT KIND -o chart.svg")?;
    Ok(())
}

fn kind_of(name: &str) -> Result<ChartKind> {
    let known = || ChartKind::ALL.iter().map(|kind| kind.id());
    match ChartKind::ALL.into_iter().find(|kind| kind.id() == name) {
        Some(kind) => Ok(kind),
        None => match nearest(name, known()) {
            Some(near) => bail!("no chart is called `{name}`: did you mean `{near}`?"),
            None => bail!(
                "no chart is called `{name}`; there are {}",
                known().collect::<Vec<_>>().join(", ")
            ),
        },
    }
}

/// What may make the chart other than one expects.
fn notice(study: &Study, again: &again::Again, streams: &mut Streams<'_>) -> Result<()> {
    let changed = again.changed(study);
    if 0 < changed && !streams.quiet {
        let files = count(changed, "file");
        writeln!(streams.err, "{files} changed since the run: the chart shows what they hold now")?;
    }
    let errors = study.diagnostics.iter().filter(|told| told.severity == Severity::Error).count();
    if 0 < errors {
        let things = count(errors, "thing");
        writeln!(streams.err, "{things} to put right first in the files: see `cqi check`")?;
    }
    Ok(())
}

fn nothing(study: &Study, asked: &Wanted<'_>) -> String {
    let of = match asked.site.and_then(|site| study.observations.sites.get(site)) {
        Some(site) => format!(" for {}", site.name),
        None => String::new(),
    };
    let narrowed = if asked.standard.is_some() || asked.source.is_some() {
        "; leave out --standard or --source to see what there is"
    } else {
        ""
    };
    format!(
        "there is nothing to show in `{}`{of}: it takes {}{narrowed}",
        asked.kind.id(),
        asked.kind.takes()
    )
}

fn write(
    figures: &[Figure],
    site: Option<&SiteId>,
    arguments: &ChartArguments,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    for (path, figure) in paths(figures, site, arguments.out.as_deref())?.iter().zip(figures) {
        if existing == Existing::Keep && path.exists() {
            bail!("{} is there already; add --force to replace it", path.display());
        }
        let sheet = drawn::draw(figure);
        let bytes = if is_picture(path)? { sheet.png(DOTS) } else { sheet.svg().into_bytes() };
        output::write_file(path, &bytes, existing)?;
        if !streams.quiet {
            writeln!(streams.out, "wrote {}", path.display())?;
            writeln!(streams.out, "  {}", figure.finding)?;
        }
    }
    Ok(())
}

/// Where each figure goes: the one to the file that is named, several to a folder.
fn paths(figures: &[Figure], site: Option<&SiteId>, out: Option<&Path>) -> Result<Vec<PathBuf>> {
    let name = |figure: &Figure| match site {
        Some(site) => format!("{}-{}.svg", folder_name(site), figure.id),
        None => format!("{}.svg", figure.id),
    };
    let within = |folder: &Path| figures.iter().map(|figure| folder.join(name(figure))).collect();
    let Some(out) = out else { return Ok(within(Path::new(""))) };
    match (is_folder(out), figures.len()) {
        (true, _) => Ok(within(out)),
        (false, 1) => Ok(vec![out.to_owned()]),
        (false, many) => {
            let names: Vec<String> =
                figures.iter().map(|figure| format!("\n  {}", figure.name)).collect();
            bail!(
                "there are {many} charts of this kind: name a folder with -o, or pick one with \
                 --standard or --source{}",
                names.concat()
            )
        }
    }
}

/// Whether a path is that of a folder: there is one, or it has no ending.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.extension().is_none()
}

/// Whether a file is a PNG and not an SVG, by its ending.
fn is_picture(path: &Path) -> Result<bool> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(false),
        Some("png") => Ok(true),
        _ => bail!("a chart is an SVG or a PNG: end {} in .svg or .png", path.display()),
    }
}
