# Names in a row: "a, b and c".
list = { $first } and { $last }
list-before-i = { $first } and { $last }

# Counts.
years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
standards = { $n ->
    [one] { $n } standard
   *[other] { $n } standards
}
sites = { $n ->
    [one] { $n } site
   *[other] { $n } sites
}
