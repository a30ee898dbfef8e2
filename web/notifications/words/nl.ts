import type { Translation } from "../../i18n/page-words.ts";
import type { PushWords } from "./en.ts";

export const nl: Translation<PushWords> = {
  "push.title": "Pushmeldingen",
  "push.intro": (app: string) =>
    `Krijg een melding als een antwoord klaar is en ${app} niet op je scherm staat.`,
  "push.off": "Deze server stuurt geen pushmeldingen.",
  "push.unsupported": "Deze browser ondersteunt geen pushmeldingen.",
  "push.addToHome": (app: string) =>
    `Voeg ${app} op een iPhone of iPad toe aan je beginscherm en open het daarvandaan.`,
  "push.insecure": "Pushmeldingen hebben een beveiligde verbinding nodig (HTTPS).",
  "push.denied":
    "Je browser blokkeert meldingen van deze site. Sta ze toe in de site-instellingen, meestal naast het adres.",
  "push.turnOn": "Aanzetten op dit apparaat",
  "push.turnOff": "Uitzetten op dit apparaat",
  "push.isOn": "Pushmeldingen staan aan op dit apparaat.",
  "push.failed":
    "Je browser kon zich niet aanmelden voor pushmeldingen. Controleer je verbinding en probeer het opnieuw.",
  "push.test": "Test sturen",
  "push.tested": "Over een paar seconden komt er een testmelding.",
  "push.devices": "Andere apparaten",
  "push.lastUsed": (time: string) => `Laatste melding: ${time}`,
  "push.never": "Nog geen meldingen",
  "push.remove": "Verwijderen",
  "push.remove.label": (device: string) => `${device} verwijderen`,
  "push.removed": "Apparaat verwijderd.",
  "push.showText": "Tekst tonen in meldingen",
  "push.showText.hint":
    "De titel van de chat en de eerste woorden van het antwoord. Ze zijn te lezen op een vergrendeld scherm.",
  "push.quiet": "Stille uren",
  "push.quiet.from": "Van",
  "push.quiet.until": "Tot",
  "push.quiet.hint": (zone: string) => `Geen meldingen tijdens deze uren. Tijdzone: ${zone}`,
  "push.quiet.same": "Kies twee verschillende tijden.",
};
