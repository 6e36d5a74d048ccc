# Qué pasó con un plan: en su parte III y en `cqi plan progress`.

progress-steps = { $n ->
    [one] { $n } paso
   *[other] { $n } pasos
}
progress-done = { $done ->
    [one] { $done } de { $steps } está hecho.
   *[other] { $done } de { $steps } están hechos.
}
progress-done-and = { $done ->
    [one] { $done } de { $steps } está hecho; { $others }.
   *[other] { $done } de { $steps } están hechos; { $others }.
}
progress-moving = { $n } en marcha
progress-stuck = { $n ->
    [one] { $n } detenido
   *[other] { $n } detenidos
}
progress-not-started = { $n } sin empezar
progress-dropped = { $n ->
    [one] { $n } dejado a propósito
   *[other] { $n } dejados a propósito
}
progress-without = { $n } sin estado
progress-overdue = { $n ->
    [one] En { $n } ya pasó la fecha límite.
   *[other] En { $n } ya pasó la fecha límite.
}
progress-old = { $n ->
    [one] { $n } estado es viejo o no tiene fecha.
   *[other] { $n } estados son viejos o no tienen fecha.
}

progress-by = para el { $day }
progress-owner-by = { $owner }, para el { $day }
progress-own = un paso propio del sitio
progress-and-own = { $who }; un paso propio del sitio
progress-is-overdue = ya pasó la fecha límite
progress-status-overdue = { $status }, ya pasó la fecha límite
progress-no-status = sin estado
progress-no-status-overdue = sin estado, ya pasó la fecha límite

progress-on-the-scale = En la escala: { $level }, { $age }
progress-not-said = no se dijo
progress-not-measured = no hay puntaje para comparar
progress-not-again = aún no se ha medido otra vez
progress-cannot-compare = No se puede comparar: la herramienta, la ronda o el modo de calificar es distinto
progress-up = Sube
progress-down = Baja
progress-no-clear-change = Sin cambio claro
progress-cannot-tell = No se puede saber
progress-since = { $by } desde { $since }
progress-range-since = { $by } ({ $low } a { $high }) desde { $since }

progress-last-plan = Qué pasó con el plan de { $year }
progress-so-far = Este año hasta ahora
progress-looking-back = Mirar hacia atrás
progress-beside = { $then } y { $now }
progress-how-to-read = Un estado es lo que la gente escribió, con el tiempo que tiene hoy; nadie lo calcula. Un resultado es lo que dicen los puntajes: se llama claro solo donde su rango del 95% no incluye el cero. Que un puntaje se moviera mientras se daban los pasos no muestra que los pasos lo movieron.

progress-head-standard = Estándar
progress-head-steps = Pasos en { $year }
progress-head-goal = Objetivo de { $year }
progress-head-plan = Plan para { $year }
progress-no-steps = ninguno
progress-steps-done = { $done ->
    [one] { $done } de { $n } hecho
   *[other] { $done } de { $n } hechos
}
progress-no-goal = sin objetivo
progress-in-focus = elegido
progress-in-focus-goal = elegido, de { $from } a { $to }
progress-not-in-focus = no elegido

progress-column-step = paso
progress-column-who = responsable
progress-column-due = fecha límite
progress-column-status = estado
progress-column-age = antigüedad
progress-column-note = qué pasó
progress-column-goal = objetivo
progress-column-start = inicio
progress-column-target = se busca
progress-column-latest = último
progress-column-since = desde el inicio
progress-column-level = qué tanto se ha avanzado, según la gente
