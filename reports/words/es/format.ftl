# Lo que los formatos dicen por sí mismos.

format-skip = Ir al informe
format-untitled = Informe
format-contents = Contenido
format-figure = Figura { $number }
format-in-numbers = Esta figura en palabras y números
format-figures-in-words = Las figuras en palabras
format-swipe = La gráfica se puede mover hacia los lados para verla entera.
format-ticked = marcado
format-not-ticked = sin marcar
format-to-write = por escribir:
format-write-here = Haga clic aquí para escribir
format-page = Página { $page } de { $pages }
format-unknown-letters = □ ocupa el lugar de una letra para la que este documento no tiene forma ({ $letters }). La página web y el archivo de Word la tienen.
