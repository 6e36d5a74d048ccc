# The summary for the yearly report: a row a site.

# In a cell that people fill in, with the hint of its column.
summary-fill-in = to fill in
summary-fill-in-hint = to fill in: { $hint }

# In the columns of raters and of observations.
summary-agreed = a group that agreed
summary-none = none in the files

# In the column of standards in focus.
summary-no-focus = nothing below target

# In the column of actions.
summary-actions-done = { $done } of { $all }

# In the column of support: for each standard in focus, what would help.
summary-support = suggested, ask the site: { $help }
summary-talk = a talk with a site that is strong in it
