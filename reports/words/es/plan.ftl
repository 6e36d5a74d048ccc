# El plan de mejora de un sitio: portada, evaluación, plan y cómo se hicieron sus números.

plan-footer = { $site } · plan para { $year }

plan-prepared-with = { $tools }; cqi { $program }, { $rules }
plan-rules = reglas { $pack } { $version }
plan-continues = Este sitio continúa a { $name } (sitio { $id }). Los resultados de los dos se muestran como los de un solo sitio.
plan-continues-from = Este sitio continúa a { $name } (sitio { $id }, desde { $from }). Los resultados de los dos se muestran como los de un solo sitio.
plan-continues-until = Este sitio continúa a { $name } (sitio { $id }, hasta { $to }). Los resultados de los dos se muestran como los de un solo sitio.
plan-continues-in = Este sitio continúa a { $name } (sitio { $id }, en { $from }). Los resultados de los dos se muestran como los de un solo sitio.
plan-continues-between = Este sitio continúa a { $name } (sitio { $id }, desde { $from } hasta { $to }). Los resultados de los dos se muestran como los de un solo sitio.

plan-in-short = En resumen
plan-by-standard = Lo que encontramos, por estándar
plan-where-from = De dónde viene esto
plan-standard = Estándar

plan-ratings-old = Las calificaciones más recientes son de { $latest }, y este plan es para { $year }. Conviene ver primero si siguen vigentes.
plan-strength-sure = Una fortaleza que hay que cuidar: { $standard } ({ $score }), claramente en la meta o por encima.
plan-strength-at = Una fortaleza que hay que cuidar: { $standard } ({ $score }), en la meta o por encima.
plan-strength-closest = Lo más cercano a la meta: { $standard } ({ $score }).
plan-strength-highest = Una fortaleza que hay que cuidar: { $standard } ({ $score }), el puntaje más alto de todos.
plan-moved = { $standard }: { $score } en { $by }, { $moved }.
plan-moved-beside = En { $by }: { $score }, { $moved }.
plan-improving = Mejora a lo largo de los años, en { $by }: { $standards }.
plan-declining = Baja a lo largo de los años, en { $by }: { $standards }.
plan-up = Sube claramente desde el año anterior, en { $by }: { $standards }.
plan-down = Baja claramente desde el año anterior, en { $by }: { $standards }.
plan-also-up = También sube claramente desde el año anterior, en { $by }: { $standards }.
plan-also-down = También baja claramente desde el año anterior, en { $by }: { $standards }.
plan-nearly-all-up = En { $by }, { $moved } de { $n ->
   *[other] { $n } estándares
} suben claramente en un año. Si casi todos suben a la vez, conviene ver primero cómo se calificó.
plan-nearly-all-down = En { $by }, { $moved } de { $n ->
   *[other] { $n } estándares
} bajan claramente en un año. Si casi todos bajan a la vez, conviene ver primero cómo se calificó.
plan-sees-itself-higher = Claramente más alto en la autoevaluación que en las visitas: { $standards }.
plan-sees-itself-lower = Claramente más bajo en la autoevaluación que en las visitas: { $standards }.
plan-two-scores = { $standard } ({ $own } y { $seen })
plan-none-below = Nada de lo que se calificó está por debajo de la meta.
plan-to-work-on = Para trabajar en { $year }: { $standards }.
plan-not-known-yet = { $n ->
    [one] Todavía no se sabe: { $n } estándar sin datos. Eso no es un cero.
   *[other] Todavía no se sabe: { $n } estándares sin datos. Eso no es un cero.
}

plan-scores-without-year = Puntajes por estándar; en negrita, lo elegido para este año
plan-scores = Puntajes por estándar en { $year }; en negrita, lo elegido para este año
plan-scores-with-target = Puntajes por estándar en { $year }; meta: { $target }; en negrita, lo elegido para este año
plan-or = { $first } o { $second }
plan-no-evidence = sin datos
plan-too-little-rated = se calificó muy poco para dar un puntaje
plan-score = { $score }; { $behind }
plan-score-of-year = { $score }; { $behind }, { $year }
plan-score-of-older-year = { $score }; { $behind }, { $year }, más antiguo
plan-behind-observed = { $n ->
    [one] { $n } actividad
   *[other] { $n } actividades
}
plan-behind-agreed = { $n ->
    [one] un acuerdo del grupo
   *[other] { $n } formularios acordados por grupos
}
plan-behind-alone = { $n ->
    [one] { $n } persona
   *[other] { $n } personas
}
plan-change-in-a-year = En un año { $change }
plan-how-to-read = Cómo leer esto: primero el puntaje; entre paréntesis, su rango del 95% (donde lo más probable es que esté el valor verdadero, según cuánto difieren calificaciones así en todos los sitios); luego, quién lo respalda: personas que calificaron cada una por su cuenta, un grupo que se puso de acuerdo en un solo formulario, o actividades observadas. Debajo va el cambio desde el año anterior. Si puede ser casualidad, se dice desde qué tamaño sería claro. Los cambios se calculan antes de redondear. Se dice “claramente” solo cuando todo el rango dice lo mismo; una diferencia tiene su propio rango. La autoevaluación y la observación van una al lado de la otra y nunca se promedian. “Sin datos”: la herramienta no mira ese estándar o nadie lo calificó; no es un cero ni un nivel. Cómo las calificaciones se vuelven un puntaje está más adelante, donde se explica cómo se hicieron estos números.
plan-fewer-people = Cuando un puntaje se basa en menos personas o actividades que la herramienta en conjunto, las demás dejaron demasiados de sus ítems sin calificar.
plan-agreed-no-range = Un formulario acordado por un grupo no tiene rango; por eso su cambio aparece sin decir si es claro.
plan-agreed-with-range = Donde un grupo se puso de acuerdo en un solo formulario, su rango se toma de cuánto difieren los puntajes en todos los sitios. Hay que leerlo con cuidado.
plan-assumed = Supuesto: hay muy pocas visitas, entre todos los sitios, para saber cuánto varían; el rango se basa en lo que las reglas consideran usual.

plan-scale = Los puntajes van de { $lowest } a { $highest }; más alto es mejor.
plan-scale-words = En { $by }, { $level } quiere decir “{ $label }”.
plan-scale-target = La meta de { $target } se eligió en las reglas (“{ $title }”).

plan-years = A lo largo de los años
plan-years-caption = Hacia dónde va cada estándar, en líneas de tres años o más
plan-years-how-to-read = Lo que se dice en una fila vale para todos los estándares de esa fila; donde no se dice nada, aún no hay tres años que se puedan juntar. Al año: cuántos puntos de la escala sube o baja una línea que pasa por todos los años, con su rango del 95%. Se dice que mejora o que baja solo a partir de cinco años (de seis si la línea tiene dos partes), y solo donde el azar casi nunca daría una línea tan inclinada, dado cuántos sitios se revisaron. Un cambio que no se notaría puede existir de todos modos. Un cambio entre dos años puede ser claro aunque la línea de todos los años no lo sea o sea muy corta para comprobarla. Donde cambió la herramienta o la forma de calificar, una línea tiene partes: los años de antes y de después no se comparan.
plan-years-linked = Si una línea está unida a través de un cambio así, una regla dice cómo se pasan los puntajes anteriores a la escala de la herramienta más nueva, y el rango toma en cuenta cuánto puede fallar eso. Los puntajes y las gráficas muestran lo que se calificó, y ahí se siguen cortando.

plan-cannot-tell = Lo que todavía no podemos saber
plan-cannot-tell-why = No hay datos sobre estos estándares. No son cero; no se conocen.
plan-could-tell = Qué lo podría mostrar: { $tools }.
plan-no-score = { $tool } en { $year }: { $reason }.
plan-nothing-rated = no se calificó nada
plan-few-parts = { $have ->
    [one] se calificó { $have } parte; se necesitan al menos { $need }
   *[other] se calificaron { $have } partes; se necesitan al menos { $need }
}
plan-small-share = se respondió el { $have }% de los ítems; se necesita al menos el { $need }%
plan-little-weight = se calificaron muy pocas de sus partes
plan-few-responses = { $have ->
    [one] { $have } observación o persona que califica; se necesitan al menos { $need }
   *[other] { $have } observaciones o personas que califican; se necesitan al menos { $need }
}
plan-few-values = { $have ->
    [one] { $have } valor; se necesitan al menos { $need }
   *[other] { $have } valores; se necesitan al menos { $need }
}
plan-blocked = `{ $part }` no tiene calificación ({ $state }), y sin ella no se calcula nada
plan-tie = dos valores se dieron el mismo número de veces
plan-base-zero = la base es cero

plan-tools-caption = Herramientas en las que se basa este plan, en los años más recientes
plan-tool = Herramienta
plan-school-year = Año escolar
plan-dates = Fechas
plan-based-on = Se basa en
plan-to-fill-in = Para que lo complete el equipo
plan-raters-far-apart = Conviene hablar de los ítems que las personas calificaron de manera muy distinta en { $year }: { $items }.

plan-keep-strong = Nada de lo que se calificó está por debajo de la meta. Elegir en equipo qué mantener fuerte.
plan-across = Pasos para varios estándares
plan-not-this-year = Este año no, y por qué
plan-begin-with = Empezar con el primer paso, “{ $step }”, sin esperar hasta la fecha que aparece a su lado.
plan-agree-now = Acordar esta semana qué hacer.
plan-why = Por qué lo elegimos
plan-goal = Objetivo
plan-also-watch = También dar seguimiento a
plan-mid-year = Señal a mitad de año
plan-fair-step = { $step ->
    [half] Medio nivel es un buen paso para un año; la meta sigue siendo { $target }.
   *[other] Subir { $step } es un buen paso para un año; la meta sigue siendo { $target }.
}
plan-rise-may-be-chance = El objetivo es subir { $rise }. Con tan pocas calificaciones como ahora, una subida de menos de { $needed } puede ser casualidad. Por eso conviene guiarse por lo que cambien los pasos de abajo y tomar el puntaje como una pista.
plan-rise-agreed = El grupo se puso de acuerdo en un solo formulario, así que el puntaje por sí solo no puede mostrar si una subida es más que casualidad. Conviene guiarse por lo que cambien los pasos de abajo.
plan-rise-cannot-be-told = Hay muy pocas calificaciones para saber si una subida es más que casualidad. Conviene guiarse por lo que cambien los pasos de abajo.

plan-comes-first = Va primero, digan lo que digan los promedios.
plan-below = Está en { $score } en { $by }; la meta es { $target }.
plan-below-in-both = Está en { $score } en { $by } y en { $other_score } en { $other_by }; la meta es { $target }.
plan-closest = Nada está por debajo de la meta. Este es el más cercano a ella: { $score } en { $by }; la meta es { $target }.
plan-went = En { $by }: { $moved }.
plan-moved-by = En { $by }: cambió { $difference } desde { $since }.
plan-pulled-down = Lo que más baja el puntaje: { $items }.
plan-item = { $item } con { $score }
plan-even = { $n ->
    [one] { $others } quedó con el mismo puntaje ({ $score }). Se tomaron en el orden de los estándares; si hay buenas razones para elegir el otro, conviene elegir ese.
   *[other] { $others } quedaron con el mismo puntaje ({ $score }). Se tomaron en el orden de los estándares; si hay buenas razones para elegir otro, conviene elegir ese.
}
plan-by-chance = Un puntaje bajo es bajo en parte por casualidad: aunque nada cambie, se espera que el próximo en { $by } esté cerca de { $expected } y no de { $score }. Esa parte de una subida puede llegar sola.
plan-robust = Una elección firme: al repetir el cálculo con puntajes un poco diferentes, como los da la casualidad, queda { $n ->
    [one] en primer lugar
   *[other] entre los primeros { $n } estándares
} en { $tries } de cada 100 veces (se llama firme a partir de { $firm }).
plan-close = Una elección reñida: al repetir el cálculo con puntajes un poco diferentes, como los da la casualidad, queda { $n ->
    [one] en primer lugar
   *[other] entre los primeros { $n } estándares
} solo en { $tries } de cada 100 veces (se llama firme a partir de { $firm }). Si hay buenas razones para elegir otro, conviene elegir ese.
plan-views-differ = Las dos miradas difieren: autoevaluación { $own }, observación { $seen }, una diferencia de { $difference }. Conviene hablar de por qué.
plan-views-chance = Autoevaluación { $own }, observación { $seen }: una diferencia de { $difference }, que no es clara. Puede ser casualidad.
plan-views-untold = Autoevaluación { $own }, observación { $seen }: una diferencia de { $difference }. No se puede saber si es más que casualidad.

plan-steps-caption = Pasos de acción: se puede cambiar cualquier palabra, puesto o fecha según el sitio
plan-what = Qué haremos
plan-who-and-when = Quién y cuándo
plan-what-it-takes = Qué se necesita
plan-what-shows-it = Lo que muestra que está hecho, y qué debería cambiar
plan-now-by = Ahora; a más tardar el { $day }
plan-aim = Se busca: { $measure }
plan-stands-in = o: { $position }

plan-next-in-line = { $n ->
    [one] Por debajo de la meta; le toca después (un plan tiene como máximo { $n } estándar a la vez)
   *[other] Por debajo de la meta; le toca después (un plan tiene como máximo { $n } estándares a la vez)
}
plan-even-with-chosen = Por debajo de la meta, tanto como uno que sí se eligió
plan-even-passed-over = { $n ->
    [one] { $others } quedó con el mismo puntaje ({ $score }). Se tomaron en el orden de los estándares; si hay buenas razones, se pueden intercambiar.
   *[other] { $others } quedaron con el mismo puntaje ({ $score }). Se tomaron en el orden de los estándares; si hay buenas razones, se pueden intercambiar.
}
plan-lower-not-chosen = Con un puntaje más bajo que alguno de los elegidos: { $standards }. Lo que va primero depende de dónde estará probablemente un estándar en el año del plan: un puntaje que se basa en pocos datos cuenta como más cercano al promedio de todos los sitios, y una línea que sube o baja se continúa. Si el equipo sabe que uno de ellos de verdad está tan bajo, puede elegirlo en lugar de otro.
plan-not-surely-below = Por debajo de la meta, aunque no claramente
plan-at-target = En la meta o por encima
plan-no-target = Las reglas no ponen una meta
plan-all-old = Todo lo que se sabe es antiguo

plan-closer-look = Una mirada más de cerca, en gráficas
plan-not-needed = No se necesita para trabajar con el plan.

plan-method = Cómo se hicieron estos números
plan-priority = Qué va primero: los estándares a los que probablemente les falta más para llegar a la meta, multiplicado por la importancia si las reglas hacen que algunos cuenten más. Un puntaje menos seguro cuenta como un poco más bajo, para que no pase inadvertido. Decide la fuente a la que le falta más; la otra se muestra a su lado.
plan-priority-spread = Error estándar: dos de cada tres veces el puntaje verdadero está así de cerca.
plan-arithmetic = { $standard }: { $priority } = importancia { $importance } ({ $weight }) × lo que se espera que falte, { $shortfall }, para llegar a { $target } ({ $source }: { $level }).
plan-arithmetic-alike = { $standard }: es probable que falten { $shortfall } para llegar a { $target } ({ $source }: { $level }).
plan-level-shrunk = puntaje { $level }, acercado al promedio de todos los sitios porque se basa en pocas calificaciones, error estándar { $spread }; probabilidad de estar por debajo de la meta: { $chance }
plan-level-carried = puntaje { $level } ({ $drawn } acercado al promedio de todos los sitios, porque se basa en pocas calificaciones; luego { $n ->
    [one] { $n } año
   *[other] { $n } años
} más según su línea), error estándar { $spread }; probabilidad de estar por debajo de la meta: { $chance }
plan-level-measured = puntaje { $level }, error estándar { $spread }; probabilidad de estar por debajo de la meta: { $chance }
plan-level-itself = puntaje { $level }, tomado tal cual porque no hay calificaciones repetidas
