import type { Translation } from "../../../i18n/page-words.ts";
import type { ConnectionWords } from "./en.ts";

export const de: Translation<ConnectionWords> = {
  title: "Verbindungen",
  intro: "Die Modellserver, die die Antworten schreiben. Änderungen gelten sofort.",
  add: "Verbindung hinzufügen",
  none: "Noch keine Verbindungen. Es antwortet das kleine eingebaute Modell.",
  list: "Verbindungen",
  "found.list": "Auf diesem Rechner gefunden",
  "found.text": (name, models) => {
    const offers = models === 1 ? "1 Modell" : `${models} Modellen`;
    return `${name} läuft auf diesem Rechner, ${models === 0 ? "noch ohne Modelle" : `mit ${offers}`}.`;
  },
  "found.other": (address, models) =>
    `Unter ${address} läuft ein Modellserver mit ${models === 1 ? "1 Modell" : `${models} Modellen`}.`,
  "found.connect": "Verbinden",
  "found.label": (name) => `Verbinden: ${name}`,
  settings: "Aus den Einstellungen des Servers",
  locked:
    "Der gespeicherte Schlüssel wurde mit einem anderen Servergeheimnis verschlüsselt und kann nicht gelesen werden. Gib ihn neu ein.",
  shadowed:
    "Nicht verwendet: In den Einstellungen des Servers gibt es eine Verbindung dieses Namens.",
  "key.stored": "Schlüssel gespeichert",
  "key.none": "Kein Schlüssel",
  "models.all": "Alle Modelle des Servers",
  "models.some": (count) => (count === 1 ? "1 Modell" : `${count} Modelle`),
  edit: "Bearbeiten",
  delete: "Löschen",
  "label.edit": (id) => `Bearbeiten: ${id}`,
  "label.delete": (id) => `Löschen: ${id}`,
  "delete.title": (id) => `„${id}“ löschen?`,
  "delete.text":
    "Assistenten und Chats mit ihren Modellen antworten erst wieder, wenn sie ein anderes Modell haben. Ihr Schlüssel wird gelöscht.",
  "delete.default": "Das Standardmodell ist dann wieder das aus den Einstellungen des Servers.",
  deleted: "Die Verbindung wurde gelöscht.",
  "editor.new": "Neue Verbindung",
  "editor.change": (id) => `„${id}“ ändern`,
  service: "Dienst",
  other: "Anderer OpenAI-kompatibler Server",
  compatible: "OpenAI-kompatibler Server",
  name: "Name",
  "name.hint": "Steht vor den Namen ihrer Modelle, zum Beispiel claude/claude-sonnet-4-5.",
  address: "Adresse",
  "address.hint": "Mit der Version, zum Beispiel http://localhost:11434/v1.",
  "address.own": "Leer lassen für die eigene Adresse des Dienstes.",
  key: "API-Schlüssel",
  "key.show": "Schlüssel anzeigen",
  "key.hide": "Schlüssel verbergen",
  "key.keep": "Leer lassen, um den gespeicherten Schlüssel zu behalten.",
  "key.optional": "Leer lassen, wenn der Server keinen braucht.",
  headers: (names) => `Andere Header bleiben erhalten: ${names}.`,
  models: "Angebotene Modelle",
  "models.hint": "Ein Name pro Zeile. Leer lassen, um alle Modelle des Servers anzubieten.",
  access: "Wer sie nutzen darf",
  "access.everyone": "Alle",
  "access.registered": "Personen mit Konto",
  "access.admins": "Admins",
  "access.only.registered": "Nur für Personen mit Konto",
  "access.only.admins": "Nur für Admins",
  "access.hint":
    "Anderen werden ihre Modelle nicht angeboten. Assistenten antworten ihnen mit einem Ersatzmodell, falls es eines gibt.",
  limit: "Gleichzeitige Anfragen",
  "limit.hint":
    "Für einen Server, der nur so viele bewältigt. Weitere Antworten warten, und alle kommen der Reihe nach dran. Leer lassen für keine Grenze.",
  "limit.some": (most) =>
    most === 1 ? "Eine Anfrage auf einmal" : `Höchstens ${most} Anfragen auf einmal`,
  save: "Speichern",
  saved: "Die Verbindung wurde gespeichert.",
  test: "Testen",
  "test.model": "Zu testendes Modell",
  "test.listing": "Modelle werden geladen …",
  "test.noList": "Der Server listet seine Modelle nicht auf. Gib den Namen eines Modells ein.",
  "test.running": "Warten auf eine Antwort …",
  "test.good": (text, time) => `Es antwortet: „${text}“ (${time})`,
  "test.silent": (time) => `Es antwortet, aber ohne Text (${time}).`,
  "test.bad": (reason) => `Einzelheiten: ${reason}`,
  "default.title": "Standardmodell",
  "default.intro": "Antwortet für Assistenten ohne eigenes Modell.",
  "default.label": "Modell",
  "default.only.registered":
    "Nur Personen mit Konto dürfen es nutzen. Andere erhalten ein Ersatzmodell, falls es eines gibt.",
  "default.only.admins":
    "Nur Admins dürfen es nutzen. Andere erhalten ein Ersatzmodell, falls es eines gibt.",
  "default.settings": "Das aus den Einstellungen des Servers",
  "default.chosen": "Das Standardmodell wurde gespeichert.",
  "default.use": (model) => `${model} als Standardmodell verwenden`,
  "wrong.id": "Höchstens 32 Kleinbuchstaben, Ziffern und Bindestriche.",
  "wrong.prefix":
    "So beginnen schon Namen von Modellen in den Einstellungen des Servers. Wähle einen anderen Namen.",
  "wrong.address": "Gib eine URL ein, die mit http:// oder https:// beginnt, ohne Passwort.",
  "wrong.key": "Dieser Dienst braucht einen Schlüssel.",
  "wrong.newKey":
    "Gib den Schlüssel noch einmal ein: Der gespeicherte wird nicht an eine andere Adresse gesendet.",
  "wrong.models": "Der Name eines Modells hat höchstens 200 Zeichen.",
  "wrong.maxConcurrent": "Gib eine ganze Zahl von 1 bis 10.000 ein oder lasse das Feld leer.",
  "wrong.conflict":
    "Der Name ist vergeben, oder ein anderer Admin hat die Verbindung geändert. Lade die Seite neu.",
  "wrong.input":
    "Der Server hat das abgelehnt. Prüfe die Adresse und gib den Schlüssel noch einmal ein.",
};
