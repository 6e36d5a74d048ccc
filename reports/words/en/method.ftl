# How the numbers of a report were made: tools, rules, what was left out, settings and files.

# A tool, and how its ratings become scores.
method-tool = { $title } ({ $short }), version { $version }.
method-steps = How its ratings are averaged, step by step: { $steps }.

# The steps. A score stands where "Section = mean of its parts" does, and more is told after it, with commas.
method-within-form = within each form: { $score }
method-then = then { $score }
method-of-year = from the values of the year: { $score }
method-step = { $step }: { $how } over { $fields }
method-step-least = { $step }: { $how } over { $fields }, of at least { $least }
method-step-agreed = { $step }: { $how } over { $fields }, the agreed rating first
method-step-agreed-least = { $step }: { $how } over { $fields }, the agreed rating first, of at least { $least }
# What forms of a site and year differ by, as the rules call it.
method-field = { $field ->
   *[other] { $field }
}
method-score = { $name } = { $how } of its parts
method-by-crosswalk = by the crosswalk `{ $crosswalk }`
method-for-groups = for { $groups }
method-line = the line is { $number }
method-share = the share is { $number }
method-none-below = none may lie below { $number }
method-least-share = a share of at least { $number } of the parts has a value
method-at-least = { $n ->
    [one] at least { $n } part
   *[other] at least { $n } parts
}
method-with-at-least = { $n ->
    [one] with at least { $n } part
   *[other] with at least { $n } parts
}
method-mean = mean
method-weighted-mean = weighted mean
method-pooled-mean = mean of all ratings
method-median = middle value
method-sum = sum
method-minimum = lowest
method-maximum = highest
method-mode = most frequent value
method-share-at-or-above = share at or above a line
method-k-of-n = enough at or above a line (1) or not (0)
method-ladder = step of the ladder
method-ratio = ratio

# What to know of all of them.
method-cautions = Keep in mind
method-sure = How sure: people or visits of the same site and year differ. How much they differ is estimated over all sites together, and gives each score its 95% range (t distribution, pooled standard deviation, cut at the ends of the scale).
# After it: what of ratings that a group agreed on, as the rules have it; then how sure a change is.
method-sure-agreed = A rating that a group agreed on stands alone, so its range cannot be told.
method-sure-agreed-ranged = A rating that a group agreed on stands alone; by these rules its range is taken from how much single forms differ at all sites, so read it with care.
method-sure-change = The range of a change also holds how much years vary about the line of a site, where the lines of enough sites tell: it can be wider than those of its two scores would suggest. A change is called clear only when its own 95% range leaves out zero; of the many that are looked at, a few are so by chance. Where nearly all rise or fall at once, look first at how people rated.

# What was left out.
method-left-out = What was left out, and why
method-nothing-left-out = Nothing: every cell was read as it stands, and every rating counts.
method-held-back = { $n ->
    [one] { $n } site held back until something in the files is put right: { $names }. Ratings that can be read still count in what is estimated over all sites.
   *[other] { $n } sites held back until something in the files is put right: { $names }. Ratings that can be read still count in what is estimated over all sites.
}
method-no-rating = { $cells } of { $all ->
    [one] { $all } rating cell
   *[other] { $all } rating cells
}: { $state }.
method-not-on-scale = not on the scale, told among what we noticed
# What was noticed, by kind, with its code.
method-noticed = { $about } ({ $code }): { $n ->
    [one] { $n } time
   *[other] { $n } times
}.

# Rules and settings: labels, and what stands beside them.
method-rules-and-settings = Rules and settings
method-program = Program
method-made-for = Made for
method-school-years = School years
method-only-year = only { $year }, as asked
method-only-years = only { $first } to { $last }, as asked
method-all-years = all that the files hold
method-rules = Rules, { $pack }
method-pack = { $title }, version { $version }, fingerprint { $fingerprint }
# The rule files of a kind; the kind is the rule language's own word.
method-rule-files = Files, { $kind ->
   *[other] { $kind }
}
method-repeat = The fingerprint of rules changes with every letter of them. run.json holds it in full, with the settings and the files: enough to repeat the run. From any score, cqi explain leads to the rule and the cells.

# The files of ratings, in a table.
method-files = Files that were read
method-files-caption = Files, and the start of their SHA-256 fingerprints
method-file = File
method-bytes = Bytes
method-fingerprint = Fingerprint
method-more-files = { $n ->
    [one] And { $n } more file: run.json lists all of them in full.
   *[other] And { $n } more files: run.json lists all of them in full.
}
