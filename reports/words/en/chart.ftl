# What charts say. Where English needs no forms, { $n -> *[other] … } leaves room for those of
# other languages.

# The dashed line, and its label at the edge: "target 3.0".
chart-target = target { $value }
# A value in words, and in a table of numbers.
chart-value = { $value }, n{"\u00A0"}={"\u00A0"}{ $n }
chart-value-range = { $value } ({ $range }), n{"\u00A0"}={"\u00A0"}{ $n }
chart-part = { $text }, part { $part } of { $parts }
chart-tool-version = { $tool }, version { $version }
chart-cannot-be-told = cannot be told
chart-no-data = no data
chart-no-evidence = no evidence
chart-none = none

# Captions and heads of the numbers of charts.
chart-numbers = The numbers of this chart
chart-standard = Standard
chart-site = Site
chart-source = Source
chart-line = Line
chart-n = n
chart-score = Score
chart-range = 95% range
chart-years = Years
chart-before = Before
chart-now = Now
# The change from before to now.
chart-by = Difference
chart-how-sure = How sure
chart-rated = Rated
chart-same-level = Same level
chart-within-one = Within one
chart-range-of-share = 95% range, as a share
chart-pairs = Pairs
chart-rated-by-several = Rated by several
chart-no-order = no order
chart-lies = Lies
chart-below = below
chart-above = above
chart-limits-95 = 95% limits
chart-limits-998 = 99.8% limits
chart-level-expected = Level to be expected
chart-for-comparing = For comparing two sites
chart-sites-below = Sites below target
chart-of-these-in-plan = Of these in the plan
chart-sites-with-score = Sites with a score
chart-share-below = Share below
chart-step = Step
chart-points = Points
chart-domain = Domain
chart-dimension = Dimension
chart-mean-head = Mean
chart-published-mean = Published mean
chart-gap = Gap

# Under a title, where ranges are no more than assumed.
chart-ranges-assumed = { $subtitle }; ranges rest on what the rules assume

# All standards of a site.
chart-standards = All standards against the target
chart-standards-subtitle = Latest score of each source with its 95% range where it can be told; bold: this year's focus
chart-standards-all = { $n ->
    [one] All { $n } standard
   *[other] All { $n } standards
} with evidence are at or above target
chart-standards-below = { $below } of { $n ->
    [one] { $n } standard
   *[other] { $n } standards
} with evidence { $below ->
    [one] is
   *[other] are
} below target
# Where some standards have both a self-assessment and an observation.
chart-standards-in-either = { $finding } in one source or both
chart-standards-unknown = { $finding }; { $n ->
    [one] { $n } standard
   *[other] { $n } standards
} not known yet

# Standards over the years.
chart-trend = This year’s focus over the years
chart-trend-and-movers = This year’s focus over the years, and what moved most
chart-trend-one = { $standard } over the years
chart-trend-subtitle = Score by school year with its 95% range where it can be told; n at each point; a line breaks where the tool or the way of rating changed, or a year is missing
chart-trend-rose = { $name } rose by { $by } since { $since } ({ $source })
chart-trend-fell = { $name } fell by { $by } since { $since } ({ $source })
chart-trend-none = No change over the years is surely more than chance
chart-trend-data = The numbers of this chart: score, 95% range where it can be told, n

# From the first year that can be compared to the latest.
chart-change = What changed since the first year that can be compared
chart-change-subtitle = Score in the first comparable year and in the latest; on the right the difference with its 95% range where it can be told
chart-difference = { $by } ({ $low } to { $high })
# { $who }: names, or "4 standards"; { $n } says how many they are.
chart-change-rose = { $who } { $n ->
   *[other] rose
} clearly
chart-change-fell = { $who } { $n ->
   *[other] fell
} clearly
chart-change-none = No standard changed by more than chance would have it
chart-change-untold = Whether any change is more than chance cannot be told from these ratings
chart-change-some-untold = No clear change where it can be told; for { $untold } of { $n ->
    [one] { $n } change
   *[other] { $n } changes
} it cannot
chart-change-row = { $name } { $before } to { $now }, { $sure }
chart-change-group = { $name }, { $from } to { $to }: { $rows }.
chart-clear = a clear change
chart-not-clear = not a clear change
chart-chance-untold = whether that is more than chance cannot be told

# Self-assessment beside observation.
chart-views = Self-assessment beside observation
chart-views-subtitle = Both scores of { $years }, and the gap between them with its 95% range where it can be told
chart-views-higher = The site sees itself clearly higher than observations show: { $names }
chart-views-lower = The site sees itself clearly lower than observations show: { $names }
chart-views-both = The site sees itself clearly higher than observations show: { $higher }; clearly lower than observations show: { $lower }
chart-views-none = No clear gap between how the site sees itself and what observations show
chart-views-untold = Whether the two views differ by more than chance cannot be told
chart-views-some-untold = No clear gap where it can be told; for { $n ->
    [one] { $n } standard
   *[other] { $n } standards
} it cannot
chart-views-row = { $name }: self-assessment { $own }, observation { $visits }, gap { $gap }
chart-views-row-range = { $name }: self-assessment { $own }, observation { $visits }, gap { $gap } ({ $low } to { $high })
chart-views-row-untold = { $name }: self-assessment { $own }, observation { $visits }, gap { $gap }; its range cannot be told

# Items of a tool beside published values.
chart-profile = { $tool } beside published averages
chart-profile-subtitle = { $tool }, { $year }, { $looks }; mean rating with its 95% range where it can be told
chart-profile-subtitle-own = { $tool }, rated by the site itself, { $year }, { $looks }; mean rating with its 95% range where it can be told
chart-profile-finding = Highest: { $high }. Lowest: { $low }
# Too many to name: "5 alike at 3.33".
chart-profile-alike = { $n } alike at { $value }
chart-profile-few = What was observed
chart-profile-published = { $name } { $value } (published { $published })
chart-profile-not-rated = { $name } not rated

# Ratings at each level.
chart-shares = { $tool }: ratings at each level
chart-shares-subtitle = { $tool }, { $year }, { $looks }; share of all ratings given
chart-shares-subtitle-own = { $tool }, rated by the site itself, { $year }, { $looks }; share of all ratings given
chart-shares-between = { $subtitle }; { $n ->
    [one] { $n } rating
   *[other] { $n } ratings
} between two levels left out
# The lower half of the scale: "2 Some progress or lower".
chart-or-lower = { $level } or lower
chart-shares-low = { $name }: { $low } of { $all } ratings are at { $level }, the largest share of all
chart-shares-all = { $low } of { $all ->
    [one] { $all } rating
   *[other] { $all } ratings
} { $low ->
    [one] is
   *[other] are
} at { $level }
# More forms than visits: two people rated one visit, each alone. "5 forms from 4 observed activities".
chart-shares-forms = { $n ->
    [one] { $n } form
   *[other] { $n } forms
} from { $looks }
chart-shares-count = { $count } at { $level }
chart-shares-none = no ratings

# Priorities, step by step.
chart-priority = Why these standards come first
chart-priority-subtitle = How far below target, in points of the scale, step by step
chart-priority-highest = Highest priority: { $names }
chart-priority-urgent = { $n ->
    [one] { $names } comes
   *[other] { $names } come
} first whatever the averages say
chart-priority-urgent-then = { $n ->
    [one] { $names } comes
   *[other] { $names } come
} first whatever the averages say; then by priority { $then }
chart-priority-score = { $score } in { $by }, target { $target }
chart-priority-drawn = Drawn toward the mean of all sites, as it rests on few ratings
chart-priority-ahead = { $n ->
    [one] { $n } year on, along its line (drawn toward those of all sites)
   *[other] { $n } years on, along its line (drawn toward those of all sites)
}
chart-priority-spread = Not known exactly (give or take { $spread }): it may lie lower
chart-priority-above = Above target counts as nothing
chart-priority-surely = Only what is surely below target counts
chart-priority-importance = Importance { $weight } ({ $source })
chart-priority-importance-alike = Importance { $weight } (all standards count alike)
chart-priority-total = Priority
chart-priority-panel = { $title }: { $steps }; together { $sum }.

# Run charts, and the rules that found a signal.
chart-control = Lines of ten years or more, as run charts
chart-control-subtitle = Score by school year about its median; limits where there are twelve years or more
chart-control-none = No line shows a signal of change beyond chance
chart-control-one = { $line }: more than chance is at work
chart-control-several = { $n } of { $all ->
    [one] { $all } line
   *[other] { $all } lines
} show that more than chance is at work
chart-median = median { $value }
chart-signal-run = { $n ->
    [one] { $n } year
   *[other] { $n } years
} in a row on one side of the median; chance gives { $most } at most (anhoej/runs@1)
chart-signal-crossings = the line crosses its median { $n ->
    [one] { $n } time
   *[other] { $n } times
}; chance gives { $fewest } at least (anhoej/crossings@1)
chart-signal-beyond = { $n ->
    [one] { $n } year
   *[other] { $n } years
} beyond the limits (nelson/1@1)
chart-no-signal = no signal
chart-no-shift = The years move about their median as chance would have it.
chart-shift-untold = Whether the line has shifted cannot be told: { $useful } of its years do not lie on the median itself, and it takes { $least }.
chart-limits = Limits { $low } to { $high }: mean { $mean }, and three times what neighbouring years differ by.
chart-limits-too-few = No limits: { $n ->
    [one] { $n } year
   *[other] { $n } years
} of the { $least } that they take.
chart-limits-no-neighbours = No limits: no two years in a row have a score.
chart-limits-no-variation = No limits: the years vary too little for them.

# How far raters agree.
chart-agreement = { $tool }: how far raters agree
chart-agreement-visits = { $tool }, { $things ->
    [one] { $things } visit
   *[other] { $things } visits
} rated by two or more of { $people ->
    [one] { $people } person
   *[other] { $people } people
}, each alone; share of pairs with its 95% range
chart-agreement-rounds = { $tool }, { $things ->
    [one] { $things } round
   *[other] { $things } rounds
} rated by two or more of { $people ->
    [one] { $people } person
   *[other] { $people } people
}, each alone; share of pairs with its 95% range
chart-agreement-all = { $n ->
    [one] All { $n } item
   *[other] All { $n } items
}
chart-agreement-observers = Observers of one visit gave the same level in { $share } of { $pairs ->
    [one] { $pairs } pair of ratings
   *[other] { $pairs } pairs of ratings
}
chart-agreement-observers-near = Observers of one visit gave the same level in { $share } of { $pairs ->
    [one] { $pairs } pair of ratings
   *[other] { $pairs } pairs of ratings
}, and at most one level apart in { $near }
chart-agreement-people = People of one site gave the same level in { $share } of { $pairs ->
    [one] { $pairs } pair of ratings
   *[other] { $pairs } pairs of ratings
}
chart-agreement-people-near = People of one site gave the same level in { $share } of { $pairs ->
    [one] { $pairs } pair of ratings
   *[other] { $pairs } pairs of ratings
}, and at most one level apart in { $near }
chart-agreement-row = { $name }: same level { $exact }
chart-agreement-row-near = { $name }: same level { $exact }, within one level { $near }

# Sites by standards.
chart-heat = Sites by standards, { $source }
chart-heat-shown = { $source }: the latest score of each site
chart-heat-subtitle = { $shown }; below target is shaded, darker the further below
chart-heat-subtitle-silent = { $shown }; what lies below target is shaded, darker the further below; { $n ->
    [one] { $n } site
   *[other] { $n } sites
} without a score left out
chart-heat-cell = { $score } in { $year }, n{"\u00A0"}={"\u00A0"}{ $n }
chart-heat-cell-range = { $score } ({ $range }) in { $year }, n{"\u00A0"}={"\u00A0"}{ $n }
chart-heat-none = By { $by }, no site with a score lies below target in any standard
chart-heat-one = By { $by }, { $standard } is below target at { $below } of { $n ->
    [one] { $n } site
   *[other] { $n } sites
}
# { $names }: two or more standards.
chart-heat-several = By { $by }, { $names } are each below target at { $n ->
    [one] { $n } site
   *[other] { $n } sites
}
chart-heat-described = { $sites } by { $standards }; { $missing } of { $n ->
    [one] { $n } cell
   *[other] { $n } cells
} have no score. The numbers are in the table.
# Which standards have no column there.
chart-heat-left-out = No score by { $by } at any site, and so left out: { $standards }.
chart-heat-data = The numbers of this chart; in brackets what rests on few

# What many sites have in common.
chart-pareto = What many sites have in common
chart-pareto-subtitle = Sites below target in the latest scores, by self-assessment, by observation or both
chart-pareto-none = No site lies below target in any standard
chart-pareto-most = Most sites below target: { $told }
chart-pareto-at = { $name } ({ $below } of { $n })
chart-pareto-row = { $name }: { $below } of { $n ->
    [one] { $n } site
   *[other] { $n } sites
} below target, { $working } work on it

# Sites beside each other on one topic, and the topic: "Skill Building, self-assessment rated together".
chart-topic = { $standard }, { $source }
chart-topic-together = { $standard }, { $source } rated together
chart-topic-alone = { $standard }, { $source } rated each alone
chart-mean = mean { $value }
chart-visits = Visits
chart-forms = Forms
chart-funnel = { $title }: sites within the limits of chance
chart-funnel-described = { $finding }. Mean { $mean }. The limits allow for chance and for the usual differences between sites.
chart-funnel-by-visits = { $title }, { $year }: score of each site by how many visits it rests on
chart-funnel-by-forms = { $title }, { $year }: score of each site by how many forms it rests on
chart-funnel-outside-below = { $who } below the 99.8% limits
chart-funnel-outside-above = { $who } above the 99.8% limits
chart-funnel-none-outside = { $standard }: no site of { $n ->
    [one] { $n } site
   *[other] { $n } sites
} differs from the others by more than chance
chart-funnel-data = Sites outside the 99.8% limits, by name
chart-levels = { $title }: how sure the levels of sites are
chart-levels-subtitle = { $title }, { $year }: level to be expected, drawn toward the mean of all sites the more so the less it rests on
chart-levels-one-group = { $standard }: the ranges of all sites join up, so they form one group
chart-levels-groups = { $standard }: sites form { $n ->
    [one] { $n } group
   *[other] { $n } groups
} that can be told apart

# Drawn within charts: beside the marks, in the key, and where there is nothing to draw.
chart-no-site-score = no site has a score yet
chart-no-evidence-yet = no evidence yet
chart-no-ratings-yet = no ratings yet
chart-no-two-years = no two years that may be compared yet
chart-no-both-views = no standard has both in the same year yet
chart-no-priority = no standard has a priority
chart-no-score = no score
chart-within-one-level = Within one level
chart-part-of-all = { $part } of { $all }
chart-and-above = { $target } and above
chart-shade-from = from { $value }
chart-shade-below = below { $value }
chart-upper-limit = upper limit { $value }
chart-lower-limit = lower limit { $value }
chart-limit-95 = 95% limit
chart-limit-998 = 99.8% limit
chart-signal = Signal: { $rule }
chart-pareto-in-plan = below target, and the plan works on it
chart-pareto-not-in-plan = below target, not in the plan
chart-pareto-at-target = at or above target
chart-pareto-sites = sites
# The site's own view, above its mark.
chart-views-own = Self

# For those who point at a mark.
chart-told-before = { $told }; the year before { $before }
chart-change-told = { $name }: { $before } in { $from }, { $now } in { $to }; { $told }
chart-shares-told = { $name }, { $level }: { $count } of { $all } ({ $share })
chart-pareto-told = { $name }: { $below } of { $n ->
   *[other] { $n } sites
} are below target; { $working ->
   *[other] { $working } of them work
} on it
chart-within-limits = A site within the limits

# Below charts: how to read them.
# Said of a form agreed by a group only where other marks are hollow.
chart-note-n = n: people who rated alone, or observed activities; a form agreed by a group counts as one{ $hollow ->
    [0] .
   *[other] {""} and is drawn full.
}
chart-note-activities = n: observed activities.
chart-note-interval = Bar: likely range (95% interval).
chart-note-hollow = { $hollow ->
    [1] Hollow mark: only 1 behind it.
   *[other] Hollow mark: { $hollow } or fewer behind it.
}
chart-note-published = Published averages are there to compare with; they are no target.
chart-note-focus = Bold: a focus of this plan.
chart-note-before = Small faint mark: the school year before, where the two may be compared.
chart-note-breaks = Dotted line: for a line that breaks there, the form or the way of rating changed; its two sides are not compared.
chart-note-pairs = Pairs: two ratings of the same thing, each by another person.
chart-note-summary = Bold: over several items.
chart-note-sites-by-name = Sites by name; nothing is ranked.
chart-note-thin-bar = Thin bar: likely range (95% interval).
chart-note-thick-bar = Thick bar: two sites differ where their thick bars do not overlap.
chart-note-looks = n: how many people who rated alone, or observed activities.
chart-note-sizes = Small mark: before. Large mark: now. n: people who rated alone, or observed activities, behind each; a form agreed by a group counts as one.
chart-note-clear-change = Blue: a clear change, its 95% range leaves out zero.
chart-note-unclear-change = Grey: it may be chance.
chart-note-untold-change = Dashes: whether it is more than chance cannot be told.
chart-note-signals = Large blue marks: years in which a rule found a signal.
chart-note-signal-line = Blue line: the signal lies in the line as a whole.
chart-note-limits = Dashes: the limits within which years lie by chance; a limit off the scale is not drawn.
chart-note-funnel = Each mark is a site. Of sites that differ by no more than sites usually do, 95 of 100 lie between the dashed lines and 998 of 1,000 between the outer ones. To lie outside is a reason to look, not a verdict.
chart-note-unnamed = Some of the sites outside have no room for their names here; the numbers below name all.
chart-note-order = Sites by name, standards in their order; nothing is ranked.
chart-note-brackets = In brackets: rests on few.
chart-note-priority = Pale blue adds, grey takes away; the dark bar is what they come to, in points of the scale. All bars have the same scale.
chart-note-shares = Bars are centered on the middle of the scale: the further left, the lower the ratings. n: how many ratings.
chart-note-views = Right side: self-assessment less observation; right of zero, the site sees itself higher. Dot: the gap. Bar: likely range (95% interval); no bar: it cannot be told.
chart-note-clear-gap = Blue: a clear gap, its range leaves out zero.
chart-note-views-n = n: self-assessments, visits.
