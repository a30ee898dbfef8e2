import type { Translation } from "../../i18n/page-words.ts";
import type { FileWords } from "./en.ts";

export const de: Translation<FileWords> = {
  list: "Dateien dieser Nachricht",
  drop: "Dateien hier ablegen",
  "state.waiting": "Warten auf die Verbindung …",
  "state.uploading": (percent) => `Wird hochgeladen, ${percent}`,
  "state.processing": "Wird gelesen …",
  "state.blank": "In dieser Datei wurde kein Text gefunden. Das Modell erhält nur ihren Namen.",
  progress: (name) => `Hochladen von ${name}`,
  remove: (name) => `${name} entfernen`,
  pasted: "Eingefügter Text",
  asText: "Als Text einfügen",
  retry: "Noch einmal",
  choose: "Neu auswählen",
  "remove.refused": "Alles entfernen, was nicht gesendet werden kann",
  "news.ready": (name) => `${name} ist bereit.`,
  "problem.unsupported": "Dieser Dateityp wird nicht unterstützt.",
  "problem.damaged": "Diese Datei ist beschädigt, unvollständig oder passwortgeschützt.",
  "problem.too_complex": "Diese Datei ist zu komplex, um sie zu lesen.",
  "problem.failed": "Diese Datei konnte nicht hochgeladen werden.",
  "problem.too_large": (megabytes) => `Diese Datei ist zu groß. Die Grenze ist ${megabytes}.`,
  "problem.too_many": (count) =>
    `Eine Nachricht kann höchstens ${count} ${count === 1 ? "Datei" : "Dateien"} haben.`,
  "problem.empty": "Diese Datei ist leer.",
  "problem.forbidden": "Dieser Assistent nimmt keine Dateien an.",
  "problem.storage_full":
    "Dein Speicherplatz für Dateien ist voll. Lösche Chats mit Dateien, die du nicht mehr brauchst.",
  "problem.unreadable":
    "Das konnte nicht gelesen werden. Vielleicht ist es ein Ordner, oder es wurde geändert oder verschoben.",
  "problem.interrupted": "Das Hochladen wurde unterbrochen.",
  "problem.elsewhere": "Diese Datei wurde für einen anderen Assistenten ausgewählt.",
  open: (name) => `${name} öffnen`,
  download: (name) => `${name} herunterladen`,
  "open.failed": (name) => `${name} konnte nicht geladen werden.`,
  "picture.failed": "Das Bild konnte nicht geladen werden.",
};
