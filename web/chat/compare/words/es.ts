import type { CompareWords } from "./en.ts";

export const es: CompareWords = {
  "compare.title": "Comparar respuestas",
  "compare.with": "Comparar con otro modelo",
  "compare.versions": "Comparar versiones",
  "compare.another": "Otro modelo",
  "compare.keep": "Quedarme con esta",
  "compare.version": (index, count, model) => `${index} de ${count} · ${model}`,
  "compare.choose": "Elegir una versión",
  "compare.shown": "Respuesta mostrada",
  "compare.question": "Tu mensaje",
  "compare.loading": "Cargando las respuestas…",
  "compare.writing": "Escribiendo…",
  "compare.waiting": "En espera…",
  "compare.second": "Comparar dos modelos",
  "compare.second.chosen": (model) => `Segundo modelo: ${model}`,
  "compare.second.remove": "Quitar el segundo modelo",
  "compare.said.completed": (model) => `${model} ha terminado.`,
  "compare.said.stopped": (model) => `Se ha detenido ${model}.`,
  "compare.said.failed": (model) => `${model} no ha podido terminar.`,
};
