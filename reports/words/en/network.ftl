# The page of the network, and its report for a board.

network-title = Quality improvement at a glance
network-subtitle = { $n ->
    [one] { $n } site · as of { $date }
   *[other] { $n } sites · as of { $date }
}
# At the foot of every page.
network-as-of = as of { $date }

# First line of the page, with the school years as the next two say them.
network-summary = { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} and { $ratings ->
    [one] { $ratings } rating
   *[other] { $ratings } ratings
} from { $years }. Open a site to see its plan.
network-years-between = { $first } to { $last }
network-no-year = no school year

# What has to be put right first.
network-held-back = { $n ->
    [one] { $n } site held back
   *[other] { $n } sites held back
}
network-held-back-why = Something in the files has to be put right first. The page of the site says what and where.
network-left-aside = { $n ->
    [one] { $n } thing to put right first
   *[other] { $n } things to put right first
}
network-left-aside-why = Some files could not be used, and the plans may lack what they hold. The page “What we noticed in your files” says which, and what to do.

# Heads of tables, and cells that several of them have.
network-standard = Standard
network-source = Source
network-source-rated = { $source }, { $rated }
network-rated = Rated
network-site = Site
network-sites = Sites
network-year = Year
network-mean = Mean
network-tool = Tool
network-tool-version = { $tool }, version { $version }
# A share in a cell: "3 of 4".
network-share = { $some } of { $all }
network-not-rated = not rated
network-cannot-be-told = cannot be told
network-no-site-in-both = no site in both years
network-same-sites = { $sites ->
    [one] { $before } to { $now } ({ $sites } site)
   *[other] { $before } to { $now } ({ $sites } sites)
}

# In short: where the network stands, in a few sentences.
network-short = In short
# A site where something comes first whatever the averages say, with the sentence of the rules that says why.
network-short-urgent = { $site } – { $because }
network-short-urgent-more = { $n ->
    [one] At { $n } more site something comes first whatever the averages say; its plan says what.
   *[other] At { $n } more sites something comes first whatever the averages say; their plans say what.
}
network-short-plans = { $n ->
    [one] { $n } site has a plan for { $year }, made from ratings of { $years }.
   *[other] { $n } sites have a plan for { $year }, made from ratings of { $years }.
}
# The newest of these ratings are two school years or more older than the plan.
network-short-old = { $all ->
    [one] The plan rests on ratings of { $newest }. There are none of the year before the plan: rate again soon.
   *[other] { $some } of { $all } plans rest on ratings of { $newest } or before; the year before the plan has none: rate again soon.
}
network-short-one-site = With one site there is nothing to compare; its plan says the rest.
network-short-shared = Most worked on: { $standards }.
# What rules for partners ask of a site that helps others.
network-short-strong = Strong enough to help others (whole likely range, the 95% range, at or above target{ $looks ->
    [0] {""}
    [1] {""}
   *[other] , from { $looks } visits or people on
}; observations come first): { $standards }.
network-short-strong-at = Strong enough to help others (at or above target{ $looks ->
    [0] {""}
    [1] {""}
   *[other] , from { $looks } visits or people on
}; observations come first): { $standards }.
# A standard in these sentences: "Sustainability (4 of 4)".
network-short-named = { $standard } ({ $sites })
# Where all sites together go one way: which standards, and at how many sites each.
network-short-rising = Rising over the years in { $by }: { $standards }.
network-short-falling = Falling over the years in { $by }: { $standards }.
network-short-rising-at = { $standard } ({ $years } years: up at { $some } of { $sites } sites, { $clear ->
    [0] at no single one clearly
   *[other] clearly at { $clear }
}{ $against ->
    [0] {""}
   *[other] , but clearly down at { $against }
})
network-short-falling-at = { $standard } ({ $years } years: down at { $some } of { $sites } sites, { $clear ->
    [0] at no single one clearly
   *[other] clearly at { $clear }
}{ $against ->
    [0] {""}
   *[other] , but clearly up at { $against }
})
# After them, where several were looked at: a line is a standard in one source.
network-short-looked-at = Tested { $n } times (standards by source); 1 test in 20 finds as much by luck.
# After the standards that are named: so many others.
network-short-more = { $n } more
network-short-alone = No nearby partner for: { $standards }.
network-short-observers = Of { $all } observers ({ $tool }), beside others at the same sites, { $ways }, by up to { $most }.
network-short-observers-more = { $n ->
    [one] { $n } gives clearly more
   *[other] { $n } give clearly more
}
network-short-observers-less = { $n ->
    [one] { $n } gives clearly less
   *[other] { $n } give clearly less
}
network-short-observers-two = { $n } differ clearly two by two
# Where nearly all standards moved at once at some sites, of those with enough standards to tell.
network-short-nearly-all-up = In { $by }, nearly all standards clearly rose at once at { $some } of { $all ->
    [one] { $all } site
   *[other] { $all } sites
}: look first at how people rated.
network-short-nearly-all-down = In { $by }, nearly all standards clearly fell at once at { $some } of { $all ->
    [one] { $all } site
   *[other] { $all } sites
}: look first at how people rated.
network-short-unknown = { $n ->
    [one] Not known yet: { $n } site has at least one standard that no rating speaks to. That is not a zero.
   *[other] Not known yet: { $n } sites have at least one standard that no rating speaks to. That is not a zero.
}

network-heat = Sites and standards
# Below a map in which some scores stand in brackets.
network-heat-few = In brackets: from fewer than { $n } visits, or people who rated alone. Other tables and counts take these in like all others.

# Below target: how many sites share a challenge.
network-challenges = Below target at how many sites
network-challenges-by-source = Common challenges, each source apart
network-challenges-caption = How many sites share what, the most first
network-challenges-works-on = Sites that work on it
network-challenges-self = Below target, self-assessment
network-challenges-observation = Below target, observation
network-challenges-note = Works on it: the standard is in the focus of the site’s plan. Below target: the latest score of the site, not older than one year before its latest, lies below the target, however little; of the sites with such a score. Self-assessment and observation are counted apart.

# Change from the year before.
network-change = Change in one year, and direction over the years
# Where no sites were rated in three years: no direction is told.
network-change-one-year = Change in one year
network-change-caption = Means over the sites rated in both years, from the year before to { $year }
network-change-note = Every site counts once; differences before rounding. A change of one year may be chance, the more so with few sites.
# After it, where some sites joined or left.
network-change-all-note = All: every site with a score, those that joined or left as well.
# After it, where it was looked at which way the years go: somewhere they do, or nowhere.
network-change-years-note = Up, down: over three years or more, all sites rated in every year together go that way by more than chance usually brings.
network-change-level-note = Over the years, the sites rated in every year show no clear direction.
# Over all years, at the sites rated in each of them.
network-change-rising = { $told }; up: { $some } of { $sites }
network-change-falling = { $told }; down: { $some } of { $sites }
# The same sites in both years, and by how much they moved.
# How many sites, where it is so of every row, stands above them.
network-change-column = { $name } ({ $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
})
network-change-same-all = { $before } to { $now }, { $by }
network-change-same = { $sites ->
    [one] { $before } to { $now }, { $by } ({ $sites } site)
   *[other] { $before } to { $now }, { $by } ({ $sites } sites)
}
network-change-new = { $sites ->
    [one] { $mean } ({ $sites } site, new)
   *[other] { $mean } ({ $sites } sites, new)
}
network-change-all = { $sites ->
    [one] all: { $before } to { $now } ({ $then }, then { $sites } site)
   *[other] all: { $before } to { $now } ({ $then }, then { $sites } sites)
}

# What sites work on, and where coaching could help.
network-coaching = What sites work on, and where coaching could help
network-coaching-works-on = Work on it
network-coaching-self = Below target, self-assessed
network-coaching-observed = Below target, observed
network-coaching-alone = Of these, no partner near
network-coaching-start = A way to start
network-coaching-partner = a partner near
network-coaching-hours = { $hours ->
    [one] { $coaching }, { $hours } hour
   *[other] { $coaching }, { $hours } hours
}
network-coaching-note = No partner near: no site in reach is clearly strong (where observed, by observations). Hours: a year, for each site without a partner. Below target: of sites with a recent score.
network-coaching-session = { $session }: where { $share } of sites or more work on it.
network-coaching-more = { $n ->
    [one] { $n } more standard: in the appendix.
   *[other] { $n } more standards: in the appendix.
}
# Above the list of these sites; then without it, where they are many.
network-pressed-these = { $all ->
    [one] { $some } of { $all } site
   *[other] { $some } of { $all } sites
} work on { $standards ->
    [one] { $standards } standard
   *[other] { $standards } standards
} or more that come first whatever the averages say, or that need quick steps first. A visit by a coach could help there before anything else:
network-pressed-many = { $all ->
    [one] { $some } of { $all } site
   *[other] { $some } of { $all } sites
} work on { $standards ->
    [one] { $standards } standard
   *[other] { $standards } standards
} or more that come first whatever the averages say, or that need quick steps first. A visit by a coach could help there before anything else. They are named in data/needs.csv.
network-pressed-site = { $site } works on { $standards }.

# Who could help whom.
network-help = Who could help whom
network-help-nobody = No site near is clearly strong yet in what another one works on. Who comes close stands in the appendix.
network-help-many = { $all ->
    [one] For { $some } of { $all } site that work on something, another site could help. All of them: in the appendix.
   *[other] For { $some } of { $all } sites that work on something, another site could help. All of them: in the appendix.
}
network-help-line = { $site } could be helped by { $partners }.
network-help-site-by-site = Who could help whom, and where nobody near can
network-help-caption = Sites by name, and who is clearly strong in what they work on
network-help-alone = Standards without a partner near
# Where the rules look for partners in the region alone.
network-help-alone-region = Standards without a partner near: none in the same region
network-help-alone-sites = For these sites
network-help-alone-why = Why
network-help-by = Could be helped by
network-help-back = Could help in return
# A site with the standards in which it could help.
network-help-partner = { $site }: { $standards }
network-help-partner-other-grades = { $site }: { $standards }; other grades: ask first whether it fits
# A standard, and what its strength rests on.
network-help-strong = { $standard } (by { $looks })
# What a strength rests on, and who saw less of it.
network-help-self-lower = { $looks }; the self-assessment sees it lower
network-help-observation-lower = { $looks }; the observations see it lower
# Why nobody is named for a standard.
network-help-not-clearly = { $n ->
    [one] { $sites } reaches the target by { $by }, but not clearly
   *[other] { $sites } reach the target by { $by }, but not clearly
}
# After it: what to do.
network-help-more-visits = more visits would help to tell
# For standards that no visit speaks to.
network-help-more-raters = more people who rate alone would help to tell
network-help-elsewhere = { $sites ->
    [one] { $sites } site is clearly strong in it, but out of reach, in another region
   *[other] { $sites } sites are clearly strong in it, but out of reach, in other regions
}
network-help-no-strength = no other site is clearly strong in it

network-appendix = Appendix

# The table of sites.
network-sites-caption = Sites, what they work on and a strength of each
network-sites-program = Program
network-sites-works-on = Works on
network-sites-strength = Strength
# In its place where no standard of the site is at target.
network-sites-closest = closest to target: { $standard }
network-sites-note = Sites stand in the order of their names. They are not ranked: the Quality Standards have no official score, and these numbers are for planning.
# The same of one site.
network-sites-note-one = The Quality Standards have no official score; these numbers are for planning.
network-sites-held-back = held back: see its page
network-sites-no-plan = no plan: what was rated does not speak to the standards; see the data files
# A site whose time in the list of sites is over.
network-sites-listed-until = no plan: in the list until { $to }; its scores are in the data files
network-sites-listed-in = no plan: in the list in { $from }; its scores are in the data files
network-sites-listed-between = no plan: in the list from { $from } to { $to }; its scores are in the data files
# The ways to the documents of each site.
network-sites-files = Files
network-sites-word = Word
network-sites-pdf = PDF
network-sites-workbook = Tracker
network-sites-dates = Dates

# The summary for the yearly report, where it has too many rows for a page.
network-summary-elsewhere = A row for each site, with open cells for people: in network.xlsx, sheet { $sheet }, and in data/grantee_summary.csv.

# Every standard over all sites.
network-standards = Standards over all sites
network-standards-caption = Mean over sites in the latest year, each site once
network-standards-same-sites = Same sites, year before to now
network-standards-note = Mean: every site counts once.
# After it: what the column "Rated" says, as the rules keep the two ways apart or not.
network-standards-apart = Rated together: the group agreed on one rating. Each alone: people rated by themselves; the two are never mixed.
network-standards-in-one = In any way: by these rules, people who rated alone and groups that agreed on one rating stand in one mean.
# After it, where some sites were rated in the year before, too.
network-standards-change-note = The change is for the sites that were rated in both years in the same way, because a mean over all sites also moves when other sites take part.
network-composition-why = Here the mean over all sites and the sites that were rated in both years went different ways. What changed is what the same sites did; the rest comes from which sites took part.
network-composition-all-rose = { $standard }, { $source }: since { $since } the mean over all sites rose from { $before } to { $now }, and that of the { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} rated in both years fell from { $same_before } to { $same_now } ({ $joined ->
    [one] { $joined } site
   *[other] { $joined } sites
} joined, { $left } left).
network-composition-all-fell = { $standard }, { $source }: since { $since } the mean over all sites fell from { $before } to { $now }, and that of the { $sites ->
    [one] { $sites } site
   *[other] { $sites } sites
} rated in both years rose from { $same_before } to { $same_now } ({ $joined ->
    [one] { $joined } site
   *[other] { $joined } sites
} joined, { $left } left).

# Which way all sites go over the years.
network-years = Over the years
network-years-caption = Which way all sites go, for sites rated in every year
network-years-together = All together
network-years-called = Improving or declining
network-years-slope = Mean a year
network-years-note = All together: Kendall’s test within each site, added up over the sites that were rated in every year, so that no site joins or leaves on the way. It takes sites as independent; where they share observers it says too much. Three years are enough for it, as the years of every site count; for a word on one site alone, five are asked for. Improving or declining: sites with five years or more whose own line is steeper than chance would make it, given how many sites were looked at.
# After it, where there are as many sites.
network-years-slope-note = Mean a year: the slope over ten sites or more.
# After it, where several lines were looked at.
network-years-looked-at = All together is not corrected for how many lines were looked at: of { $n }, one may be so by chance.
network-years-few-sites = too few sites
network-years-rising = rising, more than chance; up at { $some } of { $sites }
network-years-falling = falling, more than chance; down at { $some } of { $sites }
network-years-unclear = no clear direction
network-years-none = no site clearly
network-years-improving = { $n ->
    [one] { $n } site improving
   *[other] { $n } sites improving
}
network-years-declining = { $n ->
    [one] { $n } site declining
   *[other] { $n } sites declining
}
network-years-both = { $up } improving, { $down } declining

# Self-assessment beside observation, in the same year.
network-views = Self-assessment beside observation
network-views-caption = Self-assessment less observation in { $year }, each site once
network-views-self-rated = Self rated
network-views-mean = Mean difference
network-views-all = Over all sites
network-views-single = Clear also when all sites are looked at
network-views-note = Only sites with both in the same year. The two are compared and never averaged: each is right about what it sees, and people who rate themselves know what no visit shows.
# After it, where there are enough sites; then always.
network-views-ranges-note = In brackets the 95% range of the mean, by how sites differ, from three sites on.
network-views-single-note = Clear also when all sites are looked at: of many sites some differ by chance, so it takes more here than in the plan of one site.
# Where it cannot be told of some sites.
network-views-untold-note = Where a group agreed on one rating, or few were rated more than once, it cannot be told.
network-views-data-note = All differences: data/gaps.csv.
network-views-self-higher = self higher
network-views-self-lower = self lower
network-views-unclear = no clear difference
network-views-none = none clearly
network-views-higher = { $n ->
    [one] { $n } site higher
   *[other] { $n } sites higher
}
network-views-lower = { $n ->
    [one] { $n } site lower
   *[other] { $n } sites lower
}
network-views-both = { $higher } higher, { $lower } lower
# One of these four, of so many sites of which it can be told.
network-views-of = { $told } of { $n }

# Sites that differ from the others.
network-differ = Sites that differ from the others by more than chance
network-differ-caption = Sites outside the 99.8% limits, by name
network-differ-sites = Sites that differ
network-differ-none = No site lies further from the others than chance and the usual differences between sites would take it.
network-differ-note = Sites stand in the order of their names; higher and lower say on which side of all sites they lie. The limits allow for how much ratings vary by chance, the more so the fewer there are, and for the usual differences between sites; of a thousand sites like the others, two lie outside. To lie outside is a reason to look, not a verdict. All sites and their limits: data/funnel.csv.
network-differ-lower = { $site } (lower)
network-differ-higher = { $site } (higher)
network-differ-untold = Whether a site differs from the others cannot be told here:
network-differ-untold-line = { $standards ->
    [one] { $source }, rated { $rated }, { $standards } standard: { $reason }.
   *[other] { $source }, rated { $rated }, { $standards } standards: { $reason }.
}
network-differ-few-sites = there are fewer than { $n } sites
network-differ-no-spread = too few were rated more than once to tell how much ratings vary by chance

# Means over groups of sites.
network-groups = Groups of sites
network-groups-about = Means in { $year }, each site once, with the 95% range and the number of sites. Groups stand in the order of their names.
network-groups-region = By region
network-groups-hub = By hub
network-groups-county = By county
network-groups-program = By program
network-groups-grades = By grades
network-groups-many = { $kind }: { $n } groups have a mean; they stand in data/groups.csv.
network-groups-unlisted = Not in the list
network-groups-no-score = no score
network-groups-left-out = left out
network-groups-mean = { $mean }, n{"\u00A0"}={"\u00A0"}{ $sites }
network-groups-mean-range = { $mean } ({ $range }), n{"\u00A0"}={"\u00A0"}{ $sites }
network-groups-few = { $means ->
    [one] Left out here and in data/groups.csv: { $means } mean over fewer than { $sites ->
        [one] { $sites } site
       *[other] { $sites } sites
    }.
   *[other] Left out here and in data/groups.csv: { $means } means over fewer than { $sites ->
        [one] { $sites } site
       *[other] { $sites } sites
    }.
}
# After it: what else is left out.
network-groups-others = { $means ->
    [one] { $means } mean more, because with them what is left out could be worked out by subtraction.
   *[other] { $means } means more, because with them what is left out could be worked out by subtraction.
}

# How far raters agree.
network-agreement = How far raters agree
network-agreement-no-visit-twice = No visit was rated by two named observers, each alone, so how far observers agree cannot be told. Send two observers to a few visits, and let each write down their ratings before they talk.
network-agreement-note = For a board, the words are enough. Alpha (Krippendorff) and AC (Gwet) can differ much: alpha asks whether raters tell items apart better than chance would, and is low where nearly all ratings lie on the same one or two levels; AC does not ask that. Look at AC for how much raters agree, and at alpha before you compare items or visits. Both are 1 where raters always agree, 0 where they agree as often as chance would have it; nearer levels count for more; in brackets the range that holds the true value 95 times in 100. Ratings that a group agreed on are left out. People of one site have seen different days, so they may differ for other reasons than observers of one visit. The data file agreement has each item.
network-agreement-caption = How far people agree who rated the same thing, each alone
network-agreement-raters = Raters
network-agreement-several = Rated by more than one
network-agreement-in-words = In words
network-agreement-alpha = Alpha
network-agreement-ac = AC
network-agreement-observers = Observers of one visit
network-agreement-people = People of one site
network-agreement-visits = { $things ->
    [one] { $things } visit
   *[other] { $things } visits
}, { $people ->
    [one] { $people } person
   *[other] { $people } different people
}
network-agreement-rounds = { $things ->
    [one] { $things } round
   *[other] { $things } rounds
} (a site in a year), { $people ->
    [one] { $people } person
   *[other] { $people } different people
}
# What that comes to, for people who want no numbers; before the counts.
network-agreement-close = Most ratings are the same, and few are more than one level apart.
network-agreement-next-level = Ratings often differ, but seldom by more than one level: talk about what each level means before you rate.
network-agreement-far = Ratings differ, and some by more than one level: agree on what each level means, and rate a few together first.
network-agreement-mostly = Most ratings are the same.
network-agreement-seldom = Ratings often differ: talk about what each level means before you rate.
network-agreement-one = Rated by several only once: too little to judge by.
# A count that rounds to none and is not.
network-agreement-under-one = fewer than 1
network-agreement-figure = { $value } ({ $range })
network-agreement-unsure = { $value }; how sure cannot be told
network-agreement-no-variation = every rating is the same
network-agreement-levels-only = for levels only
# Of all pairs of ratings where they are few, else of 100.
network-agreement-same = { $pairs ->
    [one] The same level in { $same } of { $pairs } pair of ratings
   *[other] The same level in { $same } of { $pairs } pairs of ratings
}
network-agreement-near = { $pairs ->
    [one] The same level in { $same } of { $pairs } pair of ratings, one level apart in { $near }, further apart in { $far }
   *[other] The same level in { $same } of { $pairs } pairs of ratings, one level apart in { $near }, further apart in { $far }
}

# How observers compare: sentences in a row.
network-observers = { $n ->
    [one] { $tool }: { $compared } of { $n } observer can be compared with others who saw the same sites in the same year.
   *[other] { $tool }: { $compared } of { $n } observers can be compared with others who saw the same sites in the same year.
}
network-observers-alike = None of them differs clearly.
network-observers-more = { $n } clearly above the others at the same sites.
network-observers-less = { $n } clearly below the others at the same sites.
network-observers-two = { $n } differ, two by two; which of the two is off cannot be told.
network-observers-own-sites = { $n } at sites that nobody else saw: whether the observer is strict or the site is low cannot be told.
network-observers-few-visits = { $n } with too few visits beside those of others to tell.

# How many visits would be enough.
network-enough = How many visits would be enough
network-enough-untold = This cannot be told yet: there are too few sites to see how much sites differ.
network-enough-caption = How much one visit or form tells, and how many it takes to tell sites apart
network-enough-of-one = How much one visit or form tells
network-enough-head = How many to tell sites apart
network-enough-note = With so many in a year, { $share } of what sets sites apart is real and { $rest } is chance; with one alone, as much is real as the column says. Where the number is larger than you can do, do not compare sites on this standard. From all sites together; a site may vary more or less than others.
network-enough-assumed = { $enough }, with an assumed spread
network-enough-too-many = cannot be reached with fewer than { $looks }
network-enough-alike = no number: sites differ no more than one site does from visit to visit
network-enough-visits = { $n ->
    [one] { $n } visit
   *[other] { $n } visits
}
network-enough-ratings = { $n ->
    [one] { $n } rating
   *[other] { $n } ratings
}
network-enough-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}

network-method = How these numbers were made
network-method-over-sites = Over sites: every site counts once, whatever its number of visits. Self-assessment and observation are never averaged together, nor are years rated with different versions of a tool. What comes first in a plan is importance times the expected shortfall below target; the site’s own plan shows the arithmetic.

# The files of a run.
network-files = Files
network-files-caption = Files of this run
network-file = File
network-file-holds = What it holds
network-file-noticed = What we noticed in your files
network-file-noticed-holds = What to put right or look at
network-file-word = Report for a board, in Word
network-file-pdf = Report for a board, to print
network-file-board-holds = The network in two pages and an appendix
network-file-workbook = Workbook of the network
network-file-workbook-holds = Sites, scores, heat map, changes and the summary for the yearly report
network-file-data = Data
network-file-data-holds = All numbers as CSV and Parquet, with a dictionary
network-file-run = How this run was made
network-file-run-holds = Inputs, rules, versions and settings: enough to repeat the run
