import type { ImportWords } from "./en.ts";

/** Words of importing chats, in Spanish. */
export const es: ImportWords = {
  "import.title": "Importar chats",
  "import.intro":
    "Desde ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat o ChatKit: el archivo ZIP o JSON que exportan. Los chats que ya has importado se omiten.",
  "import.choose": "Elegir un archivo",
  "import.drop": "o suéltalo aquí",
  "import.uploading": (percent) => `Subiendo… ${percent}`,
  "import.queued": "En espera…",
  "import.running": (count) => `Importando… Chats hasta ahora: ${count}`,
  "import.done": "Importación terminada.",
  "import.cancelled": "Importación cancelada. Los chats ya importados se conservan.",
  "import.failed.not_an_export":
    "Este archivo no es una exportación que se pueda leer. Elige el archivo ZIP o JSON tal como lo descargaste.",
  "import.failed.damaged":
    "El archivo está dañado o incompleto. Se han importado los chats anteriores al daño.",
  "import.failed.too_complex":
    "El archivo es demasiado grande. Se han importado los chats leídos hasta ese punto.",
  "import.failed.failed": "Algo ha fallado en el servidor. Puedes volver a importar el archivo.",
  "import.cancel": "Cancelar",
  "import.counts": (imported, known, unreadable) =>
    `Importados: ${imported} · Ya estaban: ${known} · Omitidos: ${unreadable}`,
  "import.report": "Mostrar todos los chats",
  "import.report.hide": "Ocultar los chats",
  "import.more": "Mostrar más",
  "import.untitled": "Chat sin título",
  "import.outcome.imported": "Importado",
  "import.outcome.known": "Ya estaba",
  "import.outcome.unreadable": "Omitido",
  "import.problem.no_messages": "no tiene mensajes",
  "import.problem.not_a_chat": "no es un chat que se pueda leer",
  "import.problem.too_large": "es demasiado largo",
  "import.problem.temporary": "era un chat temporal",
  "import.problem.trashed": "estaba en la papelera",
  "import.problem.files_missing": "faltan archivos en la exportación",
  "import.problem.files_unusable": "no se han podido leer algunos archivos",
  "import.problem.storage_full": "algunos archivos no caben en tu espacio",
  "import.busy": "Otra importación no ha terminado todavía.",
  "import.tooLarge": "El archivo supera 1 GB.",
  "import.empty": "El archivo está vacío.",
  "import.earlier": "Importaciones anteriores",
};
