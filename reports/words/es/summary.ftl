# El resumen para el informe anual: una fila por sitio.

summary-fill-in = por completar
summary-fill-in-hint = por completar: { $hint }

summary-agreed = un grupo que se puso de acuerdo
summary-none = no hay en los archivos

summary-no-focus = nada por debajo de la meta

summary-actions-done = { $done } de { $all }

summary-support = sugerencia, pregunte al sitio: { $help }
summary-talk = una plática con un sitio que tiene ahí una fortaleza
