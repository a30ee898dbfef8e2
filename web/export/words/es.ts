import type { ExportWords } from "./en.ts";

export const es: ExportWords = {
  "export.title": "Exportar chat",
  "export.format": "Formato",
  "export.markdown": "Markdown",
  "export.markdown.hint": "El chat tal como lo ves, como texto",
  "export.html": "HTML",
  "export.html.hint":
    "Una página que se abre en cualquier navegador, para leerla, imprimirla o guardarla como PDF",
  "export.json": "JSON",
  "export.json.hint": "Todo, con todas las versiones de cada mensaje, para programas",
  "export.thoughts": "Incluir el razonamiento",
  "export.save": "Exportar",
  "export.loading": (count) => `Cargando mensajes: ${count}…`,
  "export.failed": "No se ha podido cargar todo el chat.",
  "export.files": "Archivos",
  "export.thoughtsOf": "Razonamiento",
};
