# What the formats say by themselves.

# For those who go through a page by keyboard.
format-skip = Skip to the report
# For a report that has no title of its own.
format-untitled = Report
# Names the list of contents of a page to those who listen to it.
format-contents = Contents
format-figure = Figure { $number }
# Opens what stands below a figure.
format-in-numbers = This figure in words and numbers
format-figures-in-words = The figures in words
# Above a chart on a phone.
format-swipe = Move the chart sideways to see all of it.
# Boxes, and room to write, for those who listen.
format-ticked = ticked
format-not-ticked = not ticked
format-to-write = to be written:
# A field in Word.
format-write-here = Click here to write
# At the foot of every page on paper.
format-page = Page { $page } of { $pages }
format-unknown-letters = □ stands for a letter that this document has no shape for ({ $letters }). The web page and the Word file hold it.
