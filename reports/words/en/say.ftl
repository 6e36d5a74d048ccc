# How numbers, dates and names are said, alike in every report.

# Why something comes first, and who says so: "… is rated 1, the lowest level. (Self-assessment, 2024-25)".
say-because = { $because } ({ $source }, { $year })

# A range: "2.12 to 3.40", and "assumed" where it rests on what the rules assume.
say-range = { $low } to { $high }
say-range-assumed = { $low } to { $high }, assumed
say-more-than = more than { $value }

# Dates: "May 15, 2026", "Oct 3, 2024", "Oct 3, 2024 to Apr 9, 2025", "Oct 3 to Nov 4, 2024".
say-date = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $day }, { $year }
say-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
say-date-short = { $month } { $day }, { $year }
say-day-short = { $month } { $day }
say-dates = { $first } to { $last }
say-day = { $month }/{ $day }/{ $year }
say-no-date = no date given

# Sources: alone, in lower case, and in mid-sentence.
say-self-assessment = Self-assessment
say-observation = Observation
say-self-assessment-lower = self-assessment
say-observation-lower = observation
say-by-self-assessment = the self-assessment
say-by-observations = the observations

# Who rated how.
say-rated-together = together
say-rated-alone = each alone
say-rated-any = in any way
say-rated-visits = by visits

# What a score rests on.
say-looks-observed = { $n ->
    [one] { $n } observed activity
   *[other] { $n } observed activities
}
say-looks-agreed = { $n ->
    [one] { $n } form the group agreed on
   *[other] { $n } forms the group agreed on
}
say-looks-alone = { $n ->
    [one] { $n } person who rated alone
   *[other] { $n } people who rated alone
}

# A change, after a score: "up from 2.50 in 2023-24, a clear change".
say-up-clear = up from { $before } in { $since }, a clear change
say-down-clear = down from { $before } in { $since }, a clear change
say-same-clear = the same as { $before } in { $since }, a clear change
say-up-unclear = up from { $before } in { $since }, not a clear change
say-down-unclear = down from { $before } in { $since }, not a clear change
say-same-unclear = the same as { $before } in { $since }, not a clear change
say-up-unknown = up from { $before } in { $since }; whether that is more than chance cannot be told
say-down-unknown = down from { $before } in { $since }; whether that is more than chance cannot be told
say-same-unknown = the same as { $before } in { $since }; whether that is more than chance cannot be told
say-change-clear = { $by }, clear
say-change-unclear = { $by }, may be chance
say-change-unclear-needs = { $by }, may be chance (clear from { $needs } on)

# The same where all years together tell: "up from 2.50 in 2023-24, a clear change; improving over 6 years".
say-moved-improving = { $moved }; improving over { $years }
say-moved-declining = { $moved }; declining over { $years }
say-moved-yet-improving = { $moved } by these two years alone; improving over all { $years }
say-moved-yet-declining = { $moved } by these two years alone; declining over all { $years }

# Which way a line goes, as far as its years allow. The years with a score, where some in between have none: "4 of 5 years".
say-years-of = { $have } of { $years }
say-one-year = one year
say-two-years = two years
say-too-short-up = up so far over { $years }; too short to test
say-too-short-down = down so far over { $years }; too short to test
say-too-short-level = no one direction so far over { $years }; too short to test
say-too-short-up-slope = up so far over { $years }, { $slope }; too short to test
say-too-short-down-slope = down so far over { $years }, { $slope }; too short to test
say-too-short-level-slope = no one direction so far over { $years }, { $slope }; too short to test
# The years lie in parts that are not compared with each other.
say-too-short-parts = { $years } in { $parts } parts; too short to test
say-improving = improving over { $years }
say-improving-slope = improving over { $years }, { $slope }
say-declining = declining over { $years }
say-declining-slope = declining over { $years }, { $slope }
say-no-trend = no clear trend over { $years }
say-no-trend-slope = no clear trend over { $years }, { $slope }; a steady change of less than { $smallest } a year would not show
# Steep enough by itself, and not for as many lines as were looked at.
say-perhaps-up-slope = perhaps improving over { $years }, { $slope }; not sure enough for as many lines as were looked at
say-perhaps-down-slope = perhaps declining over { $years }, { $slope }; not sure enough for as many lines as were looked at
say-level = about level over { $years }; whether it moved cannot be told
say-chance-slope = { $slope } a year over { $years }; whether that is more than chance cannot be told
say-chance = { $years }; whether they moved by more than chance cannot be told
say-a-year = { $slope } a year ({ $low } to { $high })

# Shares. All and none are said of nothing less.
say-under-one-percent = under 1%
say-over-99-percent = over 99%

# A line that goes on over a change of the tool, or breaks there.
say-linked = linked over a change of the tool (version { $from } to { $to }, { $by })
say-linked-error = linked over a change of the tool (version { $from } to { $to }, { $by }, standard error { $error })
say-linked-common = by { $items } at { $sites }
say-common-items = { $n ->
    [one] { $n } common item
   *[other] { $n } common items
}
say-linked-declared = as the rules declare
say-not-linked = not linked over the change from version { $from } to { $to }: { $because }
say-few-items = { $have ->
    [one] { $have } item of this score did not change, { $need } are needed
   *[other] { $have } items of this score did not change, { $need } are needed
}
say-few-sites = { $have ->
    [one] { $have } site rated right before and after it, { $need } are needed
   *[other] { $have } sites rated right before and after it, { $need } are needed
}
say-moved-alike = all sites moved alike, so nothing tells how sure a link is
say-outside-table = the table of the link leaves out { $score }
