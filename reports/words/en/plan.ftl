# A site's improvement plan: cover, assessment, plan, and how its numbers were made. What the rules
# say (titles of parts, labels of fields, standards, goals, steps) is not said here.

plan-footer = { $site } · plan for { $year }

# The cover.
plan-prepared-with = { $tools }; cqi { $program }, { $rules }
plan-rules = rules { $pack } { $version }
# Which results are those of a site that this one continues; and when that site was open.
plan-continues = This site continues { $name } (site { $id }). Its results are shown as those of one site.
plan-continues-from = This site continues { $name } (site { $id }, from { $from } on). Its results are shown as those of one site.
plan-continues-until = This site continues { $name } (site { $id }, until { $to }). Its results are shown as those of one site.
plan-continues-in = This site continues { $name } (site { $id }, in { $from }). Its results are shown as those of one site.
plan-continues-between = This site continues { $name } (site { $id }, from { $from } to { $to }). Its results are shown as those of one site.

# Headings and table heads of the assessment.
plan-in-short = In short
plan-by-standard = What we found, by standard
plan-where-from = Where this comes from
plan-standard = Standard

# Said where a school year without ratings lies before that of the plan.
plan-ratings-old = The latest ratings are from { $latest }, and this plan is for { $year }. Look first at whether they still hold.
# In short: what is strong, what moved, what comes next.
plan-strength-sure = A strength to protect: { $standard } ({ $score }), clearly at or above target.
plan-strength-at = A strength to protect: { $standard } ({ $score }), at or above target.
plan-strength-closest = Closest to target: { $standard } ({ $score }).
plan-strength-highest = A strength to protect: { $standard } ({ $score }), the highest of all.
# A change that is clear ("up from 2.50 in 2023-24, a clear change"), and the other source beside it.
plan-moved = { $standard }: { $score } in { $by }, { $moved }.
plan-moved-beside = In { $by }: { $score }, { $moved }.
plan-improving = Improving over the years, in { $by }: { $standards }.
plan-declining = Declining over the years, in { $by }: { $standards }.
plan-up = Clearly up since the year before, in { $by }: { $standards }.
plan-down = Clearly down since the year before, in { $by }: { $standards }.
# The same, after others that were told.
plan-also-up = Also clearly up since the year before, in { $by }: { $standards }.
plan-also-down = Also clearly down since the year before, in { $by }: { $standards }.
# Where people may have come to rate otherwise.
plan-nearly-all-up = In { $by }, { $moved } of { $n ->
   *[other] { $n } standards
} rose clearly in one year. Where nearly all rise at once, look first at how people rated.
plan-nearly-all-down = In { $by }, { $moved } of { $n ->
   *[other] { $n } standards
} fell clearly in one year. Where nearly all fall at once, look first at how people rated.
plan-sees-itself-higher = Clearly higher in the self-assessment than in the observations: { $standards }.
plan-sees-itself-lower = Clearly lower in the self-assessment than in the observations: { $standards }.
# A standard in such a row, with its score in the self-assessment and in the observations.
plan-two-scores = { $standard } ({ $own } and { $seen })
plan-none-below = Nothing that was rated is below target.
plan-to-work-on = To work on in { $year }: { $standards }.
plan-not-known-yet = { $n ->
    [one] Not known yet: { $n } standard without evidence. That is not a zero.
   *[other] Not known yet: { $n } standards without evidence. That is not a zero.
}

# What scores mean: the scale, the words for the target, and whose choice it is.
plan-scale = Scores go from { $lowest } to { $highest }; higher is better.
plan-scale-words = In { $by }, { $level } stands for “{ $label }”.
plan-scale-target = The target of { $target } is a choice made in the rules in use (“{ $title }”).

# The table of scores by standard.
plan-scores-without-year = Scores by standard; this year’s focus in bold
plan-scores = Scores by standard in { $year }; this year’s focus in bold
plan-scores-with-target = Scores by standard in { $year }; target { $target }; this year’s focus in bold
plan-or = { $first } or { $second }
plan-no-evidence = no evidence
plan-too-little-rated = too little was rated for a score
# A score, its range and who is behind it: "3.54 (3.26 to 3.81); 4 activities".
plan-score = { $score }; { $behind }
plan-score-of-year = { $score }; { $behind }, { $year }
plan-score-of-older-year = { $score }; { $behind }, { $year }, older
plan-behind-observed = { $n ->
    [one] { $n } activity
   *[other] { $n } activities
}
plan-behind-agreed = { $n ->
    [one] agreed by the group
   *[other] { $n } forms agreed by groups
}
plan-behind-alone = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
# On the line below it: "In a year +0.11, may be chance (clear from 0.55 on)".
plan-change-in-a-year = In a year { $change }
plan-how-to-read = How to read this: first the score, in brackets its 95% range (where the true value most likely lies, by how much such ratings differ over all sites), then who is behind it: people who each rated alone, a group that agreed on one form, or observed activities. Below it stands the change since the year before. One that may be chance says from which size on it would be clear. Changes are worked out before rounding. “Clearly” is said only where the whole range says the same; a difference has a range of its own. Self-assessment and observation stand side by side and are never averaged. How ratings become a score stands under “How these numbers were made”.
plan-fewer-people = Where fewer people or activities stand behind a score than behind the tool as a whole, the others left too many of its items without a rating.
# Said after it where groups agreed: on forms that have no range, and on some that have one.
plan-agreed-no-range = A form that a group agreed on has no range, so a change is given without a word on whether it is clear.
plan-agreed-with-range = Where a group agreed on one form, its range is taken from how much scores differ at all sites. Read it with care.
# Said after it where a range rests on what the rules assume.
plan-assumed = Assumed: there are too few visits, over all sites, to tell how much they vary; the range rests on what the rules take to be usual.

# Which way the standards go over the years.
plan-years = Over the years
plan-years-caption = Which way each standard goes, for lines of three years or more
plan-years-how-to-read = A year: points of the scale that a line through all years goes up or down, with its 95% range. Improving or declining is said from five years on (from six where a line is in two parts), and only where chance alone would hardly give as steep a line, given how many sites were looked at. A change that would not show may be there all the same. A change between two years may be clear although the line over all years is not, or is too short to test. Where the tool or the way of rating changed, a line is in parts: years before and after are not compared.
plan-years-linked = Where a line is linked over such a change, a rule says how older scores are carried to the scale of the newer tool, and the range takes in how far off that may be. Scores and charts show what was rated, and still break there.

# Standards that nothing speaks to, and what could.
plan-cannot-tell = What we cannot tell yet
plan-cannot-tell-why = There is no evidence on these standards. They are not zero; they are not known.
plan-could-tell = What could tell: { $tools }.
plan-no-score = { $tool } in { $year }: { $reason }.
# Why ratings do not give a score.
plan-nothing-rated = nothing was rated
plan-few-parts = { $have ->
    [one] { $have } part rated, at least { $need } needed
   *[other] { $have } parts rated, at least { $need } needed
}
plan-small-share = { $have }% of the items answered, at least { $need }% needed
plan-little-weight = too few of its parts were rated
plan-few-responses = { $have ->
    [one] { $have } observation or rater, at least { $need } needed
   *[other] { $have } observations or raters, at least { $need } needed
}
plan-few-values = { $have ->
    [one] { $have } value, at least { $need } needed
   *[other] { $have } values, at least { $need } needed
}
plan-blocked = `{ $part }` has no rating ({ $state }), and nothing is worked out without it
plan-tie = two values were given equally often
plan-base-zero = the base is zero

# The tools behind the plan, in a table; and the heading above what people fill in.
plan-tools-caption = Tools behind this plan
plan-tool = Tool
plan-school-year = School year
plan-dates = Dates
plan-based-on = Based on
plan-to-fill-in = For the team to fill in
plan-raters-far-apart = Talk about the items that people rated quite differently in { $year }: { $items }.

# The plan itself: headings, and what is said of a focus.
plan-keep-strong = Nothing that was rated is below target. Choose together what to keep strong.
plan-across = Steps across standards
plan-not-this-year = Not this year, and why
plan-begin-with = Begin with the first step, “{ $step }”, and do not wait for the day beside it.
plan-agree-now = Agree this week on what to do.
plan-why = Why we chose it
plan-goal = Goal
plan-also-watch = Also watch
plan-mid-year = Sign at mid-year
# Where a goal stops short of the target, because the rules lead no further in a year.
plan-fair-step = { $step ->
    [half] Half a level is a fair step for one year; the target stays { $target }.
   *[other] A rise of { $step } is a fair step for one year; the target stays { $target }.
}
# Under a goal whose rise is too small to tell from chance, or where nothing tells how large that is.
plan-rise-may-be-chance = The goal is a rise of { $rise }. With as few ratings as now, a rise of less than { $needed } may be chance. So go by what the steps below change, and take the score as a hint.
plan-rise-agreed = The group agreed on one form, so the score alone cannot show whether a rise is more than chance. Go by what the steps below change.
plan-rise-cannot-be-told = There are too few ratings to tell whether a rise is more than chance. Go by what the steps below change.

# Why a standard was chosen.
plan-comes-first = It comes first whatever the averages say.
plan-below = It stands at { $score } in { $by }; the target is { $target }.
plan-below-in-both = It stands at { $score } in { $by } and at { $other_score } in { $other_by }; the target is { $target }.
plan-closest = Nothing is below target. This one is the closest to it: { $score } in { $by }; the target is { $target }.
# It gets a capital at its start; "down from 2.50 in 2023-24, a clear change" follows.
plan-went = { $by } went { $moved }.
plan-moved-by = { $by } moved by { $difference } since { $since }.
plan-pulled-down = What pulls it down most: { $items }.
plan-item = { $item } at { $score }
# Others that were not chosen have the same score and priority.
plan-even = { $n ->
    [one] { $others } stands equally low ({ $score }). They were taken in the order of the standards; if you have good reasons for the other, take that.
   *[other] { $others } stand equally low ({ $score }). They were taken in the order of the standards; if you have good reasons for another, take that.
}
plan-by-chance = A low score is low partly by chance: even if nothing changes, the next one in { $by } is expected near { $expected } and not { $score }. So much of a rise may come by itself.
plan-robust = A firm choice: had the scores come out a little differently, as they do by chance, it would be among the first { $n ->
    [one] { $n } standard
   *[other] { $n } standards
} in { $tries } of 100 tries (firm from { $firm } on).
plan-close = A close choice: had the scores come out a little differently, as they do by chance, it would be among the first { $n ->
    [one] { $n } standard
   *[other] { $n } standards
} in only { $tries } of 100 tries (firm from { $firm } on). If you have good reasons for another one, take that.
plan-views-differ = The two views differ: self-assessment { $own }, observation { $seen }, a difference of { $difference }. Talk about why.
plan-views-chance = Self-assessment { $own }, observation { $seen }: a difference of { $difference }, not a clear one. It may be chance.
plan-views-untold = Self-assessment { $own }, observation { $seen }: a difference of { $difference }. Whether it is more than chance cannot be told.

# The action steps, in a table.
plan-steps-caption = Action steps: change any word, position or date to fit your site
plan-what = What we will do
plan-who-and-when = Who and when
plan-what-it-takes = What it takes
plan-what-shows-it = What shows it is done, and what should change
# For a step that does not wait for a day.
plan-now-by = Now; by { $day }
# Who stands in where a site has no such position.
plan-aim = Aim: { $measure }
plan-stands-in = or: { $position }

# Why a standard was not chosen.
plan-next-in-line = { $n ->
    [one] Below target, next in line (a plan holds at most { $n } standard at a time)
   *[other] Below target, next in line (a plan holds at most { $n } standards at a time)
}
plan-even-with-chosen = Below target, as low as one that was chosen
# It stands behind the names, and speaks of those that were chosen.
plan-even-passed-over = { $n ->
    [one] { $others } stands equally low ({ $score }). They were taken in the order of the standards; if you have good reasons, swap them.
   *[other] { $others } stand equally low ({ $score }). They were taken in the order of the standards; if you have good reasons, swap them.
}
# Below the table, where a standard that was not chosen has a lower score than one that was.
plan-lower-not-chosen = Lower by score than one that was chosen: { $standards }. What comes first goes by where a standard is likely to be in the year of the plan: a score that rests on little counts as nearer to the mean of all sites, and a line that goes up or down is carried on. If you know it to be that low, swap them.
plan-not-surely-below = Below target, though not clearly so
plan-at-target = At or above target
plan-no-target = The rules set no target
plan-all-old = All that is known is old

# Charts for those who want to look closer.
plan-closer-look = A closer look, in charts
plan-not-needed = Not needed to work with the plan.

# How the numbers of a plan were made.
plan-method = How these numbers were made
plan-priority = What comes first: the standards that are likely to lie farthest below target, times importance where the rules make some count for more. A score that is less sure counts as a little lower, so that it is not overlooked. The source with the larger shortfall decides; the other is shown beside it.
# After it, where a level has a spread.
plan-priority-spread = Give or take: two times in three the true level lies so near.
# How a standard got its place; the level and how sure it is stand at its end.
plan-arithmetic = { $standard }: { $priority } = importance { $importance } ({ $weight }) × expected shortfall { $shortfall } below { $target } ({ $source }: { $level }).
# The same where all standards count alike.
plan-arithmetic-alike = { $standard }: likely { $shortfall } below { $target } ({ $source }: { $level }).
plan-level-shrunk = level { $level }, drawn toward the mean of all sites because it rests on few ratings, give or take { $spread }, chance of lying below target { $chance }
plan-level-carried = level { $level } ({ $drawn } when drawn toward the mean of all sites, as it rests on few ratings; then { $n ->
    [one] { $n } year
   *[other] { $n } years
} on along its line), give or take { $spread }, chance of lying below target { $chance }
plan-level-measured = level { $level }, give or take { $spread }, chance of lying below target { $chance }
plan-level-itself = level { $level }, taken as it is because there are no repeated ratings
