# Lo que dicen las gráficas.

chart-target = meta { $value }
chart-value = { $value }, n{"\u00A0"}={"\u00A0"}{ $n }
chart-value-range = { $value } ({ $range }), n{"\u00A0"}={"\u00A0"}{ $n }
chart-part = { $text }, parte { $part } de { $parts }
chart-tool-version = { $tool }, versión { $version }
chart-cannot-be-told = no se puede saber
chart-no-data = sin datos
chart-no-evidence = sin datos
chart-none = sin dato

# Títulos y encabezados de los números de las gráficas.
chart-numbers = Los números de esta gráfica
chart-standard = Estándar
chart-site = Sitio
chart-source = Fuente
chart-line = Línea
chart-n = n
chart-score = Puntaje
chart-range = Rango (95%)
chart-years = Años
chart-before = Antes
chart-now = Ahora
chart-by = Cambio
chart-how-sure = Qué tan seguro
chart-rated = Lo calificado
chart-same-level = Mismo nivel
chart-within-one = Hasta un nivel de diferencia
chart-range-of-share = Rango (95%) del porcentaje
chart-pairs = Pares
chart-rated-by-several = Con varias personas
chart-no-order = sin orden
chart-lies = Queda
chart-below = por debajo
chart-above = por encima
chart-limits-95 = Límites del 95%
chart-limits-998 = Límites del 99.8%
chart-level-expected = Nivel esperado
chart-for-comparing = Para comparar dos sitios
chart-sites-below = Sitios por debajo de la meta
chart-of-these-in-plan = De estos, en el plan
chart-sites-with-score = Sitios con puntaje
chart-share-below = Porcentaje por debajo
chart-step = Paso
chart-points = Puntos
chart-domain = Dominio
chart-dimension = Dimensión
chart-mean-head = Promedio
chart-published-mean = Promedio publicado
chart-gap = Diferencia

chart-ranges-assumed = { $subtitle }; los rangos se basan en lo que suponen las reglas

# Todos los estándares de un sitio.
chart-standards = Todos los estándares frente a la meta
chart-standards-subtitle = Último puntaje de cada fuente con su rango del 95% donde se puede saber; en negrita, lo elegido para este año
chart-standards-all = { $n ->
    [one] El único estándar con puntaje alcanza la meta o la supera
   *[other] Los { $n } estándares con puntaje alcanzan la meta o la superan
}
chart-standards-below = { $below } de { $n ->
    [one] { $n } estándar
   *[other] { $n } estándares
} con puntaje { $below ->
    [one] está
   *[other] están
} por debajo de la meta
chart-standards-in-either = { $finding } en una fuente o en ambas
chart-standards-unknown = { $finding }; { $n ->
    [one] { $n } estándar no tiene puntaje
   *[other] { $n } estándares no tienen puntaje
}

# Estándares a lo largo de los años.
chart-trend = Lo elegido para este año, a lo largo de los años
chart-trend-and-movers = Lo elegido para este año, a lo largo de los años, y lo que más cambió
chart-trend-one = { $standard } a lo largo de los años
chart-trend-subtitle = Puntaje por año escolar con su rango del 95% donde se puede saber; n en cada punto; la línea se corta donde cambió la herramienta o la forma de calificar, o donde falta un año
chart-trend-rose = { $name }: sube { $by } desde { $since } ({ $source })
chart-trend-fell = { $name }: baja { $by } desde { $since } ({ $source })
chart-trend-none = Del primer año al último, ningún cambio que con seguridad sea más que casualidad
chart-trend-data = Los números de esta gráfica: puntaje, rango del 95% donde se puede saber, n

# Del primer año que se puede comparar al último.
chart-change = Qué cambió desde el primer año que se puede comparar
chart-change-subtitle = Puntaje en el primer año que se puede comparar y en el último; a la derecha, el cambio con su rango del 95% donde se puede saber
chart-difference = { $by } ({ $low } a { $high })
chart-change-rose = { $who }: { $n ->
    [one] cambio claro
   *[other] cambios claros
} hacia arriba
chart-change-fell = { $who }: { $n ->
    [one] cambio claro
   *[other] cambios claros
} hacia abajo
chart-change-none = Ningún estándar cambió más de lo que cambia por casualidad
chart-change-untold = Con estas calificaciones no se puede saber si algún cambio es más que casualidad
chart-change-some-untold = En { $untold } de { $n ->
    [one] { $n } cambio
   *[other] { $n } cambios
} no se puede saber; de los demás, ninguno es claro
chart-change-row = { $name } de { $before } a { $now }, { $sure }
chart-change-group = { $name }, de { $from } a { $to }: { $rows }.
chart-clear = un cambio claro
chart-not-clear = no es un cambio claro
chart-chance-untold = no se puede saber si es más que casualidad

# La autoevaluación junto a la observación.
chart-views = La autoevaluación junto a la observación
chart-views-subtitle = Los dos puntajes de { $years }, y la diferencia entre ellos con su rango del 95% donde se puede saber
chart-views-higher = El sitio se ve claramente más alto de lo que muestran las visitas: { $names }
chart-views-lower = El sitio se ve claramente más bajo de lo que muestran las visitas: { $names }
chart-views-both = El sitio se ve claramente más alto de lo que muestran las visitas: { $higher }; claramente más bajo: { $lower }
chart-views-none = Ninguna diferencia clara entre cómo se ve el sitio y lo que muestran las visitas
chart-views-untold = No se puede saber si las dos miradas difieren más que por casualidad
chart-views-some-untold = En { $n ->
    [one] { $n } estándar
   *[other] { $n } estándares
} no se puede saber; en los demás, ninguna diferencia es clara
chart-views-row = { $name }: autoevaluación { $own }, observación { $visits }, diferencia { $gap }
chart-views-row-range = { $name }: autoevaluación { $own }, observación { $visits }, diferencia { $gap } ({ $low } a { $high })
chart-views-row-untold = { $name }: autoevaluación { $own }, observación { $visits }, diferencia { $gap }; su rango no se puede saber

# Ítems de una herramienta junto a valores publicados.
chart-profile = { $tool } junto a promedios publicados
chart-profile-subtitle = { $tool }, { $year }, { $looks }; calificación promedio con su rango del 95% donde se puede saber
chart-profile-subtitle-own = { $tool }, con calificaciones del propio sitio, { $year }, { $looks }; calificación promedio con su rango del 95% donde se puede saber
chart-profile-finding = Más alto: { $high }. Más bajo: { $low }
chart-profile-alike = { $n } iguales, en { $value }
chart-profile-few = Lo que se observó
chart-profile-published = { $name } { $value } (publicado { $published })
chart-profile-not-rated = { $name } sin calificar

# Calificaciones en cada nivel.
chart-shares = { $tool }: calificaciones en cada nivel
chart-shares-subtitle = { $tool }, { $year }, { $looks }; porcentaje de todas las calificaciones dadas
chart-shares-subtitle-own = { $tool }, con calificaciones del propio sitio, { $year }, { $looks }; porcentaje de todas las calificaciones dadas
chart-shares-between = { $subtitle }; sin contar { $n ->
    [one] { $n } calificación
   *[other] { $n } calificaciones
} entre dos niveles
chart-or-lower = { $level } o más abajo
chart-shares-low = { $name }: { $low } de { $all } calificaciones están en { $level }, el mayor porcentaje de todos
chart-shares-all = { $low } de { $all ->
    [one] { $all } calificación
   *[other] { $all } calificaciones
} { $low ->
    [one] está
   *[other] están
} en { $level }
chart-shares-forms = { $n ->
    [one] { $n } formulario
   *[other] { $n } formularios
} de { $looks }
chart-shares-count = { $count } en nivel { $level }
chart-shares-none = sin calificaciones

# Prioridades, paso a paso.
chart-priority = Por qué estos estándares van primero
chart-priority-subtitle = Cuánto falta para la meta, en puntos de la escala, paso a paso
chart-priority-highest = De mayor prioridad: { $names }
chart-priority-urgent = { $n ->
    [one] Va
   *[other] Van
} primero, digan lo que digan los promedios: { $names }
chart-priority-urgent-then = { $n ->
    [one] Va
   *[other] Van
} primero, digan lo que digan los promedios: { $names }; después, por prioridad: { $then }
chart-priority-score = { $score } en { $by }, meta { $target }
chart-priority-drawn = Acercado al promedio de todos los sitios, pues se basa en pocas calificaciones
chart-priority-ahead = { $n ->
    [one] { $n } año después, según su línea (acercada a las de todos los sitios)
   *[other] { $n } años después, según su línea (acercada a las de todos los sitios)
}
chart-priority-spread = No se sabe con exactitud (error estándar { $spread }): puede estar más abajo
chart-priority-above = Por encima de la meta no cuenta
chart-priority-surely = Solo cuenta lo que con seguridad está por debajo de la meta
chart-priority-importance = Importancia { $weight } ({ $source })
chart-priority-importance-alike = Importancia { $weight } (todos los estándares cuentan igual)
chart-priority-total = Prioridad
chart-priority-panel = { $title }: { $steps }; en total { $sum }.

# Gráficas de corridas, y las reglas que hallaron una señal.
chart-control = Líneas de diez años o más, como gráficas de corridas
chart-control-subtitle = Puntaje por año escolar alrededor de su mediana; límites donde hay doce años o más
chart-control-none = Ninguna línea muestra señal de un cambio más allá de la casualidad
chart-control-one = { $line }: hay algo más que casualidad
chart-control-several = { $n } de { $all ->
    [one] { $all } línea
   *[other] { $all } líneas
} muestran que hay algo más que casualidad
chart-median = mediana { $value }
chart-signal-run = { $n ->
    [one] { $n } año seguido
   *[other] { $n } años seguidos
} del mismo lado de la mediana; por casualidad serían { $most } como máximo (anhoej/runs@1)
chart-signal-crossings = la línea cruza su mediana { $n ->
    [one] { $n } vez
   *[other] { $n } veces
}; por casualidad serían { $fewest } por lo menos (anhoej/crossings@1)
chart-signal-beyond = { $n ->
    [one] { $n } año
   *[other] { $n } años
} fuera de los límites (nelson/1@1)
chart-no-signal = ninguna señal
chart-no-shift = Los años se mueven alrededor de su mediana como lo haría la casualidad.
chart-shift-untold = No se puede saber si la línea se movió: { $useful ->
    [one] { $useful } de sus años no está
   *[other] { $useful } de sus años no están
} sobre la mediana misma, y se necesitan { $least }.
chart-limits = Límites de { $low } a { $high }: el promedio { $mean }, más o menos tres veces lo que difieren los años vecinos.
chart-limits-too-few = Sin límites: hay { $n ->
    [one] { $n } año
   *[other] { $n } años
} de los { $least } que se necesitan.
chart-limits-no-neighbours = Sin límites: no hay dos años seguidos con puntaje.
chart-limits-no-variation = Sin límites: los años varían muy poco para calcularlos.

# Qué tanto coinciden quienes califican.
chart-agreement = { $tool }: qué tanto coinciden quienes califican
chart-agreement-visits = { $tool }, { $things ->
    [one] { $things } visita calificada
   *[other] { $things } visitas calificadas
} por dos o más de { $people ->
    [one] { $people } persona
   *[other] { $people } personas
}, cada quien por su cuenta; porcentaje de pares con su rango del 95%
chart-agreement-rounds = { $tool }, { $things ->
    [one] { $things } ronda calificada
   *[other] { $things } rondas calificadas
} por dos o más de { $people ->
    [one] { $people } persona
   *[other] { $people } personas
}, cada quien por su cuenta; porcentaje de pares con su rango del 95%
chart-agreement-all = { $n ->
    [one] En total, { $n } ítem
   *[other] Los { $n } ítems
}
chart-agreement-observers = Quienes observaron la misma visita dieron el mismo nivel en el { $share } de { $pairs ->
    [one] { $pairs } par de calificaciones
   *[other] { $pairs } pares de calificaciones
}
chart-agreement-observers-near = Quienes observaron la misma visita dieron el mismo nivel en el { $share } de { $pairs ->
    [one] { $pairs } par de calificaciones
   *[other] { $pairs } pares de calificaciones
}, y como máximo un nivel de diferencia en el { $near }
chart-agreement-people = Las personas de un mismo sitio dieron el mismo nivel en el { $share } de { $pairs ->
    [one] { $pairs } par de calificaciones
   *[other] { $pairs } pares de calificaciones
}
chart-agreement-people-near = Las personas de un mismo sitio dieron el mismo nivel en el { $share } de { $pairs ->
    [one] { $pairs } par de calificaciones
   *[other] { $pairs } pares de calificaciones
}, y como máximo un nivel de diferencia en el { $near }
chart-agreement-row = { $name }: mismo nivel en el { $exact }
chart-agreement-row-near = { $name }: mismo nivel en el { $exact }, hasta un nivel de diferencia en el { $near }

# Sitios y estándares.
chart-heat = Sitios y estándares, { $source }
chart-heat-shown = { $source }: el último puntaje de cada sitio
chart-heat-subtitle = { $shown }; sombreado, lo que está bajo la meta
chart-heat-subtitle-silent = { $shown }; lo que está por debajo de la meta va sombreado, más oscuro cuanto más abajo; sin { $n ->
    [one] { $n } sitio que no tiene puntaje
   *[other] { $n } sitios que no tienen puntaje
}
chart-heat-cell = { $score } en { $year }, n{"\u00A0"}={"\u00A0"}{ $n }
chart-heat-cell-range = { $score } ({ $range }) en { $year }, n{"\u00A0"}={"\u00A0"}{ $n }
chart-heat-none = Según { $by }, ningún sitio con puntaje está por debajo de la meta en ningún estándar
chart-heat-one = Según { $by }, { $standard } está bajo la meta en { $below } de { $n ->
    [one] { $n } sitio
   *[other] { $n } sitios
}
chart-heat-several = Según { $by }, por debajo de la meta en { $n ->
    [one] { $n } sitio
   *[other] { $n } sitios
} cada uno: { $names }
chart-heat-described = { $sites } y { $standards }; { $missing } de { $n ->
    [one] { $n } celda
   *[other] { $n } celdas
} no { $missing ->
    [one] tiene
   *[other] tienen
} puntaje. Los números están en la tabla.
chart-heat-left-out = Sin puntaje según { $by } en ningún sitio, y por eso no se muestran: { $standards }.
chart-heat-data = Los números de esta gráfica; entre paréntesis, lo que se basa en pocos datos

# Lo que muchos sitios tienen en común.
chart-pareto = Lo que muchos sitios tienen en común
chart-pareto-subtitle = Sitios bajo la meta en los últimos puntajes, según una de las fuentes o ambas
chart-pareto-none = Ningún sitio está por debajo de la meta en ningún estándar
chart-pareto-most = Más sitios bajo la meta: { $told }
chart-pareto-at = { $name } ({ $below } de { $n })
chart-pareto-row = { $name }: { $below } de { $n ->
    [one] { $n } sitio
   *[other] { $n } sitios
} por debajo de la meta, { $working ->
    [one] { $working } lo trabaja
   *[other] { $working } lo trabajan
}

# Sitios uno junto al otro en un tema.
chart-topic = { $standard }, { $source }
chart-topic-together = { $standard }, { $source } en grupo
chart-topic-alone = { $standard }, { $source }, por separado
chart-mean = promedio { $value }
chart-visits = Visitas
chart-forms = Formularios
chart-funnel = { $title }: sitios dentro de los límites de la casualidad
chart-funnel-described = { $finding }. Promedio { $mean }. Los límites toman en cuenta la casualidad y las diferencias usuales entre sitios.
chart-funnel-by-visits = { $title }, { $year }: puntaje de cada sitio según en cuántas visitas se basa
chart-funnel-by-forms = { $title }, { $year }: puntaje de cada sitio según en cuántos formularios se basa
chart-funnel-outside-below = { $who } por debajo de los límites del 99.8%
chart-funnel-outside-above = { $who } por encima de los límites del 99.8%
chart-funnel-none-outside = { $standard }: de { $n ->
    [one] { $n } sitio
   *[other] { $n } sitios
}, ninguno difiere de los demás más que por casualidad
chart-funnel-data = Sitios fuera de los límites del 99.8%, por nombre
chart-levels = { $title }: qué tan seguros son los niveles de los sitios
chart-levels-subtitle = { $title }, { $year }: nivel esperado; mientras menos datos hay de un sitio, más se acerca al promedio de todos
chart-levels-one-group = { $standard }: los rangos de todos los sitios se tocan, así que forman un solo grupo
chart-levels-groups = { $standard }: los sitios forman { $n ->
    [one] { $n } grupo que se puede distinguir
   *[other] { $n } grupos que se pueden distinguir
}

# Dentro de las gráficas: junto a las marcas, en la clave, y donde no hay nada que dibujar.
chart-no-site-score = ningún sitio tiene puntaje aún
chart-no-evidence-yet = aún sin datos
chart-no-ratings-yet = aún sin calificaciones
chart-no-two-years = aún no hay dos años que se puedan comparar
chart-no-both-views = ningún estándar tiene las dos en el mismo año aún
chart-no-priority = ningún estándar tiene prioridad
chart-no-score = sin puntaje
chart-within-one-level = Hasta un nivel de diferencia
chart-part-of-all = { $part } de { $all }
chart-and-above = { $target } o más
chart-shade-from = desde { $value }
chart-shade-below = menos de { $value }
chart-upper-limit = límite alto { $value }
chart-lower-limit = límite bajo { $value }
chart-limit-95 = límite del 95%
chart-limit-998 = límite del 99.8%
chart-signal = Señal: { $rule }
chart-pareto-in-plan = bajo la meta, y el plan lo trabaja
chart-pareto-not-in-plan = bajo la meta, fuera del plan
chart-pareto-at-target = en la meta o por encima
chart-pareto-sites = sitios
chart-views-own = Autoeval.

# Para quien señala una marca.
chart-told-before = { $told }; el año anterior { $before }
chart-change-told = { $name }: { $before } en { $from }, { $now } en { $to }; { $told }
chart-shares-told = { $name }, { $level }: { $count } de { $all } ({ $share })
chart-pareto-told = { $name }: { $below } de { $n ->
    [one] { $n } sitio
   *[other] { $n } sitios
} por debajo de la meta; { $working ->
    [one] { $working } de ellos lo trabaja
   *[other] { $working } de ellos lo trabajan
}
chart-within-limits = Un sitio dentro de los límites

# Debajo de las gráficas: cómo leerlas.
chart-note-n = n: personas que calificaron por su cuenta, o actividades observadas; un formulario acordado por un grupo cuenta como uno{ $hollow ->
    [0] .
   *[other] {""} y se dibuja lleno.
}
chart-note-activities = n: actividades observadas.
chart-note-interval = Barra: rango probable (intervalo del 95%).
chart-note-hollow = { $hollow ->
    [1] Marca hueca: se basa en solo 1.
   *[other] Marca hueca: se basa en { $hollow } o menos.
}
chart-note-published = Los promedios publicados sirven para comparar; no son una meta.
chart-note-focus = En negrita: un estándar elegido en este plan.
chart-note-before = Marca pequeña y tenue: el año escolar anterior, donde los dos se pueden comparar.
chart-note-breaks = Línea de puntos: para una línea que se corta ahí, cambió el formulario o la forma de calificar; sus dos lados no se comparan.
chart-note-pairs = Pares: dos calificaciones de lo mismo, cada una de otra persona.
chart-note-summary = En negrita: varios ítems juntos.
chart-note-sites-by-name = Sitios por nombre; no es una clasificación.
chart-note-thin-bar = Barra delgada: rango probable (intervalo del 95%).
chart-note-thick-bar = Barra gruesa: dos sitios difieren donde sus barras gruesas no se traslapan.
chart-note-looks = n: cuántas personas calificaron por su cuenta o cuántas actividades se observaron.
chart-note-sizes = Marca pequeña: antes. Marca grande: ahora. n: personas que calificaron por su cuenta, o actividades observadas, detrás de cada una; un formulario acordado por un grupo cuenta como uno.
chart-note-clear-change = Azul: un cambio claro, su rango del 95% no incluye el cero.
chart-note-unclear-change = Gris: puede ser casualidad.
chart-note-untold-change = Guiones: no se puede saber si es más que casualidad.
chart-note-signals = Marcas azules grandes: años en que una regla halló una señal.
chart-note-signal-line = Línea azul: la señal está en la línea como un todo.
chart-note-limits = Guiones: los límites entre los que quedan los años por casualidad; un límite fuera de la escala no se dibuja.
chart-note-funnel = Cada marca es un sitio. De los sitios que no difieren más de lo usual, 95 de cada 100 quedan entre las líneas de guiones y 998 de cada 1,000 entre las de afuera. Quedar afuera es una razón para mirar, no un veredicto.
chart-note-unnamed = Aquí no caben los nombres de algunos de los sitios de afuera; los números de abajo los nombran a todos.
chart-note-order = Sitios por nombre, estándares en su orden; no es una clasificación.
chart-note-brackets = Entre paréntesis: se basa en pocos datos.
chart-note-priority = El azul claro suma, el gris resta; la barra oscura es lo que resulta, en puntos de la escala. Todas las barras tienen la misma escala.
chart-note-shares = Las barras se centran en la mitad de la escala: mientras más a la izquierda, más bajas las calificaciones. n: cuántas calificaciones.
chart-note-views = Lado derecho: autoevaluación menos observación; a la derecha del cero, el sitio se ve más alto. Punto: la diferencia. Barra: rango probable (intervalo del 95%); sin barra: no se puede saber.
chart-note-clear-gap = Azul: una diferencia clara, su rango no incluye el cero.
chart-note-views-n = n: autoevaluaciones, visitas.
