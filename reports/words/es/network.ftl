# La página de la red y su informe para una mesa directiva.

network-title = La mejora de la calidad de un vistazo
network-subtitle = { $n ->
    [one] { $n } sitio · al { $date }
   *[other] { $n } sitios · al { $date }
}
network-as-of = al { $date }

network-summary = { $sites ->
    [one] { $sites } sitio
   *[other] { $sites } sitios
} y { $ratings ->
    [one] { $ratings } calificación
   *[other] { $ratings } calificaciones
} de { $years }. Abra un sitio para ver su plan.
network-years-between = { $first } a { $last }
network-no-year = ningún año escolar

network-held-back = { $n ->
    [one] { $n } sitio en espera
   *[other] { $n } sitios en espera
}
network-held-back-why = Primero hay que corregir algo en los archivos. La página del sitio dice qué y dónde.
network-left-aside = { $n ->
    [one] { $n } cosa por corregir primero
   *[other] { $n } cosas por corregir primero
}
network-left-aside-why = Algunos archivos no se pudieron usar, y a los planes les puede faltar lo que hay en ellos. La página “Lo que notamos en los archivos” dice cuáles son y qué hacer.

network-standard = Estándar
network-source = Fuente
network-source-rated = { $source }, { $rated }
network-rated = Cómo se calificó
network-site = Sitio
network-sites = Sitios
network-year = Año
network-mean = Promedio
network-tool = Herramienta
network-tool-version = { $tool }, versión { $version }
network-share = { $some } de { $all }
network-not-rated = sin datos
network-cannot-be-told = no se puede saber
network-no-site-in-both = ningún sitio en ambos años
network-same-sites = { $sites ->
    [one] de { $before } a { $now } ({ $sites } sitio)
   *[other] de { $before } a { $now } ({ $sites } sitios)
}

network-short = En resumen
network-short-urgent = { $site } – { $because }
network-short-urgent-more = { $n ->
    [one] En { $n } sitio más algo va primero sin importar los promedios; su plan dice qué.
   *[other] En { $n } sitios más algo va primero sin importar los promedios; sus planes dicen qué.
}
network-short-plans = { $n ->
    [one] { $n } sitio tiene un plan para { $year }, hecho con calificaciones de { $years }.
   *[other] { $n } sitios tienen un plan para { $year }, hecho con calificaciones de { $years }.
}
network-short-old = { $all ->
    [one] El plan se basa en calificaciones de { $newest }. No hay ninguna del año anterior al plan: califique pronto.
   *[other] { $some } de { $all } planes { $some ->
        [one] se basa
       *[other] se basan
    } en calificaciones de { $newest } o antes, ninguna del año anterior: califique pronto.
}
network-short-one-site = Con un solo sitio no hay con qué comparar; su plan dice lo demás.
network-short-shared = Lo más trabajado: { $standards }.
network-short-strong = Pueden ayudar a otros (rango probable, del 95%, todo en la meta o arriba{ $looks ->
    [0] {""}
    [1] {""}
   *[other] , desde { $looks } visitas o personas
}; primero, observaciones): { $standards }.
network-short-strong-at = Pueden ayudar a otros (en la meta o arriba{ $looks ->
    [0] {""}
    [1] {""}
   *[other] , desde { $looks } visitas o personas
}; primero, observaciones): { $standards }.
network-short-named = { $standard } ({ $sites })
network-short-rising = Sube con los años, según { $by }: { $standards }.
network-short-falling = Baja con los años, según { $by }: { $standards }.
network-short-rising-at = { $standard } ({ $years } años: sube en { $some } de { $sites } sitios, { $clear ->
    [0] en ninguno con claridad por sí solo
   *[other] con claridad en { $clear }
}{ $against ->
    [0] {""}
   *[other] , pero baja con claridad en { $against }
})
network-short-falling-at = { $standard } ({ $years } años: baja en { $some } de { $sites } sitios, { $clear ->
    [0] en ninguno con claridad por sí solo
   *[other] con claridad en { $clear }
}{ $against ->
    [0] {""}
   *[other] , pero sube con claridad en { $against }
})
network-short-looked-at = Son { $n } pruebas (estándar y fuente); por azar, 1 de cada 20.
network-short-more = { $n ->
    [one] { $n } estándar más
   *[other] { $n } estándares más
}
network-short-alone = Falta ayuda cercana en: { $standards }.
network-short-observers = De { $all } personas que observan ({ $tool }), { $ways } en los mismos sitios, hasta { $most }.
network-short-observers-more = { $n ->
    [one] { $n } da claramente más
   *[other] { $n } dan claramente más
}
network-short-observers-less = { $n ->
    [one] { $n } da claramente menos
   *[other] { $n } dan claramente menos
}
network-short-observers-two = { $n } difieren claramente de dos en dos
network-short-nearly-all-up = En { $by }, casi todos los estándares suben con claridad a la vez en { $some } de { $all ->
    [one] { $all } sitio
   *[other] { $all } sitios
}: hay que ver cómo se calificó.
network-short-nearly-all-down = En { $by }, casi todos los estándares bajan con claridad a la vez en { $some } de { $all ->
    [one] { $all } sitio
   *[other] { $all } sitios
}: hay que ver cómo se calificó.
network-short-unknown = { $n ->
    [one] Aún no se sabe: { $n } sitio tiene al menos un estándar del que ninguna calificación dice nada. Eso no es un cero.
   *[other] Aún no se sabe: { $n } sitios tienen al menos un estándar del que ninguna calificación dice nada. Eso no es un cero.
}

network-heat = Sitios y estándares
network-heat-few = Entre paréntesis: de menos de { $n } visitas o personas que calificaron por su cuenta. Las demás tablas y conteos los incluyen como a todos.

network-challenges = Por debajo de la meta: en cuántos sitios
network-challenges-by-source = Retos comunes, cada fuente por separado
network-challenges-caption = Cuántos sitios comparten qué, primero lo más común
network-challenges-works-on = Sitios que trabajan en esto
network-challenges-self = Por debajo de la meta, autoevaluación
network-challenges-observation = Por debajo de la meta, observación
network-challenges-note = Trabajan en esto: el plan del sitio eligió ese estándar. Por debajo de la meta: el puntaje más reciente del sitio, de no más de un año antes de su último puntaje, está por debajo de la meta, aunque sea por poco; de los sitios con un puntaje así. La autoevaluación y la observación se cuentan por separado.

network-change = Cambio en un año, y dirección con los años
network-change-one-year = Cambio en un año
network-change-caption = Promedios de los sitios calificados en ambos años, del año anterior a { $year }
network-change-note = Cada sitio cuenta una vez; las diferencias, antes de redondear. Un solo año puede ser casualidad, más aún con pocos sitios.
network-change-all-note = Todos: cada sitio con puntaje, también los que entraron o salieron.
network-change-years-note = “Sube” o “baja”: en tres años o más, los sitios calificados cada año, vistos juntos, cambian más que por casualidad.
network-change-level-note = Con los años, los sitios calificados cada año no muestran una dirección clara.
network-change-rising = { $told }; sube: { $some } de { $sites }
network-change-falling = { $told }; baja: { $some } de { $sites }
network-change-column = { $name } ({ $sites ->
    [one] { $sites } sitio
   *[other] { $sites } sitios
})
network-change-same-all = de { $before } a { $now }, { $by }
network-change-same = { $sites ->
    [one] de { $before } a { $now }, { $by } ({ $sites } sitio)
   *[other] de { $before } a { $now }, { $by } ({ $sites } sitios)
}
network-change-new = { $sites ->
    [one] { $mean } ({ $sites } sitio, sin año anterior)
   *[other] { $mean } ({ $sites } sitios, sin año anterior)
}
network-change-all = { $sites ->
    [one] todos: de { $before } a { $now } ({ $then }, luego { $sites } sitio)
   *[other] todos: de { $before } a { $now } ({ $then }, luego { $sites } sitios)
}

network-coaching = En qué trabajan los sitios, y dónde acompañarlos
network-coaching-works-on = Trabajan en esto
network-coaching-self = Autoevaluación bajo la meta
network-coaching-observed = Observación bajo la meta
network-coaching-alone = De estos, sin sitio cercano
network-coaching-start = Una forma de empezar
network-coaching-partner = sitio cercano
network-coaching-hours = { $hours ->
    [one] { $coaching }, { $hours } hora
   *[other] { $coaching }, { $hours } horas
}
network-coaching-note = Sin sitio cercano: ninguno con fortaleza clara (si se observa, por observación); horas: al año, por sitio que no lo tiene. Bajo la meta: de los sitios con puntaje.
network-coaching-session = { $session }: si lo trabaja al menos el { $share } de los sitios.
network-coaching-more = { $n ->
    [one] { $n } estándar más: en el apéndice.
   *[other] { $n } estándares más: en el apéndice.
}
network-pressed-these = { $all ->
    [one] { $some } de { $all } sitio
   *[other] { $some } de { $all } sitios
} { $some ->
    [one] trabaja
   *[other] trabajan
} en { $standards ->
    [one] { $standards } estándar
   *[other] { $standards } estándares
} o más que van primero, digan lo que digan los promedios, o que necesitan pasos rápidos primero. Ahí podría ayudar, antes que nada, una visita de acompañamiento (coaching):
network-pressed-many = { $all ->
    [one] { $some } de { $all } sitio
   *[other] { $some } de { $all } sitios
} { $some ->
    [one] trabaja
   *[other] trabajan
} en { $standards ->
    [one] { $standards } estándar
   *[other] { $standards } estándares
} o más que van primero, digan lo que digan los promedios, o que necesitan pasos rápidos primero. Ahí podría ayudar, antes que nada, una visita de acompañamiento (coaching). Sus nombres están en data/needs.csv.
network-pressed-site = { $site } trabaja en { $standards }.

network-help = Quién podría ayudar a quién
network-help-nobody = Aún no hay un sitio cercano con una fortaleza clara en lo que trabaja otro sitio. Quién está cerca de tenerla está en el apéndice.
network-help-many = { $all ->
    [one] A { $some } de { $all } sitio que trabaja en algo le podría ayudar otro sitio. Todos: en el apéndice.
   *[other] A { $some } de { $all } sitios que trabajan en algo les podría ayudar otro sitio. Todos: en el apéndice.
}
network-help-line = { $site } podría recibir ayuda de { $partners }.
network-help-site-by-site = Quién podría ayudar a quién, y dónde falta ayuda cercana
network-help-caption = Los sitios por nombre, y quién tiene una fortaleza clara en lo que trabajan
network-help-alone = Estándares sin un sitio cercano que pueda ayudar
network-help-alone-region = Estándares sin un sitio cercano que pueda ayudar (en la misma región no hay ninguno)
network-help-alone-sites = Para estos sitios
network-help-alone-why = Por qué
network-help-by = Podría recibir ayuda de
network-help-back = Podría ayudar a cambio
network-help-strong = { $standard } (según { $looks })
network-help-partner = { $site }: { $standards }
network-help-partner-other-grades = { $site }: { $standards }; otros grados: pregunte primero si sirve para sus edades
network-help-self-lower = { $looks }; la autoevaluación da un puntaje más bajo
network-help-observation-lower = { $looks }; las observaciones dan un puntaje más bajo
network-help-not-clearly = { $n ->
    [one] { $sites } llega a la meta según { $by }, pero no con claridad
   *[other] { $sites } llegan a la meta según { $by }, pero no con claridad
}
network-help-more-visits = más visitas ayudarían a saberlo
network-help-more-raters = más personas que califiquen por su cuenta ayudarían a saberlo
network-help-elsewhere = { $sites ->
    [one] { $sites } sitio tiene ahí una fortaleza clara, pero fuera de alcance, en otra región
   *[other] { $sites } sitios tienen ahí una fortaleza clara, pero fuera de alcance, en otras regiones
}
network-help-no-strength = ningún otro sitio tiene ahí una fortaleza clara

network-appendix = Apéndice

network-sites-caption = Los sitios, en qué trabajan y una fortaleza de cada uno
network-sites-program = Programa
network-sites-works-on = Trabaja en
network-sites-strength = Fortaleza
network-sites-closest = lo más cercano a la meta: { $standard }
network-sites-note = Los sitios están en el orden de sus nombres. No se ponen en orden de mejor a peor: los estándares de calidad no tienen un puntaje oficial, y estos números son para planear.
network-sites-note-one = Los estándares de calidad no tienen un puntaje oficial; estos números son para planear.
network-sites-held-back = en espera: vea su página
network-sites-no-plan = sin plan: lo que se calificó no dice nada de los estándares; vea los archivos de datos
network-sites-listed-until = sin plan: en la lista hasta { $to }; sus puntajes están en los archivos de datos
network-sites-listed-in = sin plan: en la lista en { $from }; sus puntajes están en los archivos de datos
network-sites-listed-between = sin plan: en la lista de { $from } a { $to }; sus puntajes están en los archivos de datos
network-sites-files = Archivos
network-sites-word = Word
network-sites-pdf = PDF
network-sites-workbook = Seguimiento
network-sites-dates = Fechas

network-summary-elsewhere = Una fila para cada sitio, con celdas abiertas para llenar: en network.xlsx, hoja { $sheet }, y en data/grantee_summary.csv.

network-standards = Los estándares en todos los sitios
network-standards-caption = Promedio de los sitios en el año más reciente, cada sitio una vez
network-standards-same-sites = Mismos sitios, del año anterior a ahora
network-standards-note = Promedio: cada sitio cuenta una vez.
network-standards-apart = En grupo: el grupo acordó una calificación. Por separado: cada quien calificó por su cuenta; las dos formas nunca se mezclan.
network-standards-in-one = De cualquier modo: según estas reglas, quienes calificaron por su cuenta y los grupos que acordaron una calificación entran en un mismo promedio.
network-standards-change-note = El cambio es de los sitios calificados en ambos años de la misma manera, porque un promedio de todos los sitios también se mueve cuando participan otros sitios.
network-composition-why = Aquí el promedio de todos los sitios y el de los sitios calificados en ambos años fueron en direcciones distintas. Lo que cambió es lo que hicieron los mismos sitios; lo demás viene de qué sitios participaron.
network-composition-all-rose = { $standard }, { $source }: desde { $since } el promedio de todos los sitios subió de { $before } a { $now }, y el { $sites ->
    [one] del { $sites } sitio calificado
   *[other] de los { $sites } sitios calificados
} en ambos años bajó de { $same_before } a { $same_now } ({ $joined ->
    [one] entró { $joined } sitio
   *[other] entraron { $joined } sitios
}, { $left ->
    [one] salió { $left }
   *[other] salieron { $left }
}).
network-composition-all-fell = { $standard }, { $source }: desde { $since } el promedio de todos los sitios bajó de { $before } a { $now }, y el { $sites ->
    [one] del { $sites } sitio calificado
   *[other] de los { $sites } sitios calificados
} en ambos años subió de { $same_before } a { $same_now } ({ $joined ->
    [one] entró { $joined } sitio
   *[other] entraron { $joined } sitios
}, { $left ->
    [one] salió { $left }
   *[other] salieron { $left }
}).

network-years = Con los años
network-years-caption = Hacia dónde van todos los sitios, con los sitios calificados cada año
network-years-together = Todos juntos
network-years-called = Mejoran o bajan
network-years-slope = Cambio promedio al año
network-years-note = Todos juntos: la prueba de Kendall dentro de cada sitio, sumada sobre los sitios calificados cada año, para que ningún sitio entre o salga en el camino. Toma los sitios como independientes; si comparten observadores, parece más seguro de lo que es. Le bastan tres años, porque cuentan los años de todos los sitios; para hablar de un solo sitio se piden cinco. Mejoran o bajan: sitios con cinco años o más cuya propia línea es más inclinada de lo que haría la casualidad, tomando en cuenta cuántos sitios se revisaron.
network-years-slope-note = Cambio promedio al año: la pendiente en diez sitios o más.
network-years-looked-at = Todos juntos no se corrige por cuántas líneas se revisaron: de { $n }, una puede ser así por casualidad.
network-years-few-sites = muy pocos sitios
network-years-rising = sube, más que por casualidad; en { $some } de { $sites }
network-years-falling = baja, más que por casualidad; en { $some } de { $sites }
network-years-unclear = sin dirección clara
network-years-none = ningún sitio claramente
network-years-improving = { $n ->
    [one] { $n } sitio mejora
   *[other] { $n } sitios mejoran
}
network-years-declining = { $n ->
    [one] { $n } sitio baja
   *[other] { $n } sitios bajan
}
network-years-both = { $up ->
    [one] { $up } mejora
   *[other] { $up } mejoran
}, { $down ->
    [one] { $down } baja
   *[other] { $down } bajan
}

network-views = La autoevaluación junto a la observación
network-views-caption = Autoevaluación menos observación en { $year }, cada sitio una vez
network-views-self-rated = Cómo se autoevaluó
network-views-mean = Diferencia promedio
network-views-all = En todos los sitios
network-views-single = Claro aun al ver todos los sitios
network-views-note = Solo los sitios con ambas en el mismo año. Las dos se comparan y nunca se promedian: cada una acierta en lo que ve, y quienes se autoevalúan saben lo que ninguna visita muestra.
network-views-ranges-note = Entre paréntesis, el rango del 95% del promedio, por lo que difieren los sitios, a partir de tres sitios.
network-views-single-note = Claro aun al ver todos los sitios: de muchos sitios algunos difieren por casualidad, así que aquí se pide más que en el plan de un solo sitio.
network-views-untold-note = Donde un grupo acordó una calificación, o pocos se calificaron más de una vez, no se puede saber.
network-views-data-note = Todas las diferencias: data/gaps.csv.
network-views-self-higher = la autoevaluación es más alta
network-views-self-lower = la autoevaluación es más baja
network-views-unclear = sin diferencia clara
network-views-none = ninguno claramente
network-views-higher = { $n ->
    [one] { $n } sitio más alto
   *[other] { $n } sitios más altos
}
network-views-lower = { $n ->
    [one] { $n } sitio más bajo
   *[other] { $n } sitios más bajos
}
network-views-both = { $higher ->
    [one] { $higher } más alto
   *[other] { $higher } más altos
}, { $lower ->
    [one] { $lower } más bajo
   *[other] { $lower } más bajos
}
network-views-of = { $told }, de { $n }

network-differ = Sitios que se distinguen de los demás, más que por casualidad
network-differ-caption = Sitios fuera de los límites del 99.8%, por nombre
network-differ-sites = Sitios que se distinguen
network-differ-none = Ningún sitio está más lejos de los demás de lo que lo pondrían la casualidad y las diferencias usuales entre sitios.
network-differ-note = Los sitios están en el orden de sus nombres; más alto y más bajo dicen de qué lado de todos los sitios están. Los límites toman en cuenta cuánto varían las calificaciones por casualidad, más cuantas menos haya, y las diferencias usuales entre sitios; de mil sitios como los demás, dos quedan fuera. Quedar fuera es una razón para mirar, no un veredicto. Todos los sitios y sus límites: data/funnel.csv.
network-differ-lower = { $site } (más bajo)
network-differ-higher = { $site } (más alto)
network-differ-untold = Aquí no se puede saber si un sitio se distingue de los demás:
network-differ-untold-line = { $standards ->
    [one] { $source }, calificada { $rated }, { $standards } estándar: { $reason }.
   *[other] { $source }, calificada { $rated }, { $standards } estándares: { $reason }.
}
network-differ-few-sites = hay menos de { $n } sitios
network-differ-no-spread = muy pocos se calificaron más de una vez para saber cuánto varían las calificaciones por casualidad

network-groups = Grupos de sitios
network-groups-about = Promedios en { $year }, cada sitio una vez, con el rango del 95% y el número de sitios. Los grupos están en el orden de sus nombres.
network-groups-region = Por región
network-groups-hub = Por centro regional
network-groups-county = Por condado
network-groups-program = Por programa
network-groups-grades = Por grados
network-groups-many = { $kind }: { $n } grupos tienen un promedio; están en data/groups.csv.
network-groups-unlisted = No está en la lista
network-groups-no-score = sin puntaje
network-groups-left-out = no se muestra
network-groups-mean = { $mean }, n{"\u00A0"}={"\u00A0"}{ $sites }
network-groups-mean-range = { $mean } ({ $range }), n{"\u00A0"}={"\u00A0"}{ $sites }
network-groups-few = { $means ->
    [one] No se muestra aquí ni en data/groups.csv: { $means } promedio de menos de { $sites ->
        [one] { $sites } sitio
       *[other] { $sites } sitios
    }.
   *[other] No se muestran aquí ni en data/groups.csv: { $means } promedios de menos de { $sites ->
        [one] { $sites } sitio
       *[other] { $sites } sitios
    }.
}
network-groups-others = { $means ->
    [one] Y { $means } promedio más, porque con él se podría calcular por resta lo que no se muestra.
   *[other] Y { $means } promedios más, porque con ellos se podría calcular por resta lo que no se muestra.
}

network-agreement = Qué tanto coinciden quienes califican
network-agreement-no-visit-twice = Ninguna visita la calificaron dos personas con nombre, cada una por su cuenta, así que no se puede saber qué tanto coinciden quienes observan. Envíe a dos personas a unas pocas visitas, y pida que cada una anote sus calificaciones antes de hablar.
network-agreement-note = Para una mesa directiva bastan las palabras. Alfa (Krippendorff) y AC (Gwet) pueden ser muy distintas: alfa pregunta si quienes califican distinguen un ítem de otro mejor que por casualidad, y es baja donde casi todas las calificaciones caen en los mismos uno o dos niveles; AC no pregunta eso. Mire AC para saber cuánto coinciden, y alfa antes de comparar ítems o visitas. Las dos son 1 donde quienes califican siempre coinciden, 0 donde coinciden tanto como por casualidad; los niveles más cercanos cuentan más; entre paréntesis, el rango que contiene el valor verdadero 95 de cada 100 veces. No se cuentan las calificaciones que acordó un grupo. Las personas de un sitio vieron días distintos, así que pueden diferir por otras razones que quienes observan una misma visita. Cada ítem está en data/agreement.csv.
network-agreement-caption = Qué tanto coinciden quienes calificaron lo mismo, cada quien por su cuenta
network-agreement-raters = Quiénes califican
network-agreement-several = Calificado por más de una persona
network-agreement-in-words = En palabras
network-agreement-alpha = Alfa
network-agreement-ac = AC
network-agreement-observers = Quienes observaron la misma visita
network-agreement-people = Personas del mismo sitio
network-agreement-visits = { $things ->
    [one] { $things } visita
   *[other] { $things } visitas
}, { $people ->
    [one] { $people } persona
   *[other] { $people } personas distintas
}
network-agreement-rounds = { $things ->
    [one] { $things } ronda
   *[other] { $things } rondas
} (un sitio en un año), { $people ->
    [one] { $people } persona
   *[other] { $people } personas distintas
}
network-agreement-close = La mayoría de las calificaciones son iguales, y pocas están a más de un nivel.
network-agreement-next-level = Las calificaciones difieren a menudo, pero rara vez por más de un nivel: conviene platicar qué quiere decir cada nivel antes de calificar.
network-agreement-far = Las calificaciones difieren, y algunas por más de un nivel: conviene acordar qué quiere decir cada nivel, y primero calificar algo en grupo.
network-agreement-mostly = La mayoría de las calificaciones son iguales.
network-agreement-seldom = Las calificaciones difieren a menudo: conviene platicar qué quiere decir cada nivel antes de calificar.
network-agreement-one = Calificado solo una vez por más de una persona: es muy poco para juzgar.
network-agreement-under-one = menos de 1
network-agreement-figure = { $value } ({ $range })
network-agreement-unsure = { $value }; no se sabe qué tan seguro es
network-agreement-no-variation = todas las calificaciones son iguales
network-agreement-levels-only = solo para niveles
network-agreement-same = { $pairs ->
    [one] El mismo nivel en { $same } de { $pairs } par de calificaciones
   *[other] El mismo nivel en { $same } de { $pairs } pares de calificaciones
}
network-agreement-near = { $pairs ->
    [one] El mismo nivel en { $same } de { $pairs } par de calificaciones, a un nivel de distancia en { $near }, más lejos en { $far }
   *[other] El mismo nivel en { $same } de { $pairs } pares de calificaciones, a un nivel de distancia en { $near }, más lejos en { $far }
}

network-observers = { $compared ->
    [one] { $tool }: { $compared } de { $n } { $n ->
        [one] persona que observa
       *[other] personas que observan
    } se puede comparar con otras que vieron los mismos sitios en el mismo año.
   *[other] { $tool }: { $compared } de { $n } { $n ->
        [one] persona que observa
       *[other] personas que observan
    } se pueden comparar con otras que vieron los mismos sitios en el mismo año.
}
network-observers-alike = Ninguna difiere claramente.
network-observers-more = { $n } claramente por encima de las demás en los mismos sitios.
network-observers-less = { $n } claramente por debajo de las demás en los mismos sitios.
network-observers-two = { $n } difieren, de dos en dos; no se puede saber cuál de las dos se desvía.
network-observers-own-sites = { $n } en sitios que nadie más vio: no se puede saber si la persona es estricta o si el sitio es bajo.
network-observers-few-visits = { $n } con muy pocas visitas junto a las de otras personas para saberlo.

network-enough = Cuántas visitas serían suficientes
network-enough-untold = Aún no se puede saber: hay muy pocos sitios para ver cuánto difieren los sitios.
network-enough-caption = Cuánto dice una visita o un formulario, y cuántos hacen falta para distinguir los sitios
network-enough-of-one = Cuánto dice una visita o un formulario
network-enough-head = Cuántos para distinguir los sitios
network-enough-note = Con tantos en un año, el { $share } de lo que distingue a los sitios es real y el { $rest } es casualidad; con uno solo, es real lo que dice la columna. Donde el número es más de lo que se puede hacer, no compare los sitios en ese estándar. Calculado con todos los sitios juntos; un sitio puede variar más o menos que otros.
network-enough-assumed = { $enough }, con una variación supuesta
network-enough-too-many = no se alcanza con menos de { $looks }
network-enough-alike = ningún número: los sitios no difieren entre sí más que un mismo sitio de visita en visita
network-enough-visits = { $n ->
    [one] { $n } visita
   *[other] { $n } visitas
}
network-enough-ratings = { $n ->
    [one] { $n } calificación
   *[other] { $n } calificaciones
}
network-enough-people = { $n ->
    [one] { $n } persona
   *[other] { $n } personas
}

network-method = Cómo se hicieron estos números
network-method-over-sites = En todos los sitios: cada sitio cuenta una vez, sin importar cuántas visitas tuvo. La autoevaluación y la observación nunca se promedian juntas, ni tampoco los años calificados con versiones distintas de una herramienta. Lo que va primero en un plan es la importancia multiplicada por lo que se espera que falte para la meta; el plan de cada sitio muestra la cuenta.

network-files = Archivos
network-files-caption = Los archivos de este análisis
network-file = Archivo
network-file-holds = Qué contiene
network-file-noticed = Lo que notamos en los archivos
network-file-noticed-holds = Qué corregir o revisar
network-file-word = Informe para una mesa directiva, en Word
network-file-pdf = Informe para una mesa directiva, para imprimir
network-file-board-holds = La red en dos páginas y un apéndice
network-file-workbook = Libro de Excel de la red
network-file-workbook-holds = Sitios, puntajes, mapa de calor, cambios y el resumen para el informe anual
network-file-data = Datos
network-file-data-holds = Todos los números en CSV y Parquet, con un diccionario
network-file-run = Cómo se hizo este análisis
network-file-run-holds = Archivos leídos, reglas, versiones y ajustes: lo suficiente para repetirlo
