//! How a site sees itself beside how it is seen on visits: compared, and never averaged.

use std::{
    cmp::{Ordering, Reverse},
    collections::BTreeMap,
    sync::Arc,
};

use super::{
    OccasionOrder, Point, Pool, Series,
    network::mean,
    pool::PoolKey,
    rules::{bounds, breaks},
};
use crate::{
    model::{Basis, EvidenceSource, Exact, SchoolYear, SiteId},
    rulebook::Rulebook,
    statistics::{
        Interval, Variance, chance_beyond, degrees_of_a_sum, difference_interval,
        multiplicity::benjamini_hochberg, reach, small_samples::few_mean,
        smallest_detectable_change,
    },
};

/// Self-assessment less observation, wherever both speak of the same standard in the same year.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Gaps {
    /// Sorted by what is compared, then by site.
    pub of_sites: Vec<Gap>,
    /// The same over all sites, sorted by what is compared.
    pub over_sites: Vec<NetworkGap>,
    /// Where the gaps of a site stand among those of all.
    places: BTreeMap<SiteId, Vec<usize>>,
}

impl Gaps {
    /// The gaps of one site, sorted by what is compared.
    pub fn of_site(&self, site: &SiteId) -> impl Iterator<Item = &Gap> {
        self.places.get(site).into_iter().flatten().map(|place| &self.of_sites[*place])
    }
}

/// What is compared: the same for all sites that are seen together.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Views {
    pub framework: Arc<str>,
    pub standard: Arc<str>,
    pub school_year: SchoolYear,
    pub own_tool: Arc<str>,
    pub own_basis: Basis,
    pub visit_tool: Arc<str>,
}

/// Both views of a site on a standard in a school year.
#[derive(Clone, PartialEq, Debug)]
pub struct Gap {
    pub views: Views,
    pub site: SiteId,
    pub own: View,
    pub visits: View,
    /// Self-assessment less observation, in points.
    pub difference: Exact,
    /// None where it cannot be told how much one of the two scores varies by itself.
    pub error: Option<GapError>,
    pub reading: GapReading,
}

/// What one source says.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    pub occasion: Option<Arc<str>>,
    pub score: Exact,
    pub n_responses: usize,
}

/// How sure a gap is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct GapError {
    pub standard_error: f64,
    pub degrees_of_freedom: f64,
    pub interval: Interval,
    /// How often chance alone gives a gap as wide.
    pub p: f64,
    /// The same, given how many sites were looked at.
    pub p_adjusted: f64,
}

/// What may be said of a gap at one site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GapReading {
    /// The site sees itself higher than visits show.
    SelfHigher,
    /// The site sees itself lower than visits show.
    SelfLower,
    /// The two differ no more than scores vary by themselves.
    NoClearDifference,
    /// It is not known how much one of the two scores varies by itself.
    CannotTell,
}

/// The gap over all sites: each counts once.
#[derive(Clone, PartialEq, Debug)]
pub struct NetworkGap {
    pub views: Views,
    pub sites: usize,
    /// In points.
    pub mean: f64,
    /// By how the gaps of sites differ. None with one site, or where all gaps are the same.
    pub interval: Option<Interval>,
    /// Sites that clearly see themselves higher, given how many were looked at.
    pub higher: usize,
    /// Sites that clearly see themselves lower, given how many were looked at.
    pub lower: usize,
    /// Sites of which it cannot be told.
    pub cannot_tell: usize,
}

/// All gaps.
pub(super) fn gaps(
    series: &[Series],
    pools: &BTreeMap<PoolKey, Pool>,
    rulebook: &Rulebook,
) -> Gaps {
    let mut of_sites: Vec<Gap> = pairs(series, rulebook)
        .into_iter()
        .filter(|(_, own, visits)| are_on_one_scale(own, visits, rulebook))
        .map(|(framework, own, visits)| gap(framework, own, visits, pools, rulebook))
        .collect();
    of_sites.sort_by(|one, other| (&one.views, &one.site).cmp(&(&other.views, &other.site)));
    let largest_chance = rulebook.care().false_discovery_share;
    let alike = of_sites.chunk_by_mut(|one, next| one.views == next.views);
    let over_sites = alike.filter_map(|gaps| over_sites(gaps, largest_chance)).collect();
    let mut places: BTreeMap<SiteId, Vec<usize>> = BTreeMap::new();
    for (place, gap) in of_sites.iter().enumerate() {
        places.entry(gap.site.clone()).or_default().push(place);
    }
    Gaps { of_sites, over_sites, places }
}

/// A score and what it is a score of.
#[derive(Clone, Copy)]
struct Look<'a> {
    series: &'a Series,
    point: &'a Point,
}

/// A site, framework, standard and school year.
type Place<'a> = (&'a SiteId, &'a str, &'a str, SchoolYear);

/// The score of each source, wherever there are both, with the framework of the standard.
fn pairs<'a>(series: &'a [Series], rulebook: &'a Rulebook) -> Vec<(&'a str, Look<'a>, Look<'a>)> {
    let occasions = OccasionOrder::new(rulebook);
    let mut places: BTreeMap<Place<'a>, BTreeMap<EvidenceSource, Look<'a>>> = BTreeMap::new();
    for series in series {
        let Some(framework) = rulebook.framework_of_level(&series.instrument, &series.level) else {
            continue;
        };
        for point in series.segments.iter().flat_map(|segment| &segment.points) {
            let look = Look { series, point };
            let sources =
                places.entry((&series.site, framework, &series.id, point.school_year)).or_default();
            let best = sources.entry(series.source).or_insert(look);
            if best.rank(&occasions) < look.rank(&occasions) {
                *best = look;
            }
        }
    }
    let both = |((_, framework, ..), sources): (Place<'a>, BTreeMap<EvidenceSource, Look<'a>>)| {
        let own = sources.get(&EvidenceSource::SelfAssessment)?;
        Some((framework, *own, *sources.get(&EvidenceSource::Observation)?))
    };
    places.into_iter().filter_map(both).collect()
}

impl Look<'_> {
    /// As plans choose: the last round of the year, what a group agreed on before what people said
    /// alone, more forms before fewer, then the first tool by name.
    fn rank(&self, occasions: &OccasionOrder) -> impl Ord + use<> {
        let (series, point) = (self.series, self.point);
        let place = occasions.place(&series.instrument, point.occasion.as_ref());
        (place, point.basis, point.n_responses, Reverse(series.instrument.clone()))
    }

    fn error(&self, pools: &BTreeMap<PoolKey, Pool>, rulebook: &Rulebook) -> Option<Variance> {
        let key =
            PoolKey::of_point(self.series, self.point, breaks(rulebook, &self.series.instrument));
        let within = pools.get(&key)?.within?;
        Some(Variance { value: self.point.standard_error?.powi(2), ..within.variance })
    }

    fn view(&self) -> View {
        View {
            occasion: self.point.occasion.clone(),
            score: self.point.score.clone(),
            n_responses: self.point.n_responses,
        }
    }
}

/// Whether the ends of both scales are known and the same, so that a difference means something.
fn are_on_one_scale(own: &Look<'_>, visits: &Look<'_>, rulebook: &Rulebook) -> bool {
    let ends = |look: &Look<'_>| {
        let series = look.series;
        bounds(rulebook, &series.instrument, &series.level, &series.id)
    };
    let ((low, high), (other_low, other_high)) = (ends(own), ends(visits));
    let are_known = low.is_finite() && high.is_finite();
    are_known && low.total_cmp(&other_low).is_eq() && high.total_cmp(&other_high).is_eq()
}

fn gap(
    framework: &str,
    own: Look<'_>,
    visits: Look<'_>,
    pools: &BTreeMap<PoolKey, Pool>,
    rulebook: &Rulebook,
) -> Gap {
    let difference = own.point.score.clone() - visits.point.score.clone();
    let errors = [own, visits].map(|look| look.error(pools, rulebook));
    let error = gap_error(difference.to_f64(), errors);
    Gap {
        views: Views {
            framework: framework.into(),
            standard: own.series.id.clone(),
            school_year: own.point.school_year,
            own_tool: own.series.instrument.clone(),
            own_basis: own.point.basis,
            visit_tool: visits.series.instrument.clone(),
        },
        site: own.series.site.clone(),
        own: own.view(),
        visits: visits.view(),
        reading: GapReading::of(error.as_ref()),
        difference,
        error,
    }
}

/// Not yet seen among all sites. The two errors are independent: other people, other forms.
fn gap_error(difference: f64, [own, visits]: [Option<Variance>; 2]) -> Option<GapError> {
    let (own, visits) = (own?, visits?);
    let degrees_of_freedom = degrees_of_a_sum(&[own, visits]);
    let half = smallest_detectable_change(own.value, visits.value, reach(degrees_of_freedom)?)?;
    let standard_error = (own.value + visits.value).sqrt();
    let p = chance_beyond(difference / standard_error, degrees_of_freedom)?;
    let interval = difference_interval(difference, half);
    Some(GapError { standard_error, degrees_of_freedom, interval, p, p_adjusted: p })
}

impl GapReading {
    fn of(error: Option<&GapError>) -> GapReading {
        match error.map(|error| error.interval) {
            None => GapReading::CannotTell,
            Some(interval) if 0.0 < interval.low => GapReading::SelfHigher,
            Some(interval) if interval.high < 0.0 => GapReading::SelfLower,
            Some(_) => GapReading::NoClearDifference,
        }
    }
}

/// The fewest sites for an interval of their mean: with two it reaches thirteen standard errors to
/// each side, beyond any scale.
const FEWEST_SITES: usize = 3;

/// Sees the gaps of all sites together: each chance among all that were asked, then all as one.
fn over_sites(gaps: &mut [Gap], largest_chance: f64) -> Option<NetworkGap> {
    let chances: Vec<Option<f64>> = gaps.iter().map(|gap| Some(gap.error?.p)).collect();
    for (gap, adjusted) in gaps.iter_mut().zip(benjamini_hochberg(&chances)) {
        if let (Some(error), Some(adjusted)) = (&mut gap.error, adjusted) {
            error.p_adjusted = adjusted;
        }
    }
    let differences: Vec<f64> = gaps.iter().map(|gap| gap.difference.to_f64()).collect();
    let spread = few_mean(&differences, 0.95).ok()?.spread.ok();
    let tells = FEWEST_SITES <= gaps.len();
    let spread = spread.filter(|spread| tells && 0.0 < spread.deviation);
    let is_clear = |gap: &&Gap| gap.error.is_some_and(|error| error.p_adjusted <= largest_chance);
    let clear = |side| {
        let is_there = |gap: &&Gap| gap.difference.cmp(&Exact::ZERO) == side;
        gaps.iter().filter(is_clear).filter(is_there).count()
    };
    Some(NetworkGap {
        views: gaps.first()?.views.clone(),
        sites: gaps.len(),
        mean: mean(gaps.iter().map(|gap| &gap.difference))?.to_f64(),
        interval: spread.map(|spread| spread.interval),
        higher: clear(Ordering::Greater),
        lower: clear(Ordering::Less),
        cannot_tell: gaps.iter().filter(|gap| gap.error.is_none()).count(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::given::{agreed, analysed, observed, rulebook, scores},
        rulebook::kind::Decimal,
        score::Score,
    };

    fn found(rows: impl IntoIterator<Item = Score>) -> Gaps {
        analysed(&scores(rows), &rulebook()).gaps
    }

    /// Both views of a site in 2022, each from two looks half a point below and above their mean.
    fn both(site: &str, own: f64, seen: f64) -> [Score; 2] {
        let own_view = agreed(site, 2022, "2").basis(Basis::Individual);
        [
            own_view.looks(&[own - 0.5, own + 0.5]),
            observed(site, 2022, "2").looks(&[seen - 0.5, seen + 0.5]),
        ]
    }

    /// Ten sites: a variance of 1/2 on ten degrees of freedom in each source.
    fn ten() -> Vec<Score> {
        let usual = ["a", "b", "c", "d", "e", "f", "g", "h"].map(|site| both(site, 3.0, 2.5));
        let apart = [both("i", 3.5, 1.5), both("j", 1.5, 3.5)];
        usual.into_iter().chain(apart).flatten().collect()
    }

    #[track_caller]
    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-5, "{found} is not {expected}");
    }

    /// Each mean of two has a variance of 1/4: the difference has 1/2, on
    /// (1/2)^2 / (2 * (1/4)^2 / 10) = 20 degrees of freedom; t(.975; 20) = 2.085963, and 0.5 is
    /// 0.707107 standard errors, with p = 0.487658 (scipy).
    #[test]
    fn a_gap_is_as_sure_as_both_scores_let_it_be() {
        let gaps = found(ten());
        let first = &gaps.of_sites[0];
        assert_eq!((&*first.site.0, first.difference.to_string()), ("a", "1/2".to_owned()));
        let error = first.error.unwrap();
        close(error.degrees_of_freedom, 20.0);
        close(error.interval.low, 0.5 - 2.085_963 * 0.5_f64.sqrt());
        close(error.interval.high, 0.5 + 2.085_963 * 0.5_f64.sqrt());
        close(error.p, 0.487_658);
        let readings: Vec<GapReading> = gaps.of_sites[7..].iter().map(|gap| gap.reading).collect();
        let expected =
            [GapReading::NoClearDifference, GapReading::SelfHigher, GapReading::SelfLower];
        assert_eq!(readings, expected);
    }

    /// Eight gaps of 1/2, one of 2 and one of -2: a mean of 0.4, squares of 8.4 about it, and
    /// t(.975; 9) = 2.262157. The two wide ones have p = 0.010382 (scipy) each, which among ten is
    /// 10 / 2 times as much.
    #[test]
    fn over_all_sites_each_counts_once_and_chances_are_seen_among_all() {
        let gaps = found(ten());
        let [all] = &gaps.over_sites[..] else { panic!("there is one standard and year") };
        close(all.mean, 0.4);
        let half = 2.262_157 * (8.4_f64 / 9.0 / 10.0).sqrt();
        close(all.interval.unwrap().low, 0.4 - half);
        close(all.interval.unwrap().high, 0.4 + half);
        close(gaps.of_sites[9].error.unwrap().p_adjusted, 5.0 * 0.010_382_48);
        assert_eq!((all.sites, all.higher, all.lower, all.cannot_tell), (10, 1, 1, 0));
    }

    #[test]
    fn what_a_group_agreed_on_has_a_gap_and_no_reading() {
        let own = ["a", "b", "c"].map(|site| agreed(site, 2022, "3"));
        let seen = ["a", "b", "c"].map(|site| observed(site, 2022, "2"));
        let mut rows: Vec<Score> = own.into_iter().chain(seen).collect();
        rows.push(agreed("d", 2022, "4"));
        let gaps = found(rows);
        let readings: Vec<GapReading> = gaps.of_sites.iter().map(|gap| gap.reading).collect();
        assert_eq!(readings, [GapReading::CannotTell; 3]);
        let [all] = &gaps.over_sites[..] else { panic!("there is one standard and year") };
        assert_eq!(
            (all.sites, all.cannot_tell, all.interval),
            (3, 3, None),
            "all gaps are the same"
        );
        close(all.mean, 1.0);
    }

    #[test]
    fn both_sources_have_to_speak_of_the_same_year_and_standard() {
        let apart = [agreed("a", 2021, "3"), observed("a", 2022, "2")];
        assert_eq!(found(apart), Gaps::default());
        let others = [agreed("a", 2022, "3").of("standard", "two"), observed("a", 2022, "2")];
        assert_eq!(found(others), Gaps::default());
        let sections = [
            agreed("a", 2022, "3").of("section", "one"),
            observed("a", 2022, "2").of("section", "one"),
        ];
        assert_eq!(found(sections), Gaps::default(), "parts of two tools are no standard");
    }

    #[test]
    fn what_a_group_agreed_on_comes_before_what_people_said_alone() {
        let alone = agreed("a", 2022, "1").basis(Basis::Individual);
        let gaps = found([agreed("a", 2022, "3"), alone, observed("a", 2022, "2")]);
        let [gap] = &gaps.of_sites[..] else { panic!("there is one gap") };
        assert_eq!(
            (gap.views.own_basis, gap.own.score.to_string()),
            (Basis::Consensus, "3".to_owned())
        );
    }

    #[test]
    fn scores_on_different_scales_have_no_gap() {
        let mut rulebook = rulebook();
        rulebook.targets.clear();
        let rows = || scores([agreed("a", 2022, "3"), observed("a", 2022, "2")]);
        let gaps = analysed(&rows(), &rulebook).gaps;
        assert_eq!(gaps.of_sites.len(), 1);
        let site = gaps.of_sites[0].site.clone();
        assert_eq!(gaps.of_site(&site).collect::<Vec<_>>(), [&gaps.of_sites[0]]);
        assert_eq!(gaps.of_site(&SiteId("elsewhere".into())).count(), 0);
        let mut wider = rulebook.scales["four"].clone();
        wider.level[0].value = Some(Decimal(Exact::ZERO));
        rulebook.scales.insert("wider".to_owned(), wider);
        rulebook.instruments.get_mut("form").unwrap().scale = "wider".to_owned();
        assert_eq!(analysed(&rows(), &rulebook).gaps, Gaps::default());
    }
}
