# What was noticed about the files of a run, and the page of a site that is held back.

# Said where messages that are in English stand on a page that is not.
notices-in-english = {""}
# What a message is about, by its code; in English the table of codes says it.
notices-about = { $code ->
   *[other] { $about }
}

# The page of all that was noticed.
notices-title = What we noticed in the files
notices-footer = what we noticed in the files
notices-nothing = Nothing to put right: every file was read as it stands.
notices-summary = { $errors ->
    [one] { $errors } thing
   *[other] { $errors } things
} to put right, { $warnings ->
    [one] { $warnings } thing
   *[other] { $warnings } things
} to look at, { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
}.
notices-errors = To put right first ({ $n })
notices-errors-meaning = The sites that these touch are held back; all others are done.
notices-warnings = To look at ({ $n })
notices-warnings-meaning = The results stand, and are weaker for it.
notices-notes = For your information ({ $n })
notices-notes-meaning = The results stand. This is how the files were read.
# Heads of a table of notes; then how many places are not listed.
notices-what = What we noticed
notices-where = Where
notices-more = and { $n } more; diagnostics.json has them all

# The page that stands in the place of a plan that is held back.
notices-waiting-title = Site Quality Improvement Plan
notices-waiting-footer = { $site } · held back
notices-waiting = This plan is waiting
notices-waiting-for = { $n ->
    [one] { $n } thing to put right first
   *[other] { $n } things to put right first
}
notices-waiting-why = With the files as they are, some of this site’s numbers would be wrong. Nothing is lost: put right what is listed here in your files, and run again.
notices-what-to-do = What to do: { $help }.
