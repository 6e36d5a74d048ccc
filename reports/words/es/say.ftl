# Cómo se dicen números, fechas y nombres, igual en todos los informes.

say-because = { $because } ({ $source }, { $year })

say-range = { $low } a { $high }
say-range-assumed = { $low } a { $high }, supuesto
say-more-than = más de { $value }

say-date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
say-month-short = { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
   *[12] dic
}
say-date-short = { $day } { $month } { $year }
say-day-short = { $day } { $month }
say-dates = { $first } a { $last }
say-day = el { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
say-no-date = sin fecha

say-self-assessment = Autoevaluación
say-observation = Observación
say-self-assessment-lower = autoevaluación
say-observation-lower = observación
say-by-self-assessment = la autoevaluación
say-by-observations = las observaciones

say-rated-together = en grupo
say-rated-alone = por separado
say-rated-any = de cualquier modo
say-rated-visits = por visitas

say-looks-observed = { $n ->
    [one] { $n } actividad observada
   *[other] { $n } actividades observadas
}
say-looks-agreed = { $n ->
    [one] { $n } formulario acordado por el grupo
   *[other] { $n } formularios acordados por el grupo
}
say-looks-alone = { $n ->
    [one] { $n } persona que calificó por su cuenta
   *[other] { $n } personas que calificaron por su cuenta
}

say-up-clear = sube desde { $before } en { $since }, un cambio claro
say-down-clear = baja desde { $before } en { $since }, un cambio claro
say-same-clear = igual que { $before } en { $since }, un cambio claro
say-up-unclear = sube desde { $before } en { $since }, no es un cambio claro
say-down-unclear = baja desde { $before } en { $since }, no es un cambio claro
say-same-unclear = igual que { $before } en { $since }, sin cambio claro
say-up-unknown = sube desde { $before } en { $since }; no se puede saber si es más que casualidad
say-down-unknown = baja desde { $before } en { $since }; no se puede saber si es más que casualidad
say-same-unknown = igual que { $before } en { $since }; no se puede saber si es más que casualidad
say-change-clear = { $by }, cambio claro
say-change-unclear = { $by }, puede ser casualidad
say-change-unclear-needs = { $by }, puede ser casualidad (claro desde { $needs })

say-moved-improving = { $moved }; mejora a lo largo de { $years }
say-moved-declining = { $moved }; baja a lo largo de { $years }
say-moved-yet-improving = { $moved } solo por estos dos años; mejora a lo largo de los { $years }
say-moved-yet-declining = { $moved } solo por estos dos años; baja a lo largo de los { $years }

say-years-of = { $have } de { $years }
say-one-year = un año
say-two-years = dos años
say-too-short-up = hasta ahora sube, en { $years }; faltan años para comprobarlo
say-too-short-down = hasta ahora baja, en { $years }; faltan años para comprobarlo
say-too-short-level = hasta ahora sin una sola dirección, en { $years }; faltan años para saber si sube o baja
say-too-short-up-slope = hasta ahora sube, en { $years }, { $slope }; faltan años para comprobarlo
say-too-short-down-slope = hasta ahora baja, en { $years }, { $slope }; faltan años para comprobarlo
say-too-short-level-slope = hasta ahora sin una sola dirección, en { $years }, { $slope }; faltan años para saber si sube o baja
say-too-short-parts = { $years } en { $parts } partes; faltan años para saber si sube o baja
say-improving = mejora en { $years }
say-improving-slope = mejora en { $years }, { $slope }
say-declining = baja en { $years }
say-declining-slope = baja en { $years }, { $slope }
say-no-trend = sin tendencia clara en { $years }
say-no-trend-slope = sin tendencia clara en { $years }, { $slope }; un cambio de menos de { $smallest } al año no se notaría
say-perhaps-up-slope = quizá mejora en { $years }, { $slope }; no es bastante seguro para tantas líneas como se revisaron
say-perhaps-down-slope = quizá baja en { $years }, { $slope }; no es bastante seguro para tantas líneas como se revisaron
say-level = más o menos pareja en { $years }; no se puede saber si se movió
say-chance-slope = { $slope } al año en { $years }; no se puede saber si es más que casualidad
say-chance = { $years }; no se puede saber si cambian más que por casualidad
say-a-year = { $slope } al año ({ $low } a { $high })

say-under-one-percent = 1% o menos
say-over-99-percent = 99% o más

say-linked = unido a través de un cambio de la herramienta (versión { $from } a { $to }, { $by })
say-linked-error = unido a través de un cambio de la herramienta (versión { $from } a { $to }, { $by }, error estándar { $error })
say-linked-common = por { $items } en { $sites }
say-common-items = { $n ->
    [one] { $n } ítem común
   *[other] { $n } ítems comunes
}
say-linked-declared = como lo declaran las reglas
say-not-linked = no unido a través del cambio de la versión { $from } a la { $to }: { $because }
say-few-items = { $have ->
    [one] { $have } ítem de este puntaje no cambió; se necesitan { $need }
   *[other] { $have } ítems de este puntaje no cambiaron; se necesitan { $need }
}
say-few-sites = { $have ->
    [one] { $have } sitio calificó justo antes y después; se necesitan { $need }
   *[other] { $have } sitios calificaron justo antes y después; se necesitan { $need }
}
say-moved-alike = todos los sitios se movieron igual, así que nada dice qué tan segura es la unión
say-outside-table = la tabla de la unión deja fuera { $score }
