import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const de: Translation<PushWords> = {
  "push.title": "Push-Benachrichtigungen",
  "push.intro": (app: string) =>
    `Du wirst benachrichtigt, wenn eine Antwort fertig ist und ${app} gerade nicht auf dem Bildschirm ist.`,
  "push.off": "Dieser Server sendet keine Push-Benachrichtigungen.",
  "push.unsupported": "Dieser Browser unterstützt keine Push-Benachrichtigungen.",
  "push.addToHome": (app: string) =>
    `Füge ${app} auf einem iPhone oder iPad zum Home-Bildschirm hinzu und öffne es von dort.`,
  "push.insecure": "Push-Benachrichtigungen brauchen eine sichere Verbindung (HTTPS).",
  "push.denied":
    "Dein Browser blockiert Benachrichtigungen dieser Website. Erlaube sie in den Einstellungen der Website, meist neben der Adresse.",
  "push.turnOn": "Auf diesem Gerät einschalten",
  "push.turnOff": "Auf diesem Gerät ausschalten",
  "push.isOn": "Push-Benachrichtigungen sind auf diesem Gerät eingeschaltet.",
  "push.failed":
    "Dein Browser konnte sich nicht für Push-Benachrichtigungen anmelden. Prüfe die Verbindung und versuche es noch einmal.",
  "push.test": "Test senden",
  "push.tested": "In wenigen Sekunden kommt eine Testbenachrichtigung.",
  "push.devices": "Andere Geräte",
  "push.lastUsed": (time: string) => `Letzte Benachrichtigung: ${time}`,
  "push.never": "Noch keine Benachrichtigungen",
  "push.remove": "Entfernen",
  "push.remove.label": (device: string) => `${device} entfernen`,
  "push.removed": "Gerät entfernt.",
  "push.showText": "Text in Benachrichtigungen anzeigen",
  "push.showText.hint":
    "Der Titel des Chats und die ersten Wörter der Antwort. Sie sind auf dem Sperrbildschirm lesbar.",
  "push.quiet": "Ruhezeiten",
  "push.quiet.from": "Von",
  "push.quiet.until": "Bis",
  "push.quiet.hint": (zone: string) =>
    `In dieser Zeit gibt es keine Benachrichtigungen. Zeitzone: ${zone}`,
  "push.quiet.same": "Wähle zwei verschiedene Uhrzeiten.",
};
