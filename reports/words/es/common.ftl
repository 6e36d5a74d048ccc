# Nombres en fila: "a, b y c".
list = { $first } y { $last }
list-before-i = { $first } e { $last }

# Cantidades.
years = { $n ->
    [one] { $n } año
   *[other] { $n } años
}
standards = { $n ->
    [one] { $n } estándar
   *[other] { $n } estándares
}
sites = { $n ->
    [one] { $n } sitio
   *[other] { $n } sitios
}
