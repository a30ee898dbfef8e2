import type { Translation } from "../../../i18n/page-words.ts";
import type { ConnectionWords } from "./en.ts";

export const nl: Translation<ConnectionWords> = {
  title: "Verbindingen",
  intro: "De modelservers die de antwoorden schrijven. Wijzigingen gelden meteen.",
  add: "Verbinding toevoegen",
  none: "Nog geen verbindingen. Het kleine ingebouwde model antwoordt.",
  list: "Verbindingen",
  "found.list": "Gevonden op deze computer",
  "found.text": (name, models) => {
    const offers = models === 1 ? "1 model" : `${models} modellen`;
    return `${name} draait op deze computer, ${models === 0 ? "nog zonder modellen" : `met ${offers}`}.`;
  },
  "found.other": (address, models) =>
    `Op ${address} draait een modelserver met ${models === 1 ? "1 model" : `${models} modellen`}.`,
  "found.connect": "Koppelen",
  "found.label": (name) => `Koppelen: ${name}`,
  settings: "Uit de instellingen van de server",
  locked:
    "De opgeslagen sleutel is met een ander servergeheim versleuteld en kan niet worden gelezen. Voer hem opnieuw in.",
  shadowed: "Niet gebruikt: de instellingen van de server hebben al een verbinding met deze naam.",
  "key.stored": "Sleutel opgeslagen",
  "key.none": "Geen sleutel",
  "models.all": "Alle modellen van de server",
  "models.some": (count) => (count === 1 ? "1 model" : `${count} modellen`),
  edit: "Bewerken",
  delete: "Verwijderen",
  "label.edit": (id) => `Bewerken: ${id}`,
  "label.delete": (id) => `Verwijderen: ${id}`,
  "delete.title": (id) => `‘${id}’ verwijderen?`,
  "delete.text":
    "Assistenten en chats met modellen van deze verbinding antwoorden pas weer als ze een ander model krijgen. De sleutel wordt verwijderd.",
  "delete.default": "Het standaardmodel wordt weer dat uit de instellingen van de server.",
  deleted: "De verbinding is verwijderd.",
  "editor.new": "Nieuwe verbinding",
  "editor.change": (id) => `‘${id}’ wijzigen`,
  service: "Dienst",
  other: "Andere server die met OpenAI compatibel is",
  compatible: "Server die met OpenAI compatibel is",
  name: "Naam",
  "name.hint": "Staat vóór de namen van de modellen, zoals claude/claude-sonnet-4-5.",
  address: "Adres",
  "address.hint": "Met de versie, zoals http://localhost:11434/v1.",
  "address.own": "Laat leeg voor het eigen adres van de dienst.",
  key: "API-sleutel",
  "key.show": "Sleutel tonen",
  "key.hide": "Sleutel verbergen",
  "key.keep": "Laat leeg om de opgeslagen sleutel te houden.",
  "key.optional": "Laat leeg als de server geen sleutel nodig heeft.",
  headers: (names) => `Andere headers blijven behouden: ${names}.`,
  models: "Aangeboden modellen",
  "models.hint": "Eén naam per regel. Laat leeg om alle modellen van de server aan te bieden.",
  access: "Wie deze verbinding mag gebruiken",
  "access.everyone": "Iedereen",
  "access.registered": "Mensen met een account",
  "access.admins": "Beheerders",
  "access.only.registered": "Alleen voor mensen met een account",
  "access.only.admins": "Alleen voor beheerders",
  "access.hint":
    "Anderen krijgen deze modellen niet aangeboden. Assistenten beantwoorden hen met een reservemodel, als dat er is.",
  limit: "Gelijktijdige verzoeken",
  "limit.hint":
    "Voor een server die er niet meer aankan. Verdere antwoorden wachten, en iedereen komt om de beurt. Laat leeg voor geen limiet.",
  "limit.some": (most) =>
    most === 1 ? "Eén verzoek tegelijk" : `Maximaal ${most} verzoeken tegelijk`,
  save: "Opslaan",
  saved: "De verbinding is opgeslagen.",
  test: "Testen",
  "test.model": "Te testen model",
  "test.listing": "Modellen laden…",
  "test.noList": "De server geeft geen lijst van modellen. Typ de naam van een model.",
  "test.running": "Wachten op antwoord…",
  "test.good": (text, time) => `Antwoord: ‘${text}’ (${time})`,
  "test.silent": (time) => `Er komt een antwoord, maar zonder tekst (${time}).`,
  "test.bad": (reason) => `Details: ${reason}`,
  "default.title": "Standaardmodel",
  "default.intro": "Antwoordt voor assistenten zonder eigen model.",
  "default.label": "Model",
  "default.only.registered":
    "Alleen mensen met een account mogen dit model gebruiken. Anderen krijgen een reservemodel, als dat er is.",
  "default.only.admins":
    "Alleen beheerders mogen dit model gebruiken. Anderen krijgen een reservemodel, als dat er is.",
  "default.settings": "Instelling van de server gebruiken",
  "default.chosen": "Het standaardmodel is opgeslagen.",
  "default.use": (model) => `${model} als standaardmodel gebruiken`,
  "wrong.id": "Maximaal 32 kleine letters, cijfers en koppeltekens.",
  "wrong.prefix":
    "Namen van modellen in de instellingen van de server beginnen al zo. Kies een andere naam.",
  "wrong.address": "Voer een URL in die met http:// of https:// begint, zonder wachtwoord.",
  "wrong.key": "Deze dienst heeft een sleutel nodig.",
  "wrong.newKey":
    "Voer de sleutel opnieuw in: de opgeslagen sleutel wordt niet naar een ander adres gestuurd.",
  "wrong.models": "De naam van een model heeft maximaal 200 tekens.",
  "wrong.maxConcurrent": "Voer een geheel getal van 1 tot en met 10.000 in, of laat het veld leeg.",
  "wrong.conflict":
    "De naam is bezet, of een andere beheerder heeft de verbinding gewijzigd. Laad de pagina opnieuw.",
  "wrong.input":
    "De server heeft dit geweigerd. Controleer het adres en voer de sleutel opnieuw in.",
};
