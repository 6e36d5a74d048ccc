# El libro de Excel de la red, network.xlsx.

network-book-subject = Libro de Excel de la red
network-book-page = Página { $page } de { $pages }

# Los nombres de las hojas: hasta 31 letras, todos distintos.
network-book-sheet-read-me = Léame
network-book-sheet-heat = Mapa de calor
network-book-sheet-challenges = Retos
network-book-sheet-change = Cambio
network-book-sheet-sites = Sitios
network-book-sheet-summary = Resumen anual
network-book-sheet-scores = Puntajes

network-book-read-me = Qué hay en este libro
network-book-plans = { $n ->
    [one] { $n } plan de una red, al { $date }.
   *[other] { $n } planes de una red, al { $date }.
}
network-book-no-ranks = Los sitios están por nombre y no se ponen en orden de mejor a peor: los estándares de calidad no tienen un puntaje oficial, y estos números son para planear. Los números de los sitios y los estándares son claves para las fórmulas.
network-book-never-averaged = La autoevaluación y la observación nunca se promedian juntas. Una celda vacía significa que no hay puntaje; no es un cero.
network-book-live = La hoja { $sheet } tiene cada puntaje de un estándar, uno por fila, con n (visitas, o personas que calificaron por su cuenta; 1 donde un grupo se puso de acuerdo) y el rango del 95% donde se puede saber. Las demás hojas cuentan y promedian estas filas con fórmulas: cambie las celdas amarillas para ver otra fuente u otro año.
network-book-held-back = { $n ->
    [one] { $n } sitio está en espera hasta que se corrija algo en los archivos, y no se incluye aquí. Los promedios de la página cuentan las calificaciones de sitios así hasta donde se pueden leer, por lo que pueden ser distintos de los promedios de aquí.
   *[other] { $n } sitios están en espera hasta que se corrija algo en los archivos, y no se incluyen aquí. Los promedios de la página cuentan las calificaciones de sitios así hasta donde se pueden leer, por lo que pueden ser distintos de los promedios de aquí.
}
network-book-about-heat = { $sheet }: sitios y estándares, para la fuente y el año de las celdas amarillas.
network-book-about-challenges = { $sheet }: cuántos sitios trabajan en un estándar y cuántos están por debajo de la meta.
network-book-about-change = { $sheet }: todos los sitios y los mismos sitios, del año anterior al año de la celda amarilla.
network-book-about-sites = { $sheet }: en qué trabaja cada sitio y una fortaleza de cada uno.
network-book-about-summary = { $sheet }: { $note }
network-book-about-scores = { $sheet }: cada puntaje de un estándar, uno por fila.

network-book-number = N.º
network-book-line = Línea n.º

network-book-heat-lead = Azul claro y negrita: por debajo de la meta. Sin color: en la meta o por encima. Vacío: sin puntaje, que no es un cero. Los sitios están por nombre.
network-book-latest = Más reciente
network-book-choose-source = ← elija la fuente
network-book-choose-year = ← elija un año escolar, o el más reciente de cada sitio
network-book-target = Meta

network-book-challenges = Retos comunes
network-book-challenges-lead = Cuántos sitios comparten qué, por el puntaje más reciente de cada sitio que sirve todavía para planear. Los estándares en su orden. Celda vacía: no se calificó ningún sitio.
network-book-challenges-plans = Sitios con un plan
network-book-challenges-of-self = De los sitios calificados, autoevaluación
network-book-challenges-of-observation = De los sitios calificados, observación

network-book-change-lead = Cada sitio cuenta una vez. Un promedio de todos los sitios también se mueve cuando participan otros sitios: lo que cambió es lo que hicieron los mismos sitios.
network-book-choose-this-year = ← elija este año
network-book-change-tool = Herramienta y ronda
network-book-change-sites-before = Sitios, año anterior
network-book-change-mean-before = Promedio, año anterior
network-book-change-sites-now = Sitios, este año
network-book-change-mean-now = Promedio, este año
network-book-change-same = Mismos sitios
network-book-change-same-before = Su promedio, año anterior
network-book-change-same-now = Su promedio, este año
network-book-change-difference = Diferencia

network-book-sites-lead = Los sitios están por nombre y no se ponen en orden de mejor a peor. Un 1 en la columna Plan: el sitio tiene un plan.
network-book-sites-plan = Plan
network-book-sites-why = Por qué, y en qué se basa
network-book-sites-works-on = Trabaja en, { $place }
network-book-surely-at-target = claramente en la meta o por encima, { $looks }
network-book-at-target = en la meta o por encima, { $looks }
network-book-closest = el más cercano a la meta, { $looks }
network-book-highest = el más alto de todos, { $looks }

network-book-summary-lead = { $note } Las celdas amarillas son para llenar.

network-book-site-number = Sitio n.º
network-book-standard-number = Estándar n.º
network-book-school-year = Año escolar
network-book-year-starts = El año empieza
network-book-round = Ronda
network-book-score = Puntaje
network-book-n = n
network-book-range-from = 95% desde
network-book-range-to = 95% hasta
network-book-below = Por debajo de la meta
network-book-shown = Se muestra
network-book-year-before = Puntaje del año anterior
