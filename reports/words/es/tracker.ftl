# El libro en el que la gente anota cómo va un plan.

tracker-title = Hoja de seguimiento { $year } · { $site }
tracker-subject = Hoja de seguimiento
tracker-made-from = Hecha por cqi a partir de { $rules }

tracker-tab-steps = Pasos
tracker-tab-goals = Objetivos
tracker-tab-questions = Mirar hacia atrás
tracker-tab-guide = Guía
tracker-tab-lists = Listas

tracker-lead-steps = Una fila por cada paso. Cambie lo que no encaje, agregue abajo sus propios pasos y ponga el estado y la fecha en cada reunión.
tracker-lead-goals = Una fila por cada objetivo. Elija qué tanto se ha avanzado a mitad de año y al final del año, y escriba la fecha. El inicio, el puntaje que se busca y el más reciente son puntajes en la escala del plan; qué tanto se ha avanzado no es un puntaje.
tracker-lead-questions = Parte III del plan. Se llena dos veces: a mitad de año y al final del año.

tracker-label-site = Sitio
tracker-label-site-id = Id del sitio
tracker-label-school-year = Año escolar
tracker-label-written-on = Escrita el

tracker-across = Varios estándares a la vez

tracker-needs-materials = materiales: { $what }
tracker-needs-training = capacitación: { $what }
tracker-needs-money = dinero: { $what }
tracker-no-materials = ninguno
tracker-no-training = ninguna
tracker-no-money = ninguno
tracker-needs-nothing = Nada nuevo

tracker-measured-now = Ahora: { $score }.

tracker-look-again = Por favor, revise
tracker-refusal-date = Escriba mes, día y año, por ejemplo 1/31/2026.
tracker-refusal-number = Escriba un número.
tracker-refusal-list = Elija una opción de la lista o deje la celda vacía.
tracker-refusal-asking = Esto no está en la lista. Si está bien, puede dejarlo.

tracker-page = Página { $page } de { $pages }

tracker-age-no-date = sin fecha
tracker-age-to-come = una fecha que aún no llega
tracker-age-today = de hoy
tracker-age-days = { $n ->
    [one] de hace { $n } día
   *[other] de hace { $n } días
}

tracker-guide-keep = Cómo usarla
tracker-guide-keep-first = En la primera reunión, revise la hoja “{ $steps }”. Cambie palabras, puestos y fechas hasta que encajen con su sitio. No borre nada: a un paso que no se hará se le pone el estado que lo dice, con la razón.
tracker-guide-keep-add = Agregue sus propios pasos en las filas vacías. Deje “{ $column }” vacío ahí.
tracker-guide-keep-meeting = En cada reunión, ponga el estado de cada paso y escriba la fecha al lado.
tracker-guide-keep-goals = A mitad de año y al final del año, haga lo mismo en la hoja “{ $goals }” y conteste lo que pueda en la hoja “{ $questions }”.
tracker-guide-status = Qué significa el estado de un paso
tracker-guide-goal = Qué tanto ha avanzado un objetivo
tracker-guide-pick = Elija
tracker-guide-means = Qué significa
tracker-guide-also = También se entiende (en español y en inglés)
tracker-guide-called = Cómo se llama
tracker-guide-colors = Qué dicen los colores
tracker-guide-colors-bold = Negrita en la fecha límite: el día ya pasó y el paso no está hecho. Conviene hablar de ello.
tracker-guide-colors-orange = Anaranjado: el paso está detenido. Necesita una decisión o ayuda.
tracker-guide-colors-green = Verde: hecho. Gris y tachado: dejado a propósito.
tracker-guide-colors-yellow = { $days ->
    [one] Amarillo: una celda espera. Un estado no tiene fecha, o su fecha es de hace más de { $days } día.
   *[other] Amarillo: una celda espera. Un estado no tiene fecha, o su fecha es de hace más de { $days } días.
}
tracker-guide-next = Qué pasa después
tracker-guide-next-save = Guarde la hoja como archivo de Excel, OpenDocument o CSV. Déjela donde está, o póngala con sus otros archivos. La próxima vez, el programa la lee y pasa lo que dice a la parte III del plan.
tracker-guide-next-kept = Todo lo que se escribió vuelve en la siguiente hoja de seguimiento. El programa llena los puntajes más recientes y agrega los pasos nuevos que propone. No cambia nada más.
tracker-guide-next-move = Se puede ordenar, filtrar, ocultar y mover filas y columnas, y agregar columnas. El programa reconoce una fila por su “{ $column }” y una columna por su encabezado.
tracker-guide-next-locked = Los encabezados están protegidos para que nada se mueva por error. Para cambiarlos, elija Revisar y luego Desproteger hoja. No hay contraseña.
