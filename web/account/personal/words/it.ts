import type { Translation } from "../../../i18n/page-words.ts";
import type { PersonalWords } from "./en.ts";

export const it: Translation<PersonalWords> = {
  "instructions.title": "Istruzioni personalizzate",
  "instructions.intro":
    "Tutti gli assistenti le seguono in tutte le tue chat, a partire dal prossimo messaggio. Gli amministratori non possono vederle.",
  "instructions.about": (app: string) => `Che cosa dovrebbe sapere ${app} di te?`,
  "instructions.about.hint": "Ad esempio: il tuo lavoro, dove vivi, cosa ti piace.",
  "instructions.style": (app: string) => `Come dovrebbe rispondere ${app}?`,
  "instructions.style.hint": "Ad esempio: in breve, in modo formale, con le fonti.",
  "instructions.on": "Usa queste istruzioni",
  "instructions.save": "Salva",
  "instructions.saved": "Salvato.",
  "memory.title": "Memoria",
  "memory.intro":
    "I modelli ricevono queste informazioni in tutte le tue chat. Solo tu puoi aggiungerne: i modelli no, e gli amministratori non le vedono.",
  "memory.on": "Usa la memoria",
  "memory.none": "Ancora nulla in memoria.",
  "memory.add": "Ricorda",
  "memory.add.label": "Che cosa va ricordato di te?",
  "memory.edit": (value) => `Modifica “${value}”`,
  "memory.edit.label": "Che cosa va ricordato?",
  "memory.delete": (value) => `Elimina “${value}”`,
  "memory.deleteAll": "Elimina tutto",
  "memory.deleteAll.title": "Eliminare tutta la memoria?",
  "memory.deleteAll.text": "Tutto ciò che è stato ricordato di te sarà eliminato definitivamente.",
  "memory.cancel": "Annulla",
  "memory.empty": "Obbligatorio.",
  "memory.full": "La memoria è piena. Elimina prima qualcosa.",
};
