import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const it: Translation<PushWords> = {
  "push.title": "Notifiche push",
  "push.intro": (app: string) =>
    `Ricevi una notifica quando una risposta è pronta e ${app} non è sullo schermo.`,
  "push.off": "Questo server non invia notifiche push.",
  "push.unsupported": "Questo browser non supporta le notifiche push.",
  "push.addToHome": (app: string) =>
    `Su iPhone o iPad, aggiungi ${app} alla schermata Home e aprilo da lì.`,
  "push.insecure": "Le notifiche push richiedono una connessione sicura (HTTPS).",
  "push.denied":
    "Il browser blocca le notifiche di questo sito. Consentile nelle impostazioni del sito, di solito accanto all’indirizzo.",
  "push.turnOn": "Attiva su questo dispositivo",
  "push.turnOff": "Disattiva su questo dispositivo",
  "push.isOn": "Le notifiche push sono attive su questo dispositivo.",
  "push.failed":
    "Il browser non è riuscito a registrarsi per le notifiche push. Controlla la connessione e riprova.",
  "push.test": "Invia una prova",
  "push.tested": "Tra pochi secondi arriverà una notifica di prova.",
  "push.devices": "Altri dispositivi",
  "push.lastUsed": (time: string) => `Ultima notifica: ${time}`,
  "push.never": "Ancora nessuna notifica",
  "push.remove": "Rimuovi",
  "push.remove.label": (device: string) => `Rimuovi ${device}`,
  "push.removed": "Dispositivo rimosso.",
  "push.showText": "Mostra il testo nelle notifiche",
  "push.showText.hint":
    "Il titolo della chat e le prime parole della risposta. Si possono leggere con lo schermo bloccato.",
  "push.quiet": "Ore di silenzio",
  "push.quiet.from": "Dalle",
  "push.quiet.until": "Alle",
  "push.quiet.hint": (zone: string) => `Nessuna notifica in queste ore. Fuso orario: ${zone}`,
  "push.quiet.same": "Scegli due orari diversi.",
};
