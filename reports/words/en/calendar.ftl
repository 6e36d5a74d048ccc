# The days of a plan, as a calendar shows them.

# A step by its title, on the day by which it is to be done.
calendar-step = Due: { $site }: { $step }
calendar-mid-year = { $site }: mid-year check
calendar-mid-year-text = Set the status of every step in the tracker, with its date. Decide on steps that are stuck.
calendar-goals = Due: { $site }: goals of the year

# What kind of day it is, for calendars that color by it.
calendar-category-step = Action step
calendar-category-review = Review
calendar-category-goals = Goals
