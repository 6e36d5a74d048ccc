# Lo que se notó en los archivos, y la página de un sitio que está en espera.

notices-in-english = Los mensajes sobre los archivos están en inglés.
notices-about = { $code ->
    [F001] un archivo que no es una hoja de cálculo que podamos leer
    [F002] un archivo dañado o incompleto
    [F003] un libro de Excel protegido con contraseña
    [F004] un archivo más grande que los límites
    [F005] un archivo vacío
    [F006] una hoja oculta
    [F007] un archivo de texto con una codificación antigua
    [F008] un archivo de texto con un separador que no es la coma
    [F009] un archivo que el programa de hojas de cálculo guarda mientras un libro está abierto
    [F010] el mismo archivo dos veces
    [F011] un archivo que pide más memoria o tiempo que un libro de calificaciones
    [F012] un archivo o una carpeta que no se puede leer
    [F013] un libro que toma valores de otros archivos
    [F014] un libro con macros
    [R001] un archivo de reglas que no es TOML
    [R002] una clave que el lenguaje de reglas no tiene
    [R003] un valor de otro tipo que el que pide la clave
    [R004] una clave que falta y es necesaria
    [R005] un archivo de reglas de un tipo que no existe
    [R006] un id que se dio dos veces
    [R007] un id que nada tiene
    [R008] un grupo o paquete que es parte de sí mismo
    [R009] pesos que no suman 1
    [R010] bandas con un hueco, fuera de orden o fuera de la escala
    [R011] un paso de acción que ningún puntaje puede pedir
    [R012] un estándar para el que no hay paso de acción
    [R013] una equivalencia que no lleva a nada
    [R014] una condición que no se puede leer
    [R015] un paquete de reglas que no está
    [R016] una regla que necesita otra clave o que no se puede seguir
    [R017] un caso resuelto que da otro resultado
    [R018] textos de un archivo de reglas que todavía no están traducidos
    [T001] una hoja que no corresponde a ninguna herramienta
    [T002] una hoja que corresponde igual a dos herramientas
    [T003] una columna que se necesita y no está
    [T004] un sitio que no está en la lista
    [T005] un formulario sin año escolar
    [T006] un año escolar que puede significar dos cosas
    [T007] una fecha fuera del año escolar de su archivo
    [T008] un encabezado que casi es uno que conocemos
    [T009] un código CDS que había perdido el cero inicial
    [T010] un código CDS que no se puede usar
    [T011] una calificación que no está en su escala
    [T012] una fecha donde debería haber una calificación
    [T013] una calificación entre dos niveles
    [T014] una fórmula que termina en un error
    [T015] un valor oculto bajo una celda combinada
    [T016] el mismo formulario dos veces
    [T017] el mismo formulario dos veces con calificaciones diferentes
    [T018] un ítem que la herramienta no tiene
    [T019] un formulario sin ninguna calificación
    [T020] un sitio o un nombre que no se usaba en ese tiempo
    [T021] una revisión que piden las reglas de la herramienta
    [T022] un encabezado que se conoce con otro nombre
    [T023] un número guardado como texto
    [T024] un espacio antes o después de un texto
    [T025] un nivel escrito con palabras
    [T026] una palabra que significa que no hay calificación
    [T027] una fila de encabezados encima de los encabezados
    [T028] un id de sitio que había perdido el cero inicial
    [T029] una palabra que las reglas no conocen
    [T030] una lista de sitios que no se puede usar tal como está
    [T031] una asignación en cqi.toml que no corresponde
    [T032] una hoja o columna que se dejó a un lado
    [T033] una fila de marcas que no indica un solo nivel
    [T034] columnas de calificaciones sin nada que diga de qué son
    [T035] un sitio, una ronda o un año que se sabe por un nombre o título
    [T036] una fila que no es un formulario: opciones, totales o una nota
    [T037] ítems de otra herramienta en la misma hoja
    [T038] un encabezado que está sobre varias columnas
    [T041] un formulario que dice dos cosas sobre su sitio
    [T042] un sitio que continúa a otro
    [T043] un formulario que se entregó de nuevo
    [T044] calificaciones acordadas junto a las de una sola persona
    [S001] calificaciones de pocas personas
    [S002] calificaciones muy alejadas entre sí
    [P001] una hoja de seguimiento de ningún sitio o año escolar que se conozca
    [P002] dos hojas de seguimiento del mismo sitio y año escolar
    [P003] un estado que las reglas no conocen
    [P004] un día de una hoja de seguimiento que no se puede leer
    [P005] un día de una hoja de seguimiento fuera de su año escolar
    [P006] un paso, un objetivo o una pregunta sin una referencia que las reglas conozcan
    [L001] un paso sin responsable
    [L002] un paso sin fecha límite
    [L003] un paso que no dice lo que necesita
    [L004] un objetivo sin una medida
    [L005] un objetivo sin fecha
    [L006] más estándares en los que trabajar de los que permiten las reglas
    [L007] algo que va primero y no está en el plan
    [L008] un paso sin un puntaje bajo que lo motive
    [L009] un plan que es casi igual al del año anterior
   *[other] { $about }
}

notices-title = Lo que notamos en los archivos
notices-footer = lo que notamos en los archivos
notices-nothing = Nada por corregir: cada archivo se leyó tal como está.
notices-summary = { $errors ->
    [one] { $errors } cosa
   *[other] { $errors } cosas
} por corregir, { $warnings } por revisar y { $notes ->
    [one] { $notes } nota
   *[other] { $notes } notas
}.
notices-errors = Por corregir primero ({ $n })
notices-errors-meaning = Los sitios a los que esto afecta están en espera; todos los demás están listos.
notices-warnings = Por revisar ({ $n })
notices-warnings-meaning = Los resultados valen, pero son menos seguros por esto.
notices-notes = Para su información ({ $n })
notices-notes-meaning = Los resultados valen. Así se leyeron los archivos.
# Encabezados de una tabla de notas; luego, cuántos lugares no están en la lista.
notices-what = Lo que notamos
notices-where = Dónde
notices-more = y { $n } más; diagnostics.json los tiene todos

notices-waiting-title = Plan de mejora de la calidad del sitio
notices-waiting-footer = { $site } · en espera
notices-waiting = Este plan está en espera
notices-waiting-for = { $n ->
    [one] { $n } cosa por corregir primero
   *[other] { $n } cosas por corregir primero
}
notices-waiting-why = Con los archivos tal como están, algunos números de este sitio no serían correctos. No se pierde nada: basta con corregir en los archivos lo que aparece en esta lista y generar el plan de nuevo.
notices-what-to-do = Qué hacer: { $help }.
