# The workbook of the network, network.xlsx.

# What the file says of itself, and the foot of its pages.
network-book-subject = Network workbook
network-book-page = Page { $page } of { $pages }

# The names of the sheets: no more than 31 letters, all different.
network-book-sheet-read-me = Read me
network-book-sheet-heat = Heat map
network-book-sheet-challenges = Challenges
network-book-sheet-change = Change
network-book-sheet-sites = Sites
network-book-sheet-summary = CQI summary
network-book-sheet-scores = Scores

# What to know before reading on.
network-book-read-me = What is in this workbook
network-book-plans = { $n ->
    [one] { $n } plan of a network, as of { $date }.
   *[other] { $n } plans of a network, as of { $date }.
}
network-book-no-ranks = Sites stand by name and are not ranked: the Quality Standards have no official score, and these numbers are for planning. The numbers of sites and standards are keys for formulas.
network-book-never-averaged = Self-assessment and observation are never averaged together. An empty cell means that there is no score; it is not a zero.
network-book-live = Sheet { $sheet } holds every score of a standard, one row each, with n (visits, or people who rated alone; 1 where a group agreed) and the 95% range where it can be told. The other sheets count and average these rows by formulas: change the yellow cells to look at another source or year.
network-book-held-back = { $n ->
    [one] { $n } site is held back until something in the files is put right, and left out here. Means on the page count the ratings of such sites as far as they can be read, so they can differ from the means here.
   *[other] { $n } sites are held back until something in the files is put right, and left out here. Means on the page count the ratings of such sites as far as they can be read, so they can differ from the means here.
}
# What each sheet holds.
network-book-about-heat = { $sheet }: sites and standards, for the source and year in the yellow cells.
network-book-about-challenges = { $sheet }: how many sites work on a standard, and how many lie below target.
network-book-about-change = { $sheet }: all sites and the same sites, from the year before to the year in the yellow cell.
network-book-about-sites = { $sheet }: what each site works on, and a strength of each.
network-book-about-summary = { $sheet }: { $note }
network-book-about-scores = { $sheet }: every score of a standard, one row each.

# Heads of columns on several sheets.
network-book-number = No.
network-book-line = Line no.

# Sheet Heat map. The word for the latest year is one of the choices, which commas part.
network-book-heat-lead = Light blue and bold: below target. Without color: at or above it. Empty: no score, which is no zero. Sites stand by name.
network-book-latest = Latest
network-book-choose-source = ← choose the source
network-book-choose-year = ← choose a school year, or the latest of each site
network-book-target = Target

# Sheet Challenges.
network-book-challenges = Common challenges
network-book-challenges-lead = How many sites share what, by the latest score of each site that is recent enough to plan from. Standards in their order. An empty cell: no site was rated.
network-book-challenges-plans = Sites with a plan
network-book-challenges-of-self = Of sites rated, self-assessment
network-book-challenges-of-observation = Of sites rated, observation

# Sheet Change.
network-book-change-lead = Every site counts once. A mean over all sites also moves when other sites take part: what changed is what the same sites did.
network-book-choose-this-year = ← choose this year
network-book-change-tool = Tool and round
network-book-change-sites-before = Sites, year before
network-book-change-mean-before = Mean, year before
network-book-change-sites-now = Sites, this year
network-book-change-mean-now = Mean, this year
network-book-change-same = Same sites
network-book-change-same-before = Their mean, year before
network-book-change-same-now = Their mean, this year
network-book-change-difference = Difference

# Sheet Sites.
network-book-sites-lead = Sites stand by name and are not ranked. 1 in the column Plan: the site has one.
network-book-sites-plan = Plan
network-book-sites-why = Why, and what it rests on
# A column for each standard in focus.
network-book-sites-works-on = Works on, { $place }
# Why a standard is a strength, and what that rests on.
network-book-surely-at-target = clearly at or above target, { $looks }
network-book-at-target = at or above target, { $looks }
network-book-closest = closest to target, { $looks }
network-book-highest = the highest of all, { $looks }

# Sheet CQI summary.
network-book-summary-lead = { $note } Yellow cells are for people.

# Sheet Scores.
network-book-site-number = Site no.
network-book-standard-number = Standard no.
network-book-school-year = School year
network-book-year-starts = Year starts
network-book-round = Round
network-book-score = Score
network-book-n = n
network-book-range-from = 95% from
network-book-range-to = 95% to
network-book-below = Below target
network-book-shown = Shown
network-book-year-before = Score in the year before
