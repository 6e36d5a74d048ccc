//! The plan of a site: what its sentences and tables say, and where the data say it.

use std::collections::BTreeSet;

use super::{
    checker::{Checker, SEEN, SELF, float, source},
    data::{Part, Row},
    document::Table,
    left::Left,
};

/// A score with its range and n, as cells hold them.
const SCORE: &str = r"^<n>(?: \(<n> to <n>(?:, assumed)?\))?, n = <k>(?:, <year>)?$";

impl<'a> Checker<'a> {
    /// The score of a site in a standard: in a year, or its latest.
    pub(crate) fn score(
        &self,
        site: &str,
        source: &str,
        standard: &str,
        year: Option<&str>,
    ) -> Option<&'a Row> {
        self.score_at(site, source, ("standard", standard), year)
    }

    fn score_at(
        &self,
        site: &str,
        source: &str,
        (level, id): (&str, &str),
        year: Option<&str>,
    ) -> Option<&'a Row> {
        let wanted = [("site_id", site), ("source", source), ("level", level), ("id", id)];
        let rows = self.data.find("scores", &wanted).into_iter();
        let rows = rows.filter(|row| !row["score"].is_empty());
        let rows = rows.filter(|row| year.is_none_or(|year| row["school_year"] == year));
        rows.max_by_key(|row| (&row["school_year"], &row["occasion"]))
    }

    /// The change of a standard up to its latest score.
    fn change(&self, site: &str, source: &str, standard: &str, kind: &str) -> Option<&'a Row> {
        let year = self.score(site, source, standard, None)?["school_year"].as_str();
        let wanted = [
            ("site_id", site),
            ("source", source),
            ("level", "standard"),
            ("id", standard),
            ("kind", kind),
            ("school_year", year),
        ];
        self.data.the("changes", &wanted)
    }

    fn trend(&self, site: &str, source: &str, standard: &str) -> Option<&'a Row> {
        let wanted =
            [("site_id", site), ("source", source), ("level", "standard"), ("id", standard)];
        let rows = self.data.find("trends", &wanted).into_iter();
        rows.max_by_key(|row| row["last_year"].clone())
    }

    pub(crate) fn gap(&self, site: &str, standard: &str) -> Option<&'a Row> {
        let rows = self.data.find("gaps", &[("site_id", site), ("standard", standard)]);
        rows.into_iter().max_by_key(|row| &row["school_year"])
    }

    pub(crate) fn priority(&self, site: &str, standard: &str) -> Option<&'a Row> {
        self.data.the("priorities", &[("site_id", site), ("standard", standard)])
    }

    /// The ratings of a site with a tool in a year, and of its parts.
    fn ratings(&self, site: &str, tool: &str, year: &str) -> Vec<&'a Row> {
        let wanted = [("site_id", site), ("instrument", tool), ("school_year", year)];
        self.data.find("ratings", &wanted)
    }

    pub(crate) fn part(&self, name: &str) -> Option<(&'a str, &'a Part)> {
        let name = name.split(" (QS").next().unwrap_or(name);
        // The tools that sites of the example used last.
        let tools = ["site_self_assessment", "dos_ost"];
        tools.into_iter().find_map(|id| Some((id, self.data.tools[id].parts.get(name)?)))
    }

    fn item_score(&self, site: &str, name: &str) -> Option<&'a Row> {
        let (tool, part) = self.part(name)?;
        let by = if tool == "dos_ost" { SEEN } else { SELF };
        self.score_at(site, by, (&part.level, &part.id), None)
    }

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
        let views = r"self-assessment <n>, observation <n>, a difference of <n>\.";
        for [own, seen, gap] in left.take(views) {
            self.number(&own, self.score(site, SELF, &standard, None), "score");
            self.number(&seen, self.score(site, SEEN, &standard, None), "score");
            let known = self.gap(site, &standard).and_then(|row| float(row, "gap"));
            self.value(&gap, known.map(f64::abs));
        }
        for [item, score] in left.take(r"(?:most: |, | and )([A-Z][^,:]*?) at <n>") {
            let row = self.item_score(site, &item);
            self.number(&score, row, "score");
        }
        for [item, rating] in left.take("\"([^\"]+)\" is rated <k>, the lowest level") {
            let row = self.item_score(site, &item);
            self.number(&rating, row, "score");
        }
    }

    fn both(&mut self, site: &str, name: &str, own: &str, seen: &str) {
        let standard = self.data.standard(name);
        self.number(own, self.score(site, SELF, standard, None), "score");
        self.number(seen, self.score(site, SEEN, standard, None), "score");
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

    fn choices_in_words(&mut self, site: &str, left: &mut Left) {
        let std = self.names.clone();
        let weighed = format!(
            r"{std}: <n> = importance <n> \([^)]*\) × expected shortfall <n> below <n> \((self-assessment|observation)(?:, [^:]+)?: level <n>(?:, spread <n>, chance of lying below target ((?:over |under )?\d+)%)?"
        );
        for [name, product, importance, shortfall, target, _, level, spread, chance] in
            left.take(&weighed)
        {
            let row = self.priority(site, self.data.standard(&name));
            self.number(&product, row, "priority");
            self.value(&importance, row.and_then(|row| float(row, "importance")));
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
            .take(r"among the first <k> standards (?:only )?((?:over |under )?\d+)% of the time")
        {
            let row = self.priority(site, &standard);
            self.percent(&stays, row.and_then(|row| float(row, "stays_share")));
            let focus = self.data.find("priorities", &[("site_id", site), ("outcome", "focus")]);
            self.count(&first, focus.len());
        }
        for [name, from, to] in left.take(&format!(r"will raise {std} from <n> to <n>")) {
            self.goal(site, &name, &from, &to);
        }
    }

    /// A goal starts at the score, and leads up to the target at most.
    fn goal(&mut self, site: &str, name: &str, from: &str, to: &str) {
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

    fn published(&mut self, site: &str, item: &str, mean: &str, published: &str) {
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

    fn step(&mut self, site: &str, name: &str, [level, by, target]: [&str; 3]) {
        let standard = self.data.standard(name);
        self.number(level, self.score(site, source(by), standard, None), "score");
        self.number(target, self.priority(site, standard), "target");
    }

    fn counts_in_words(&mut self, site: &str, left: &mut Left) {
        for [year, target] in left.take(r"^Scores by standard in <year>; target <n>;") {
            let rows = self.data.find("priorities", &[("site_id", site)]);
            rows.iter().for_each(|row| self.number(&target, Some(row), "target"));
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
        let used = r"^([A-Z][A-Za-z-]+)(?:, rated by the site itself)?, <year>, (\d[a-z \d]+)";
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

    /// The change since the first year, for each standard and source.
    fn changes_of_latest(&self, site: &str) -> Vec<&'a Row> {
        let ids: BTreeSet<&String> = self.data.standards.values().collect();
        let both = ids.into_iter().flat_map(|id| [SELF, SEEN].map(|by| (by, id)));
        both.filter_map(|(by, id)| self.change(site, by, id, "from_first_year")).collect()
    }

    /// `Sustainability: 12 of 20 ratings lie in the lower half of the scale`, and how many lie where.
    fn levels_in_words(&mut self, site: &str, left: &mut Left) {
        for [name, low, all] in
            left.take(r"([A-Z][A-Za-z, ]+?): <k> of <k> ratings lie in the lower half")
        {
            let counts = self.levels(site, &name);
            self.count(&low, counts[0] + counts[1]);
            self.count(&all, counts.iter().sum());
        }
        for [low, all] in left.take(r"lower half of the scale: <k> of <k> do") {
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

    /// How many ratings of the latest year lie on each level, of an item or of all in a group.
    fn levels(&self, site: &str, name: &str) -> [usize; 4] {
        let Some((tool, part)) = self.part(name) else { return [0; 4] };
        self.levels_where(site, tool, |item| part.items.contains(item))
    }

    fn levels_of_all(&self, site: &str, tool: &str) -> [usize; 4] {
        self.levels_where(site, tool, |_| true)
    }

    fn levels_where(&self, site: &str, tool: &str, counts: impl Fn(&str) -> bool) -> [usize; 4] {
        let all = self.data.find("ratings", &[("site_id", site), ("instrument", tool)]);
        let latest = all.iter().map(|row| &row["school_year"]).max().cloned().unwrap_or_default();
        let rows = self.ratings(site, tool, &latest);
        let look = |row: &Row| match row["source"].as_str() {
            SEEN => (row["date"].clone(), row["activity"].clone()),
            _ => (String::new(), String::new()),
        };
        // What people agreed on counts in place of what each of them said before.
        let agreed = rows.iter().filter(|row| row["basis"] == "consensus");
        let agreed: BTreeSet<(String, String)> = agreed.map(|row| look(row)).collect();
        let is_final = |row: &Row| row["basis"] == "consensus" || !agreed.contains(&look(row));
        let mut levels = [0; 4];
        for row in rows.into_iter().filter(|row| is_final(row)) {
            let value = float(row, "value").filter(|_| row["state"] == "rated");
            if let Some(value) = value.filter(|_| counts(&row["item"])) {
                let place = (1..=4_usize).find(|&it| (it as f64 - value).abs() < 1e-9);
                levels[place.expect("a level of the scale") - 1] += 1;
            }
        }
        levels
    }

    /// Whether the table is known; then all numbers of the row have been looked at.
    pub(crate) fn row_of_a_site(&mut self, site: &str, table: &Table, row: &[String]) -> bool {
        let head: Vec<&str> = table.head.iter().map(String::as_str).collect();
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        match (&head[..], &cells[..]) {
            (
                ["Standard", "Self-assessment", "Observation", "Change in a year"],
                &[name, own, seen, change],
            ) => {
                let name = numbered(name);
                self.side(site, SELF, name, own);
                self.side(site, SEEN, name, seen);
                self.changes(site, name, change);
            }
            (["Standard", "Self-assessment", "Observation"], &[name, own, seen]) => {
                self.direction(site, SELF, numbered(name), own);
                self.direction(site, SEEN, numbered(name), seen);
            }
            (
                ["Standard", "Self-assessment", "95% range", "n", "Observation", "95% range", "n"],
                &[name, own, own_range, own_n, seen, seen_range, seen_n],
            ) => {
                self.mark(
                    self.score(site, SELF, self.data.standard(name), None),
                    [own, own_range, own_n],
                );
                self.mark(
                    self.score(site, SEEN, self.data.standard(name), None),
                    [seen, seen_range, seen_n],
                );
            }
            (["Standard", "Source", years @ ..], [name, by, points @ ..])
                if years.iter().all(|year| year.starts_with("20")) =>
            {
                for (place, (year, point)) in years.iter().zip(points).enumerate() {
                    // Where a line breaks, each stretch has a row.
                    let is_same = |row: &&Vec<String>| row[0] == *name && row[1] == *by;
                    let told = |row: &Vec<String>| row[place + 2] != "no data";
                    if *point == "no data" && table.rows.iter().filter(is_same).any(told) {
                        continue;
                    }
                    let row = self.score(site, source(by), self.data.standard(name), Some(year));
                    self.point(point, row);
                }
            }
            (
                ["Standard", "Self-assessment", "n", "Observation", "n", "Gap", "95% range"],
                &[name, own, own_n, seen, seen_n, gap, range],
            ) => {
                self.both(site, name, own, seen);
                let row = self.gap(site, self.data.standard(name));
                self.number(own_n, row, "self_n");
                self.number(seen_n, row, "observation_n");
                self.number(gap, row, "gap");
                self.range_cell(range, row);
            }
            (
                ["Standard", "Source", "Years", "Before", "Now", "Difference", "How sure", "n"],
                &[name, by, years, before, now, difference, _, n],
            ) => {
                self.change_row(
                    site,
                    (source(by), self.data.standard(name)),
                    [years, before, now, difference, n],
                );
            }
            (
                ["Domain", "Dimension", "Mean", "95% range", "n", "Published mean"],
                &[_, item, mean, range, n, published],
            ) => {
                self.published(site, item, mean, published);
                self.mark(self.item_score(site, item), [mean, range, n]);
            }
            (["Rated", .., "n"], [name, counts @ .., n]) => {
                let known = self.levels(site, name);
                self.count(n, known.iter().sum());
                self.same(&counts.join(" "), &known.map(|it| it.to_string()).join(" "));
            }
            (["Standard", "Step", "Points"], &[name, step, points]) => {
                self.step_row(site, name, step, points);
                self.sum_of_steps(table, name);
            }
            (["Goal", "Start", "Target", ..], &[name, start, end, ..]) => {
                self.goal_row(site, name, start, end)
            }
            (["Tool", "School year", "Dates", "Based on"], &[tool, year, dates, based]) => {
                self.tool_row(site, [tool, year, dates, based])
            }
            (["File", "Bytes", "Fingerprint"], &[file, bytes, start]) => {
                self.file_row(file, bytes, start)
            }
            _ => return false,
        }
        true
    }

    /// A score of the table of results, or why there is none.
    fn side(&mut self, site: &str, by: &str, name: &str, cell: &str) {
        let row = self.score(site, by, self.data.standard(name), None);
        self.point(cell, row);
    }

    fn point(&mut self, cell: &str, row: Option<&Row>) {
        let mut left = Left::of(cell);
        let found = left.take(SCORE);
        for [score, low, high, n, year] in &found {
            self.number(score, row, "score");
            self.range(low, high, row, ["ci_low", "ci_high"]);
            self.number(n, row, "n_responses");
            if !year.is_empty() {
                self.same(year, row.map_or("", |row| &row["school_year"]));
            }
        }
        if found.is_empty() {
            self.same("", row.map_or("", |row| &row["score"]));
        }
        self.rest(left, cell);
    }

    /// `self −0.20 observed +0.18, not clear (needs 0.72)`
    fn changes(&mut self, site: &str, name: &str, cell: &str) {
        let mut left = Left::of(cell);
        let pattern = r"(self|observed) <n>(, clear|, not clear)?(?: \(needs <n>\))?";
        for [by, difference, clear, needs] in left.take(pattern) {
            let row = self.change(site, source(&by), self.data.standard(name), "from_year_before");
            self.number(&difference, row, "difference");
            let reading = match &*clear {
                ", clear" => "beyond_noise",
                ", not clear" => "within_noise",
                _ => "cannot_tell",
            };
            self.same(reading, row.map_or("", |row| &row["reading"]));
            if !needs.is_empty() {
                self.number(&needs, row, "smallest_detectable");
            }
        }
        self.rest(left, cell);
    }

    /// `improving over 5 years, +0.45 a year (+0.23 to +0.66)`
    fn direction(&mut self, site: &str, by: &str, name: &str, cell: &str) {
        let row = self.trend(site, by, self.data.standard(name));
        let mut left = Left::of(cell);
        for [years] in left.take(r"over <k> years?") {
            self.number(&years, row, "n_years");
        }
        for [slope, low, high] in left.take(r"<n> a year \(<n> to <n>\)") {
            self.number(&slope, row, "slope");
            self.range(&low, &high, row, ["slope_low", "slope_high"]);
        }
        for [smallest] in left.take(r"a change of <n> a year would show") {
            self.number(&smallest, row, "smallest_detectable");
        }
        for [slope] in left.take(r"^<n> a year ") {
            self.number(&slope, row, "sen_slope");
        }
        self.rest(left, cell);
    }

    fn mark(&mut self, row: Option<&Row>, [score, range, n]: [&str; 3]) {
        if row.is_none() {
            return self.same(n.trim_start_matches('0'), "");
        }
        self.number(score, row, "score");
        self.range_cell(range, row);
        self.number(n, row, "n_responses");
    }

    fn range_cell(&mut self, cell: &str, row: Option<&Row>) {
        let ends = Left::of(cell).take(r"^<n> to <n>$").pop().unwrap_or_default();
        let [low, high]: [String; 2] = ends;
        self.range(&low, &high, row, ["ci_low", "ci_high"]);
    }

    fn change_row(&mut self, site: &str, (by, standard): (&str, &str), cells: [&str; 5]) {
        let [years, before, now, difference, n] = cells;
        let row = self.change(site, by, standard, "from_first_year");
        let (from, to) = years.split_once(" to ").unwrap_or_default();
        self.same(from, row.map_or("", |row| &row["since"]));
        let (then, latest) =
            (self.score(site, by, standard, Some(from)), self.score(site, by, standard, Some(to)));
        self.number(before, then, "score");
        self.number(now, latest, "score");
        for [change, low, high] in Left::of(difference).take(r"^<n>(?: \(<n> to <n>\))?$") {
            self.number(&change, row, "difference");
            self.range(&low, &high, row, ["ci_low", "ci_high"]);
        }
        for [n_then, n_now] in Left::of(n).take(r"^<k>, <k>$") {
            self.number(&n_then, then, "n_responses");
            self.number(&n_now, latest, "n_responses");
        }
    }

    fn step_row(&mut self, site: &str, name: &str, step: &str, points: &str) {
        let row = self.priority(site, self.data.standard(name));
        if step == "Priority" {
            return self.number(points, row, "priority");
        }
        let mut left = Left::of(step);
        for [level, by, target] in left.take(r"^<n> in <by>, target <n>$") {
            self.step(site, name, [&level, &by, &target]);
            let gap = row.and_then(|row| Some(float(row, "target")? - float(row, "level")?));
            let known = if points.starts_with('+') { gap } else { None };
            self.value(points, known);
        }
        for [spread] in left.take(r"\(spread <n>\)") {
            self.number(&spread, row, "spread");
        }
        self.rest(left, step);
    }

    /// What the steps of a standard come to. Each is rounded by itself.
    fn sum_of_steps(&mut self, table: &Table, name: &str) {
        let points =
            |row: &&Vec<String>| row[2].replace('\u{2212}', "-").parse::<f64>().unwrap_or(f64::NAN);
        let (sums, steps): (Vec<_>, Vec<_>) =
            table.rows.iter().filter(|row| row[0] == name).partition(|row| row[1] == "Priority");
        let all: f64 = steps.iter().map(points).sum();
        let sum: f64 = sums.iter().map(points).sum();
        let near = (all - sum).abs() <= 0.005 * (steps.len() + 1) as f64 + 1e-9;
        self.same(if near { "the sum" } else { name }, "the sum");
    }

    fn goal_row(&mut self, site: &str, name: &str, start: &str, end: &str) {
        let name = self.names_in(name);
        for [from, _] in Left::of(start).take(r"^<n>(?: \(<year>\))?$") {
            self.goal(site, &name, &from, end);
        }
    }

    /// The standard that a text begins with.
    fn names_in(&self, text: &str) -> String {
        let pattern = format!("^{}", self.names);
        Left::of(text).take(&pattern).pop().map_or(String::new(), |[name]: [String; 1]| name)
    }

    fn tool_row(&mut self, site: &str, [tool, year, dates, based]: [&str; 4]) {
        let short = tool.trim_start_matches("Observation (").trim_end_matches(')');
        let rows = self.ratings(site, self.data.tool(short), year);
        let days: BTreeSet<&str> = rows.iter().map(|row| row["date"].as_str()).collect();
        let day = |text: Option<&&str>| {
            let day = text.and_then(|text| text.parse::<chrono::NaiveDate>().ok());
            day.map_or(String::new(), |day| day.format("%b %-d, %Y").to_string())
        };
        let (first, last) = (day(days.first()), day(days.last()));
        let span = match (first == last, first.rsplit_once(',')) {
            (true, _) => last,
            (false, Some((start, of))) if last.ends_with(of) => format!("{start} to {last}"),
            _ => format!("{first} to {last}"),
        };
        self.same(dates, &span);
        self.looks(site, (short, year), based);
    }

    /// `4 observed activities`, `6 people who rated alone`, `1 rating agreed by the group`
    fn looks(&mut self, site: &str, (tool, year): (&str, &str), based: &str) {
        let rows = self.ratings(site, self.data.tool(tool), year);
        let looks = |columns: [&str; 2]| {
            let looks = rows.iter().map(|row| columns.map(|column| row[column].as_str()));
            looks.collect::<BTreeSet<_>>().len()
        };
        for [n] in Left::of(based).take(r"^<k> observed activit") {
            self.count(&n, looks(["date", "activity"]));
        }
        for [n] in Left::of(based).take(r"^<k> (?:people|person) who rated alone$") {
            let alone = rows.iter().filter(|row| row["basis"] == "individual");
            self.count(&n, alone.map(|row| &row["rater"]).collect::<BTreeSet<_>>().len());
        }
        for [n] in Left::of(based).take(r"^<k> rating agreed by the group$") {
            self.count(&n, 1);
        }
    }
}

/// The name of a row, without its number.
fn numbered(name: &str) -> &str {
    name.split_once(". ").map_or(name, |(_, name)| name)
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
