use crate::{tally::Tally, world::*};
use cqi::analysis::Verdict;
#[test]
#[ignore = "probe"]
fn probe_quiet() {
    for noise in [(1.0, 1.0), (0.9,1.1), (0.8, 1.2)] {
        for years in [5, 8, 10] {
            let world = World { years, sites: 200, noise, ..USUAL };
            let q = counted(world, 300, |run| {
                Tally::of([!run.trends().any(|(_, t)| matches!(t.verdict, Verdict::Improving | Verdict::Declining))])
            });
            let p: Tally = counted(world, 300, |run| Tally::of(run.trends().filter_map(|(_, t)| Some(t.slope.as_ref()?.p <= 0.001)))).into_iter().sum();
            println!("noise {noise:?} years {years}: quiet {} p<=.001 {p}", q.into_iter().sum::<Tally>());
        }
    }
}
#[test]
#[ignore = "probe"]
fn probe_eb() {
    for years in [3, 4, 6, 10] {
        let world = World { years, slopes: Slopes::Normal(0.1), ..USUAL };
        let out = counted(world, 12, |run| {
            let pool = &run.analysis.pools[0];
            let fam = &run.analysis.families[0];
            let cov = Tally::of(run.trends().filter(|(_, t)| 3 <= t.n_years).filter_map(|(s, t)| {
                let d = t.slope.as_ref()?.shrunken?;
                Some((d.level - s.slope).abs() <= 1.96 * d.spread)
            }));
            format!("s2w {:.4} s2y {:.4} tau2 {:.5} mu {:.4} se {:.4} cov {cov}", pool.within.unwrap().variance.value, pool.wobble.unwrap().variance.value, fam.slopes.unwrap().variance, fam.slopes.unwrap().mean, fam.slopes.unwrap().standard_error)
        });
        println!("{years}\n{}", out.join("\n"));
    }
}
