# Cómo se hicieron los números de un informe: herramientas, reglas, qué se dejó fuera y archivos.

method-tool = { $title } ({ $short }), versión { $version }.
method-steps = Cómo se promedian sus calificaciones, paso por paso: { $steps }.

method-within-form = dentro de cada formulario: { $score }
method-then = luego, { $score }
method-of-year = con los valores del año: { $score }
method-step = { $step ->
    [raters] quienes califican
    [observers] quienes observan
    [activities] actividades
   *[other] { $step }
}: { $how } por { $fields }
method-step-least = { $step ->
    [raters] quienes califican
    [observers] quienes observan
    [activities] actividades
   *[other] { $step }
}: { $how } por { $fields }; se necesitan al menos { $least }
method-step-agreed = { $step ->
    [raters] quienes califican
    [observers] quienes observan
    [activities] actividades
   *[other] { $step }
}: { $how } por { $fields }; primero va la calificación acordada
method-step-agreed-least = { $step ->
    [raters] quienes califican
    [observers] quienes observan
    [activities] actividades
   *[other] { $step }
}: { $how } por { $fields }; primero va la calificación acordada; se necesitan al menos { $least }
method-field = { $field ->
    [rater] persona que califica
    [role] puesto
    [activity] actividad
    [segment] segmento
    [date] fecha
    [occasion] ronda
    [basis] forma de calificar
    [site] sitio
    [school_year] año escolar
    [minutes] minutos
    [purpose] propósito
    [observation_id] observación
    [version] versión
   *[other] { $field }
}
method-score = { $name } = { $how } de sus partes
method-by-crosswalk = según la tabla de equivalencias `{ $crosswalk }`
method-for-groups = para { $groups }
method-line = la línea es { $number }
method-share = la proporción es { $number }
method-none-below = ninguna puede estar por debajo de { $number }
method-least-share = se necesita una proporción de { $number } o más de sus partes
method-at-least = { $n ->
    [one] al menos { $n } parte
   *[other] al menos { $n } partes
}
method-with-at-least = { $n ->
    [one] con al menos { $n } parte
   *[other] con al menos { $n } partes
}
method-mean = promedio
method-weighted-mean = promedio ponderado
method-pooled-mean = promedio de todas las calificaciones
method-median = mediana
method-sum = suma
method-minimum = valor más bajo
method-maximum = valor más alto
method-mode = valor más frecuente
method-share-at-or-above = proporción en una línea o por encima
method-k-of-n = suficientes en una línea o por encima (1) o no (0)
method-ladder = peldaño de la escalera
method-ratio = razón

method-cautions = Tener en cuenta
method-sure = Qué tan seguro es: las personas o las visitas de un mismo sitio y año difieren entre sí. Cuánto difieren se estima con todos los sitios juntos, y eso le da a cada puntaje su rango del 95% (distribución t, desviación estándar combinada, cortado en los extremos de la escala).
method-sure-agreed = Una calificación acordada por un grupo está sola, así que no se puede dar su rango.
method-sure-agreed-ranged = Una calificación acordada por un grupo está sola; según estas reglas su rango se toma de cuánto difieren los formularios en todos los sitios: léalo con cuidado.
method-sure-change = El rango de un cambio también incluye cuánto varían los años alrededor de la línea de un sitio, cuando las líneas de suficientes sitios lo muestran: puede ser más amplio de lo que harían pensar los rangos de sus dos puntajes. Un cambio se llama claro solo cuando su propio rango del 95% no incluye el cero; de los muchos que se revisan, unos pocos lo son por casualidad. Si casi todos suben o bajan al mismo tiempo, conviene ver primero cómo se calificó.

method-left-out = Qué se dejó fuera y por qué
method-nothing-left-out = Nada: cada celda se leyó tal como está y cada calificación cuenta.
method-held-back = { $n ->
    [one] { $n } sitio en espera hasta que se corrija algo en los archivos: { $names }. Las calificaciones que se pueden leer sí cuentan en lo que se estima con todos los sitios.
   *[other] { $n } sitios en espera hasta que se corrija algo en los archivos: { $names }. Las calificaciones que se pueden leer sí cuentan en lo que se estima con todos los sitios.
}
method-no-rating = { $cells } de { $all ->
    [one] { $all } celda de calificación
   *[other] { $all } celdas de calificación
}: { $state }.
method-not-on-scale = fuera de la escala; aparece en lo que notamos
method-noticed = { $about } ({ $code }): { $n ->
    [one] { $n } vez
   *[other] { $n } veces
}.

method-rules-and-settings = Reglas y ajustes
method-program = Software
method-made-for = Con datos al
method-school-years = Años escolares
method-only-year = solo { $year }, como se pidió
method-only-years = solo { $first } a { $last }, como se pidió
method-all-years = todos los que hay en los archivos
method-rules = Reglas, { $pack }
method-pack = { $title }, versión { $version }, huella digital { $fingerprint }
method-rule-files = { $kind ->
    [scale] Archivos, escalas
    [instrument] Archivos, herramientas
    [standards] Archivos, estándares
    [crosswalk] Archivos, equivalencias
    [scoring] Archivos, puntajes
    [targets] Archivos, metas
    [analysis] Archivos, análisis
    [link] Archivos, uniones de versiones
    [actions] Archivos, pasos de acción
    [goals] Archivos, objetivos
    [plan] Archivos, plan
    [matching] Archivos, ayuda entre sitios
    [words] Archivos, palabras
    [translation] Archivos, traducciones
   *[other] Archivos, { $kind }
}
method-repeat = La huella digital de las reglas cambia con cada letra de ellas. El archivo run.json la contiene completa, con los ajustes y los archivos: lo suficiente para repetir el proceso. Desde cualquier puntaje, cqi explain lleva a la regla y a las celdas.

method-files = Archivos que se leyeron
method-files-caption = Archivos y el comienzo de sus huellas digitales SHA-256
method-file = Archivo
method-bytes = Bytes
method-fingerprint = Huella digital
method-more-files = { $n ->
    [one] Y { $n } archivo más: run.json los enumera todos completos.
   *[other] Y { $n } archivos más: run.json los enumera todos completos.
}
