# The workbook in which people write down how a plan goes.

# Its title, and what it is among the properties of the file.
tracker-title = Tracker { $year } · { $site }
tracker-subject = Tracker
tracker-made-from = Made by cqi from { $rules }

# The names of its sheets: short, without : \ / ? * [ ], each unlike the others. The one of the lists
# stands in formulas, and is a single word.
tracker-tab-steps = Steps
tracker-tab-goals = Goals
tracker-tab-questions = Looking back
tracker-tab-guide = Guide
tracker-tab-lists = Lists

# What each sheet is for, under its title.
tracker-lead-steps = One row for each step. Change what does not fit, add steps of your own below, and set status and date at each meeting.
tracker-lead-goals = One row for each goal. Pick how far you are at mid-year and at the end of the year, and write the date. Start, goal and latest are scores on the scale of the plan; how far along you are is no score.
tracker-lead-questions = Part III of the plan. Fill it in twice: at mid-year and at the end of the year.

# Labels above the tables, by which a tracker is known again. Each is read in every language.
tracker-label-site = Site
tracker-label-site-id = Site id
tracker-label-school-year = School year
tracker-label-written-on = Written on

# In the column of standards, for a step that serves no single one. Read in every language.
tracker-across = Across standards

# What a step takes. Where a rule says that it takes none of something, it says so with
# these words.
tracker-needs-materials = materials: { $what }
tracker-needs-training = training: { $what }
tracker-needs-money = money: { $what }
tracker-no-materials = none
tracker-no-training = none
tracker-no-money = none
tracker-needs-nothing = Nothing new

# The rating that should change by a step, as it is now.
tracker-measured-now = Now: { $score }.

# What is said when something else is typed into a cell.
tracker-look-again = Please look again
tracker-refusal-date = Please write month, day and year, such as 1/31/2026.
tracker-refusal-number = Please write a number.
tracker-refusal-list = Please pick one from the list, or leave it empty.
tracker-refusal-asking = This is not in the list. Keep it if it is right.

# At the foot of every page. `page` and `pages` become numbers when it is printed.
tracker-page = Page { $page } of { $pages }

# How old a status is.
tracker-age-no-date = no date
tracker-age-to-come = a day to come
tracker-age-today = today
tracker-age-days = { $n ->
    [one] { $n } day old
   *[other] { $n } days old
}

# The guide.
tracker-guide-keep = How to keep it
tracker-guide-keep-first = At the first meeting, go through the sheet “{ $steps }”. Change words, positions and dates until they fit your site. Delete nothing: a step that you will not do gets the status for it, with the reason.
tracker-guide-keep-add = Add steps of your own in the empty rows. Leave “{ $column }” empty there.
tracker-guide-keep-meeting = At each meeting, set the status of every step and write the date beside it.
tracker-guide-keep-goals = At mid-year and at the end of the year, do the same in the sheet “{ $goals }”, and answer what you can in the sheet “{ $questions }”.
tracker-guide-status = What the status of a step means
tracker-guide-goal = How far a goal is
tracker-guide-pick = Pick
tracker-guide-means = It means
tracker-guide-also = Also understood
tracker-guide-called = It is called
tracker-guide-colors = What the colors say
tracker-guide-colors-bold = Bold in a “done by” cell: the day has passed and the step is not done. Talk about it.
tracker-guide-colors-orange = Orange: the step is stuck. It needs a decision or help.
tracker-guide-colors-green = Green: done. Grey and struck through: dropped.
tracker-guide-colors-yellow = { $days ->
    [one] Yellow: a cell waits. A status has no date, or its date is more than { $days } day ago.
   *[other] Yellow: a cell waits. A status has no date, or its date is more than { $days } days ago.
}
tracker-guide-next = What happens to it
tracker-guide-next-save = Save it as an Excel, OpenDocument or CSV file. Leave it where it is, or put it with your other files. The next run reads it back and writes it into part III of the plan.
tracker-guide-next-kept = All that you wrote comes back in the next tracker. The program fills in the latest scores and adds steps that it newly proposes. It changes nothing else.
tracker-guide-next-move = You may sort, filter, hide and move rows and columns, and add columns. The program knows a row by its “{ $column }” and a column by its heading.
tracker-guide-next-locked = Headings are locked so that nothing slips. To change them, choose Review, then Unprotect Sheet. There is no password.
