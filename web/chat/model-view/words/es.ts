import type { ViewWords } from "./en.ts";

export const es: ViewWords = {
  shortened: "El modelo ya no ve los primeros mensajes: el chat supera su contexto.",
  files: "Los archivos anteriores ya no caben y se han dejado fuera.",
  insteadOfBusy: (model, asked) => `Ha respondido ${model} porque ${asked} estaba ocupado.`,
  insteadOfDown: (model, asked) => `Ha respondido ${model} porque ${asked} no estaba disponible.`,
  insteadOfBarred: (model, asked) => `Ha respondido ${model} porque no tienes acceso a ${asked}.`,
  line: "El modelo ya no ve los mensajes anteriores",
  lineSum: "El modelo ve un resumen de los mensajes anteriores",
  summarise: "Resumir",
  pending: "Resumiendo…",
  failed: "No se ha podido escribir el resumen.",
  retry: "Reintentar",
  show: "Mostrar el resumen",
  hide: "Ocultar el resumen",
  remove: "Eliminar el resumen",
  label: "Resumen de los mensajes anteriores",
  refused: "No se ha podido hacer. Inténtalo de nuevo.",
};
