import type { Translation } from "../../i18n/page-words.ts";
import type { AppWords } from "./en.ts";

export const nl: Translation<AppWords> = {
  "rename.title": "Naam van chat wijzigen",
  "rename.label": "Titel",
  "rename.save": "Opslaan",
  "delete.title": (count) =>
    count === 1 ? "Deze chat verwijderen?" : `${count} chats verwijderen?`,
  "delete.many": (count) => `${count} chats en alle berichten daarin worden definitief verwijderd.`,
  "delete.text": (title) => `‘${title}’ en alle berichten daarin worden definitief verwijderd.`,
  "shortcuts.title": "Sneltoetsen",
  "shortcuts.send": "Bericht verzenden",
  "shortcuts.newline": "Nieuwe regel",
  "shortcuts.edit": "Laatste bericht bewerken (in een leeg veld)",
  "shortcuts.commands": "Prompts en opdrachten (in een leeg veld)",
  "shortcuts.mention": "Een andere assistent of een ander model vragen",
  "shortcuts.newChat": "Nieuwe chat",
  "shortcuts.focus": "Naar het berichtveld",
  "shortcuts.stop": "Antwoord stoppen",
  "shortcuts.search": "Zoeken",
  "shortcuts.rename": "Naam van chat wijzigen (in de lijst)",
  "shortcuts.delete": "Chat verwijderen (in de lijst)",
  "shortcuts.sidebar": "Zijbalk openen of sluiten",
  "shortcuts.list": "Sneltoetsen tonen",
  "connect.title": "Model koppelen",
  "connect.intro":
    "Totdat je een model koppelt, antwoordt een klein ingebouwd model. Het werkt offline en weet weinig.",
  "connect.guest":
    "Beheerders koppelen modellen hier in de app. Het eerste account op deze server wordt beheerder.",
  "connect.register": "Registreren",
  "connect.signIn": "Inloggen",
  "connect.person":
    "Beheerders koppelen modellen hier in de app. Vraag het een beheerder van deze server.",
  "connect.settings": "Met de instellingen van de server",
  "connect.step.key": "Stel de API-sleutel in van een dienst die met OpenAI compatibel is:",
  "connect.step.url":
    "Stel voor een andere dienst of een model op je eigen computer ook het adres in:",
  "connect.step.restart": "Start de server opnieuw. Deze melding verdwijnt dan.",
  "connect.back": "Terug naar de chat",
};
