//! The plan of a site: what its sentences say.

use std::collections::BTreeSet;

use super::{
    checker::{Checker, SEEN, SELF, float, source},
    data::Row,
    left::Left,
    number::fault,
};

impl Checker<'_> {
    pub(crate) fn of_a_site(&mut self, site: &str, left: &mut Left) {
        self.scores_in_words(site, left);
        self.moves_in_words(site, left);
        self.choices_in_words(site, left);
        self.figures_in_words(site, left);
        self.counts_in_words(site, left);
    }

    fn scores_in_words(&mut self, site: &str, left: &mut Left) {
        let std = self.names.clone();
        for [name, score, by] in
            left.take(&format!(r"{std} \(<n>, (self-assessment|observation)\)"))
        {
            let row = self.score(site, source(&by), self.data.standard(&name), None);
            self.number(&score, row, "score");
        }
        // Clearly higher by one source than by the other.
        for [name, own, seen] in left.take(&format!(r"{std} \(<n> and <n>\)")) {
            self.both(site, &name, &own, &seen);
        }
        let standard = self.standard.clone();
        let stands = r"It stands at <n> in <by>(?: and at <n> in <by>)?; the target is <n>\.";
        for [one, by, other, by_other, target] in left.take(stands) {
            self.number(&one, self.score(site, source(&by), &standard, None), "score");
            if !other.is_empty() {
                self.number(&other, self.score(site, source(&by_other), &standard, None), "score");
            }
            self.number(&target, self.priority(site, &standard), "target");
        }
        let views = r"[Ss]elf-assessment <n>, observation <n>[,:] a difference of <n>[.,]";
        for [own, seen, gap] in left.take(views) {
            self.number(&own, self.score(site, SELF, &standard, None), "score");
            self.number(&seen, self.score(site, SEEN, &standard, None), "score");
            let known = self.gap(site, &standard).and_then(|row| float(row, "gap"));
            self.value(&gap, known.map(f64::abs));
        }
        for [rise, needed] in left.take(
            r"^The goal is a rise of <n>\. With as few ratings as now, a rise of less than <n> may be chance\.",
        ) {
            self.rise(site, &standard, &rise);
            // Which source the goal is about stands in the goal; it has to be one of them.
            let of = |by| self.change(site, by, &standard, "from_year_before");
            let rows: Vec<&Row> = [SELF, SEEN].into_iter().filter_map(of).collect();
            let needs = |row: &&Row| {
                float(row, "smallest_detectable").is_some_and(|it| format!("{it:.2}") == needed)
            };
            let row = rows.iter().find(|row| needs(row)).or(rows.first());
            self.number(&needed, row.copied(), "smallest_detectable");
        }
        for [item, score] in left.take(r"(?:most: |, | and )([A-Z][^,:]*?) at <n>") {
            let row = self.item_score(site, &item);
            self.number(&score, row, "score");
        }
        let rated = r#""([^"]+)" is rated <k>, the lowest level\. \([A-Z][a-z-]+, <year>\)"#;
        for [item, rating, year] in left.take(rated) {
            let row = self.item_score(site, &item);
            self.number(&rating, row, "score");
            self.same(&year, row.map_or("", |row| &row["school_year"]));
        }
    }

    pub(crate) fn both(&mut self, site: &str, name: &str, own: &str, seen: &str) {
        let standard = self.data.standard(name);
        self.number(own, self.score(site, SELF, standard, None), "score");
        self.number(seen, self.score(site, SEEN, standard, None), "score");
    }

    /// `Staff as models (QS5.3): 3 or higher at the next self-assessment. Now: 2.00.`: the item is the
    /// site's, the level the rule's.
    pub(crate) fn measures_in_words(&mut self, site: &str, left: &mut Left) {
        let by_people =
            r"([A-Z][^:.]*? \(QS[0-9.]+\)): 3 or higher at the next self-assessment\. Now: <n>\.";
        let by_observers = r"Observation rating for ([^:]+): average of 3 or higher over at least 3 visits\. Now: <n>\.";
        for [item, now] in [by_people, by_observers].into_iter().flat_map(|told| left.take(told)) {
            let row = self.item_score(site, &item);
            self.number(&now, row, "score");
        }
    }

    fn moves_in_words(&mut self, site: &str, left: &mut Left) {
        let std = self.names.clone();
        // A sentence names its standard once, then the other source.
        let pattern = format!(
            r"{std}: <n> in <by>, (?:up from|down from|the same as) <n> in <year>(?:[,;][^.]*\. In <by>: <n>, (?:up from|down from|the same as) <n> in <year>)?"
        );
        for [name, now, by, before, since, other_by, other, other_before, other_since] in
            left.take(&pattern)
        {
            let standard = self.data.standard(&name);
            self.moved(site, standard, [&now, &by, &before, &since]);
            if !other.is_empty() {
                self.moved(site, standard, [&other, &other_by, &other_before, &other_since]);
            }
        }
        let all = r"In <by>, <k> of <k> standards (rose|fell) clearly in one year\.";
        for [by, moved, compared, way] in left.take(all) {
            self.moved_in_a_year(site, source(&by), &way, [&moved, &compared]);
        }
        let standard = self.standard.clone();
        let went = r"The (self-assessment|observations) (?:went|has gone|have gone|had gone)[a-z ]* from <n> in <year>";
        for [by, before, since] in left.take(went) {
            self.number(&before, self.score(site, source(&by), &standard, Some(&since)), "score");
        }
    }

    fn moved(&mut self, site: &str, standard: &str, [now, by, before, since]: [&str; 4]) {
        let by = source(by);
        self.number(now, self.score(site, by, standard, None), "score");
        self.number(before, self.score(site, by, standard, Some(since)), "score");
    }

    fn moved_in_a_year(&mut self, site: &str, by: &str, way: &str, [moved, compared]: [&str; 2]) {
        let known = self.moved_together(site, by, way);
        self.count(moved, known.0);
        self.count(compared, known.1);
    }

    fn choices_in_words(&mut self, site: &str, left: &mut Left) {
        let std = self.names.clone();
        let weighed = format!(
            r"{std}: likely <n> below <n> \((self-assessment|observation)(?:, [^:]+)?: level <n>(?:, give or take <n>, chance of lying below target ((?:over |under )?\d+)%)?"
        );
        for [name, shortfall, target, _, level, spread, chance] in left.take(&weighed) {
            let row = self.priority(site, self.data.standard(&name));
            self.number(&shortfall, row, "shortfall");
            self.number(&target, row, "target");
            self.number(&level, row, "level");
            if !spread.is_empty() {
                self.number(&spread, row, "spread");
                self.percent(&chance, row.and_then(|row| float(row, "chance_of_missing")));
            }
        }
        let standard = self.standard.clone();
        for [first, stays] in left
            .take(r"among the first <k> standards in (?:only )?((?:over |under )?\d+) of 100 tries")
        {
            let row = self.priority(site, &standard);
            self.percent(&stays, row.and_then(|row| float(row, "stays_share")));
            let focus = self.data.find("priorities", &[("site_id", site), ("outcome", "focus")]);
            self.count(&first, focus.len());
        }
        // Eight of ten tries, unless rules for the analysis say otherwise; those of the gallery do not.
        for [firm] in left.take(r"\(firm from <k> on\)") {
            self.same(&firm, "80");
        }
        for [name, score] in left.take(&format!(r"{std} stands? equally low \(<n>\)")) {
            // Which source a standard is low by stands only with those that were chosen.
            let of = |by| self.score(site, by, self.data.standard(&name), None);
            let rows: Vec<&Row> = [SELF, SEEN].into_iter().filter_map(of).collect();
            let has =
                |row: &&&Row| float(row, "score").is_some_and(|it| format!("{it:.2}") == score);
            let row = rows.iter().find(has).or(rows.first());
            self.number(&score, row.copied(), "score");
        }
        let fair =
            r"(?:Half a level|A rise of <n>) is a fair step for one year; the target stays <n>\.";
        for [_, target] in left.take(fair) {
            self.number(&target, self.priority(site, &standard), "target");
        }
        for [name, from, to] in left.take(&format!(r"will raise {std} from <n> to <n>")) {
            self.goal(site, &name, &from, &to);
        }
    }

    /// A goal starts at the score, and leads up to the target at most.
    pub(crate) fn goal(&mut self, site: &str, name: &str, from: &str, to: &str) {
        let standard = self.data.standard(name);
        let row = self.priority(site, standard);
        let by = row.map_or("", |row| &row["driving_source"]);
        self.number(from, self.score(site, by, standard, None), "score");
        let (start, end) =
            (from.parse::<f64>().unwrap_or(f64::NAN), to.parse().unwrap_or(f64::NAN));
        let target = row.and_then(|row| float(row, "target")).unwrap_or(f64::NAN);
        let leads_up = start < end && end <= target;
        self.same(if leads_up { "up" } else { to }, "up");
    }

    /// A rise that a goal asks for: up to the target, or half a level where that is farther.
    fn rise(&mut self, site: &str, standard: &str, rise: &str) {
        let row = self.priority(site, standard);
        let by = row.map_or("", |row| &row["driving_source"]);
        let score = self.score(site, by, standard, None).and_then(|row| float(row, "score"));
        let target = row.and_then(|row| float(row, "target"));
        // By the score as it is printed.
        let score = score.map(|score| (score * 100.0 + 1e-9).round() / 100.0);
        self.value(rise, target.zip(score).map(|(target, score)| (target - score).min(0.5)));
    }

    fn figures_in_words(&mut self, site: &str, left: &mut Left) {
        let std = self.names.clone();
        let gap = format!(r"{std}: self-assessment <n>, observation <n>, gap <n>");
        for [name, own, seen, gap] in left.take(&gap) {
            self.both(site, &name, &own, &seen);
            self.number(&gap, self.gap(site, self.data.standard(&name)), "gap");
        }
        let sides = format!(r"{std}: (self-assessment|observation) <n>(?: and observation <n>)?");
        for [name, by, one, other] in left.take(&sides) {
            let standard = self.data.standard(&name);
            self.number(&one, self.score(site, source(&by), standard, None), "score");
            if !other.is_empty() {
                self.number(&other, self.score(site, SEEN, standard, None), "score");
            }
        }
        let line = format!(r"{std}, (self-assessment|observation): ((?:<year> <n>(?:, )?)+)");
        for [name, by, points, _, _] in left.take(&line) {
            let mut points = Left::of(&points);
            for [year, score] in points.take(r"<year> <n>") {
                let row = self.score(site, source(&by), self.data.standard(&name), Some(&year));
                self.number(&score, row, "score");
            }
        }
        self.changes_in_words(site, left);
        for [n, score] in left.take(r"(?:Highest|Lowest): <k> alike at <n>") {
            let wanted = [("site_id", site), ("level", "item"), ("source", SEEN)];
            let mut rows = self.data.find("scores", &wanted);
            let latest = rows.iter().map(|row| row["school_year"].clone()).max();
            rows.retain(|row| Some(&row["school_year"]) == latest.as_ref());
            let alike = rows.iter().filter(|row| fault(&score, row, "score").is_none());
            self.count(&n, alike.count());
        }
        for [item, mean, published] in left.take(r"([A-Z][A-Za-z ]*?) <n> \(published <n>\)") {
            self.published(site, &item, &mean, &published);
        }
        self.steps_in_words(site, left);
    }

    /// `Self-assessment, 2020-21 to 2024-25: Skill building 3.20 to 3.00, not a clear change; …`
    fn changes_in_words(&mut self, site: &str, left: &mut Left) {
        let std = self.names.clone();
        let groups = r"(Self-assessment|Observation), <year> to <year>: ([^.]*(?:\.\d\d[^.]*)*)\.";
        for [by, from, to, rows] in left.take(groups) {
            let mut rows = Left::of(&rows);
            for [name, before, now] in rows.take(&format!(r"{std} <n> to <n>,")) {
                let standard = self.data.standard(&name);
                let by = source(&by);
                self.number(&before, self.score(site, by, standard, Some(&from)), "score");
                self.number(&now, self.score(site, by, standard, Some(&to)), "score");
            }
            self.rest(rows, "changes in words");
        }
        let rose =
            format!(r"{std} (rose|fell) by <n> since <year> \((self-assessment|observation)\)");
        for [name, way, by_how_much, since, by] in left.take(&rose) {
            let row = self.change(site, source(&by), self.data.standard(&name), "from_first_year");
            self.same(&since, row.map_or("", |row| &row["since"]));
            let known = row.and_then(|row| float(row, "difference"));
            self.value(&by_how_much, known.map(|it| if way == "rose" { it } else { -it }));
        }
    }

    pub(crate) fn published(&mut self, site: &str, item: &str, mean: &str, published: &str) {
        let item = item.trim();
        self.number(mean, self.item_score(site, item), "score");
        let known = self.part(item).map(|(tool, part)| self.data.tools[tool].published[&part.id]);
        self.value(published, known);
    }

    /// `Sustainability: 2.50 in the self-assessment, target 3.0 +0.50; together 0.50.`
    fn steps_in_words(&mut self, site: &str, left: &mut Left) {
        let std = self.names.clone();
        for [name, priority] in left.take(&format!(r"{std} \(<n>\)")) {
            self.number(&priority, self.priority(site, self.data.standard(&name)), "priority");
        }
        let steps =
            format!(r"{std}: <n> in <by>, target <n> <n>([^.]*?(?:\d\.\d\d[^.]*?)*); together <n>");
        for [name, level, by, target, points, more, together] in left.take(&steps) {
            let row = self.priority(site, self.data.standard(&name));
            self.step(site, &name, [&level, &by, &target]);
            self.number(&together, row, "priority");
            let mut sum = points.trim_start_matches('+').parse().unwrap_or(f64::NAN);
            for [more] in Left::of(&more).take(r"([+\u{2212}]\d\.\d\d)") {
                sum += more.replace('\u{2212}', "-").parse::<f64>().unwrap_or(f64::NAN);
            }
            // Steps are rounded one by one.
            let known = row.and_then(|row| float(row, "priority")).unwrap_or(f64::NAN);
            self.same(if (sum - known).abs() < 0.02 { "the sum" } else { &points }, "the sum");
        }
    }

    pub(crate) fn step(&mut self, site: &str, name: &str, [level, by, target]: [&str; 3]) {
        let standard = self.data.standard(name);
        self.number(level, self.score(site, source(by), standard, None), "score");
        self.number(target, self.priority(site, standard), "target");
    }

    /// The scale of the example's rules, and the target on it.
    pub(crate) fn scale(&mut self, left: &mut Left) {
        for [lowest, highest] in left.take(r"^Scores go from <k> to <k>; higher is better\.") {
            self.same(&lowest, "1");
            self.same(&highest, "4");
        }
        let targets = self.data.rows("priorities");
        for [_, level] in left.take(r"In <by>, <k> stands for “") {
            self.number(&level, targets.first(), "target");
        }
        for [target] in left.take(r"The target of <n> is a choice made in the rules") {
            self.number(&target, targets.first(), "target");
        }
    }

    fn counts_in_words(&mut self, site: &str, left: &mut Left) {
        self.scale(left);
        for [year, target] in left.take(r"^Scores by standard in <year>; target <n>;") {
            let rows = self.data.find("priorities", &[("site_id", site)]);
            for row in rows {
                self.number(&target, Some(row), "target");
            }
            let scores = self.data.find("scores", &[("site_id", site), ("level", "standard")]);
            self.same(
                &year,
                scores.iter().map(|row| &row["school_year"]).max().map_or("", |it| it),
            );
        }
        for [most] in left.take(r"a plan holds at most <k> standards") {
            let all = self.data.find("priorities", &[("site_id", site)]);
            self.count(&most, all.iter().filter(|row| !row["rank"].is_empty()).count());
        }
        let used =
            r"(?:^|\. )([A-Z][A-Za-z-]+)(?:, rated by the site itself)?, <year>, (\d[a-z \d]+)";
        for [tool, year, based] in left.take(used) {
            self.looks(site, (&tool, &year), &based);
        }
        for [below, all] in left.take(r"<k> of <k> standards with evidence (?:are|is) below target")
        {
            let known = self.data.find("priorities", &[("site_id", site)]);
            let with = known.iter().filter(|row| !row["shortfall"].is_empty());
            self.count(&all, with.count());
            let is_below = |row: &&&Row| float(row, "level") < float(row, "target");
            self.count(&below, known.iter().filter(is_below).count());
        }
        for [some, all, words] in left.take(r"^<k> of <k> rating cells: (.*)\.$") {
            let ratings = self.data.find("ratings", &[("site_id", site)]);
            self.count(&all, ratings.len());
            let state = state(&words);
            self.count(&some, ratings.iter().filter(|row| row["state"] == state).count());
        }
        for [some, all] in left.take(r"for <k> of <k> changes it cannot") {
            let rows: Vec<&Row> = self.changes_of_latest(site);
            self.count(&all, rows.len());
            let untold = rows.iter().filter(|row| row["reading"] == "cannot_tell");
            self.count(&some, untold.count());
        }
        self.levels_in_words(site, left);
    }

    /// `Sustainability: 12 of 20 ratings are at 2 Some progress or lower`, and how many are where.
    fn levels_in_words(&mut self, site: &str, left: &mut Left) {
        const LEVELS: &str = "at <k> [A-Z][a-z ]+ or lower";
        let one = format!(r"([A-Z][A-Za-z, ]+?): <k> of <k> ratings are {LEVELS}");
        for [name, low, all, level] in left.take(&one) {
            self.same(&level, "2");
            let counts = self.levels(site, &name);
            self.count(&low, counts[0] + counts[1]);
            self.count(&all, counts.iter().sum());
        }
        let overall = format!("^<k> of <k> ratings (?:is|are) {LEVELS}");
        for [low, all, level] in left.take(&overall) {
            self.same(&level, "2");
            // Which tool it is stands only in the table; it has to be one of them.
            let tools =
                ["site_self_assessment", "dos_ost"].map(|tool| self.levels_of_all(site, tool));
            let shown = [low.parse().unwrap_or(0), all.parse().unwrap_or(0)];
            let fits = tools.iter().any(|all| [all[0] + all[1], all.iter().sum()] == shown);
            self.same(if fits { "counted" } else { &low }, "counted");
        }
        let told = r"([A-Z][A-Za-z, ]+?): (<k> at <k> [A-Z][a-z ]+(?:, <k> at <k> [A-Z][a-z ]+)*)";
        for [name, rows, _, _, _, _] in left.take(told) {
            let counts = self.levels(site, &name);
            let mut told = [0; 4];
            for [many, level] in Left::of(&rows).take(r"<k> at <k> [A-Z]") {
                let level: usize = level.parse().unwrap_or(1);
                told[level.clamp(1, 4) - 1] = many.parse().unwrap_or(0);
            }
            self.same(&format!("{told:?}"), &format!("{counts:?}"));
        }
    }

    /// `4 observed activities`, `6 people who rated alone`, `1 form the group agreed on`
    pub(crate) fn looks(&mut self, site: &str, (tool, year): (&str, &str), based: &str) {
        let rows = self.ratings(site, self.data.tool(tool), year);
        let looks = |columns: [&str; 2]| {
            let looks = rows.iter().map(|row| columns.map(|column| row[column].as_str()));
            looks.collect::<BTreeSet<_>>().len()
        };
        for [n, visits] in Left::of(based).take(r"^<k> forms? from (.+)$") {
            let form = |row: &&Row| ["date", "activity", "rater"].map(|it| row[it].clone());
            self.count(&n, rows.iter().map(form).collect::<BTreeSet<_>>().len());
            self.looks(site, (tool, year), &visits);
        }
        for [n] in Left::of(based).take(r"^<k> observed activit") {
            self.count(&n, looks(["date", "activity"]));
        }
        for [n] in Left::of(based).take(r"^<k> (?:people|person) who rated alone$") {
            let alone = rows.iter().filter(|row| row["basis"] == "individual");
            self.count(&n, alone.map(|row| &row["rater"]).collect::<BTreeSet<_>>().len());
        }
        for [n] in Left::of(based).take(r"^<k> form the group agreed on$") {
            self.count(&n, 1);
        }
    }
}

/// The state of a cell, by its words.
pub(crate) fn state(words: &str) -> &'static str {
    match words {
        "Not rated" => "not_rated",
        "Does not apply here" => "not_applicable",
        "I don't know" => "dont_know",
        _ => "unknown",
    }
}
