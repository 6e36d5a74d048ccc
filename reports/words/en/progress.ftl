# What became of a plan: in part III of it, and in `cqi plan progress`.

# How it goes in short: "3 of 8 steps are done; 1 moving and 2 stuck. 2 are overdue."
progress-steps = { $n ->
    [one] { $n } step
   *[other] { $n } steps
}
progress-done = { $done ->
    [one] { $done } of { $steps } is done.
   *[other] { $done } of { $steps } are done.
}
progress-done-and = { $done ->
    [one] { $done } of { $steps } is done; { $others }.
   *[other] { $done } of { $steps } are done; { $others }.
}
progress-moving = { $n } moving
progress-stuck = { $n } stuck
progress-not-started = { $n } not started
progress-dropped = { $n } dropped on purpose
progress-without = { $n } without a status
progress-overdue = { $n ->
    [one] { $n } is overdue.
   *[other] { $n } are overdue.
}
progress-old = { $n ->
    [one] { $n } status is old or without a date.
   *[other] { $n } statuses are old or without a date.
}

# A step: who and when, its status.
progress-by = by { $day }
progress-owner-by = { $owner }, by { $day }
progress-own = a step of the site’s own
progress-and-own = { $who }; a step of the site’s own
progress-is-overdue = overdue
progress-status-overdue = { $status }, overdue
progress-no-status = no status
progress-no-status-overdue = no status, overdue

# A goal: how far people say it is, and what the scores say since its start.
progress-on-the-scale = On the scale: { $level }, { $age }
progress-not-said = not said
progress-not-measured = no score to compare
progress-not-again = not measured again yet
progress-cannot-compare = Cannot compare: tool, round or way of rating differs
progress-up = Up
progress-down = Down
progress-no-clear-change = No clear change
progress-cannot-tell = Cannot tell
progress-since = { $by } since { $since }
progress-range-since = { $by } ({ $low } to { $high }) since { $since }

# The headings of part III.
progress-last-plan = What became of the plan of { $year }
progress-so-far = This year so far
progress-looking-back = Looking back
progress-beside = { $then } and { $now }
progress-how-to-read = A status is what people wrote, with its age today; nobody works it out. A result is what the scores say: called clear only where its 95% range leaves out zero. That a score moved while steps were done does not show that they moved it.

# The table of last year's plan beside this year's.
progress-head-standard = Standard
progress-head-steps = Steps in { $year }
progress-head-goal = Goal of { $year }
progress-head-plan = Plan for { $year }
progress-no-steps = none
progress-steps-done = { $done } of { $n } done
progress-no-goal = no goal
progress-in-focus = in focus
progress-in-focus-goal = in focus, from { $from } to { $to }
progress-not-in-focus = not in focus

# The headings of the tables of `cqi plan progress`.
progress-column-step = step
progress-column-who = who
progress-column-due = done by
progress-column-status = status
progress-column-age = age
progress-column-note = what happened
progress-column-goal = goal
progress-column-start = start
progress-column-target = target
progress-column-latest = latest
progress-column-since = since the start
progress-column-level = how far, as people say
