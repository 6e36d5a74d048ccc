# Los días de un plan, como los muestra un calendario.

calendar-step = Fecha límite: { $site }: { $step }
calendar-mid-year = { $site }: revisión de mitad de año
calendar-mid-year-text = Ponga en la hoja de seguimiento el estado de cada paso, con su fecha. Decida qué hacer con los pasos detenidos.
calendar-goals = Fecha límite: { $site }: objetivos del año

calendar-category-step = Paso de acción
calendar-category-review = Revisión
calendar-category-goals = Objetivos
