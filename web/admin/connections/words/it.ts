import type { Translation } from "../../../i18n/page-words.ts";
import type { ConnectionWords } from "./en.ts";

export const it: Translation<ConnectionWords> = {
  title: "Connessioni",
  intro: "I server dei modelli che scrivono le risposte. Le modifiche hanno effetto subito.",
  add: "Aggiungi connessione",
  none: "Ancora nessuna connessione. Risponde il piccolo modello integrato.",
  list: "Connessioni",
  "found.list": "Trovati su questo computer",
  "found.text": (name, models) => {
    const offers = models === 1 ? "1 modello" : `${models} modelli`;
    return `${name} è in esecuzione su questo computer, ${models === 0 ? "ancora senza modelli" : `con ${offers}`}.`;
  },
  "found.other": (address, models) =>
    `All’indirizzo ${address} è in esecuzione un server di modelli, con ${models === 1 ? "1 modello" : `${models} modelli`}.`,
  "found.connect": "Collega",
  "found.label": (name) => `Collega: ${name}`,
  settings: "Dalle impostazioni del server",
  locked:
    "La chiave salvata è stata cifrata con un altro segreto del server e non può essere letta. Inseriscila di nuovo.",
  shadowed: "Non usata: nelle impostazioni del server c’è una connessione con questo nome.",
  "key.stored": "Chiave salvata",
  "key.none": "Nessuna chiave",
  "models.all": "Tutti i modelli del server",
  "models.some": (count) => (count === 1 ? "1 modello" : `${count} modelli`),
  edit: "Modifica",
  delete: "Elimina",
  "label.edit": (id) => `Modifica: ${id}`,
  "label.delete": (id) => `Elimina: ${id}`,
  "delete.title": (id) => `Eliminare “${id}”?`,
  "delete.text":
    "Gli assistenti e le chat che usano i suoi modelli non risponderanno finché non avranno un altro modello. La sua chiave sarà eliminata.",
  "delete.default": "Il modello predefinito tornerà a essere quello delle impostazioni del server.",
  deleted: "La connessione è stata eliminata.",
  "editor.new": "Nuova connessione",
  "editor.change": (id) => `Modifica “${id}”`,
  service: "Servizio",
  other: "Un altro server compatibile con OpenAI",
  compatible: "Server compatibile con OpenAI",
  name: "Nome",
  "name.hint": "Precede i nomi dei suoi modelli, ad esempio claude/claude-sonnet-4-5.",
  address: "Indirizzo",
  "address.hint": "Con la versione, ad esempio http://localhost:11434/v1.",
  "address.own": "Lascia vuoto per l’indirizzo proprio del servizio.",
  key: "Chiave API",
  "key.show": "Mostra chiave",
  "key.hide": "Nascondi chiave",
  "key.keep": "Lascia vuoto per mantenere la chiave salvata.",
  "key.optional": "Lascia vuoto se il server non ne richiede una.",
  headers: (names) => `Le altre intestazioni restano invariate: ${names}.`,
  models: "Modelli da offrire",
  "models.hint": "Un nome per riga. Lascia vuoto per offrire tutti i modelli elencati dal server.",
  access: "Chi può usarla",
  "access.everyone": "Tutti",
  "access.registered": "Persone con un account",
  "access.admins": "Amministratori",
  "access.only.registered": "Solo per chi ha un account",
  "access.only.admins": "Solo per gli amministratori",
  "access.hint":
    "Agli altri i suoi modelli non vengono offerti. Gli assistenti rispondono loro con un modello di riserva, se c’è.",
  limit: "Richieste simultanee",
  "limit.hint":
    "Per un server che può gestirne solo alcune. Le altre risposte attendono e le persone si alternano. Lascia vuoto per non avere limiti.",
  "limit.some": (most) =>
    most === 1 ? "Una richiesta alla volta" : `Al massimo ${most} richieste simultanee`,
  save: "Salva",
  saved: "La connessione è stata salvata.",
  test: "Prova",
  "test.model": "Modello da provare",
  "test.listing": "Caricamento dei modelli…",
  "test.noList": "Il server non elenca i suoi modelli. Inserisci il nome di un modello.",
  "test.running": "In attesa di una risposta…",
  "test.good": (text, time) => `Risponde: “${text}” (${time})`,
  "test.silent": (time) => `Risponde, ma senza testo (${time}).`,
  "test.bad": (reason) => `Dettagli: ${reason}`,
  "default.title": "Modello predefinito",
  "default.intro": "Risponde per gli assistenti che non hanno un modello proprio.",
  "default.label": "Modello",
  "default.only.registered":
    "Può usarlo solo chi ha un account. Gli altri ricevono un modello di riserva, se c’è.",
  "default.only.admins":
    "Possono usarlo solo gli amministratori. Gli altri ricevono un modello di riserva, se c’è.",
  "default.settings": "Usa quello delle impostazioni del server",
  "default.chosen": "Il modello predefinito è stato salvato.",
  "default.use": (model) => `Usa ${model} come modello predefinito`,
  "wrong.id": "Al massimo 32 lettere minuscole, cifre e trattini.",
  "wrong.prefix":
    "Nelle impostazioni del server ci sono già nomi di modelli che iniziano così. Scegli un altro nome.",
  "wrong.address": "Inserisci un URL che inizia con http:// o https://, senza password.",
  "wrong.key": "Questo servizio richiede una chiave.",
  "wrong.newKey":
    "Inserisci di nuovo la chiave: quella salvata non viene inviata a un altro indirizzo.",
  "wrong.models": "Il nome di un modello ha al massimo 200 caratteri.",
  "wrong.maxConcurrent": "Inserisci un numero intero da 1 a 10.000 o lascia vuoto il campo.",
  "wrong.conflict":
    "Il nome è già in uso, o un altro amministratore ha modificato la connessione. Ricarica la pagina.",
  "wrong.input": "Il server ha rifiutato. Controlla l’indirizzo e inserisci di nuovo la chiave.",
};
