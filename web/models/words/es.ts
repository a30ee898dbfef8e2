import type { PickerWords } from "./en.ts";

export const es: PickerWords = {
  "picker.title": "Elegir un modelo",
  "picker.again": "Regenerar con otro modelo",
  "picker.another": "Elegir otro modelo",
  "picker.search": "Buscar modelos",
  "picker.recent": "Recientes",
  "picker.others": "Modelos",
  "picker.default": "Predeterminado de este asistente",
  "picker.connection.default": "Servidor",
  "picker.none": "No se han encontrado modelos",
  "picker.failed": "No se han podido cargar los modelos.",
  "picker.retry": "Reintentar",
  "picker.loading": "Cargando modelos…",
  "picker.count": (count) => `Modelos: ${count}`,
  "picker.more": (count) => `${count} más. Busca para encontrarlos.`,
  "picker.vision": "Imágenes",
  "picker.tools": "Herramientas",
  "picker.reasoning": "Razonamiento",
  "picker.window": (tokens) => `Contexto ${tokens}`,
  "picker.price": (input, output) => `${input} / ${output} por millón`,
};
