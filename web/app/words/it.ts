import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

export const it: Translation<AppWords> = {
  "rename.title": "Rinomina chat",
  "rename.label": "Titolo",
  "rename.save": "Salva",
  "delete.title": (count) => (count === 1 ? "Eliminare questa chat?" : `Eliminare ${count} chat?`),
  "delete.many": (count) =>
    `${count} chat e tutti i loro messaggi saranno eliminati definitivamente.`,
  "delete.text": (title) => `“${title}” e tutti i suoi messaggi saranno eliminati definitivamente.`,
  "shortcuts.title": "Scorciatoie da tastiera",
  "shortcuts.send": "Invia messaggio",
  "shortcuts.newline": "Nuova riga",
  "shortcuts.edit": "Modifica l’ultimo messaggio (con il campo vuoto)",
  "shortcuts.commands": "Prompt e comandi (con il campo vuoto)",
  "shortcuts.mention": "Chiedi a un altro assistente o modello",
  "shortcuts.newChat": "Nuova chat",
  "shortcuts.focus": "Vai al campo del messaggio",
  "shortcuts.stop": "Interrompi risposta",
  "shortcuts.search": "Cerca",
  "shortcuts.rename": "Rinomina chat (nell’elenco)",
  "shortcuts.delete": "Elimina chat (nell’elenco)",
  "shortcuts.sidebar": "Apri o chiudi la barra laterale",
  "shortcuts.list": "Mostra scorciatoie",
  "connect.title": "Collega un modello",
  "connect.intro":
    "Finché non colleghi un modello, risponde un piccolo modello integrato. Funziona offline e sa poco.",
  "connect.guest":
    "Gli amministratori collegano i modelli qui nell’app. Il primo account su questo server ne diventa l’amministratore.",
  "connect.register": "Registrati",
  "connect.signIn": "Accedi",
  "connect.person":
    "Gli amministratori collegano i modelli qui nell’app. Chiedi a un amministratore di questo server.",
  "connect.settings": "Con le impostazioni del server",
  "connect.step.key": "Imposta la chiave API di un servizio compatibile con OpenAI:",
  "connect.step.url":
    "Per un altro servizio, o un modello sul tuo computer, imposta anche l’indirizzo:",
  "connect.step.restart": "Riavvia il server. Questo avviso scomparirà.",
  "connect.back": "Torna alla chat",
};
