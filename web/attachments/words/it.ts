import type { Translation } from "../../i18n/page-words.ts";
import type { FileWords } from "./en.ts";

export const it: Translation<FileWords> = {
  list: "File di questo messaggio",
  drop: "Trascina qui i file",
  "state.waiting": "In attesa della connessione…",
  "state.uploading": (percent) => `Caricamento, ${percent}`,
  "state.processing": "Lettura…",
  "state.blank": "Nessun testo trovato in questo file. Il modello riceve solo il nome.",
  progress: (name) => `Caricamento di ${name}`,
  remove: (name) => `Rimuovi ${name}`,
  pasted: "Testo incollato",
  asText: "Inserisci come testo",
  retry: "Riprova",
  choose: "Scegli di nuovo",
  "remove.refused": "Rimuovi tutto ciò che non può essere inviato",
  "news.ready": (name) => `${name} è pronto.`,
  "problem.unsupported": "Questo tipo di file non è supportato.",
  "problem.damaged": "Questo file è danneggiato, incompleto o protetto da password.",
  "problem.too_complex": "Questo file è troppo complesso da leggere.",
  "problem.failed": "Impossibile caricare questo file.",
  "problem.too_large": (megabytes) => `Questo file è troppo grande. Il limite è ${megabytes}.`,
  "problem.too_many": (count) => `Un messaggio può avere al massimo ${count} file.`,
  "problem.empty": "Questo file è vuoto.",
  "problem.forbidden": "Questo assistente non accetta file.",
  "problem.storage_full":
    "Lo spazio per i file è pieno. Elimina le chat con file che non ti servono più.",
  "problem.unreadable":
    "Impossibile leggere. Potrebbe essere una cartella, o il file è stato modificato o spostato.",
  "problem.interrupted": "Il caricamento è stato interrotto.",
  "problem.elsewhere": "Questo file è stato scelto per un altro assistente.",
  open: (name) => `Apri ${name}`,
  download: (name) => `Scarica ${name}`,
  "open.failed": (name) => `Impossibile caricare ${name}.`,
  "picture.failed": "Impossibile caricare l’immagine.",
};
