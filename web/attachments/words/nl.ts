import type { Translation } from "../../i18n/page-words.ts";
import type { FileWords } from "./en.ts";

export const nl: Translation<FileWords> = {
  list: "Bestanden van dit bericht",
  drop: "Zet bestanden hier neer",
  "state.waiting": "Wachten op de verbinding…",
  "state.uploading": (percent) => `Uploaden, ${percent}`,
  "state.processing": "Lezen…",
  "state.blank": "Geen tekst gevonden in dit bestand. Het model krijgt alleen de naam.",
  progress: (name) => `Upload van ${name}`,
  remove: (name) => `${name} verwijderen`,
  pasted: "Geplakte tekst",
  asText: "Als tekst invoegen",
  retry: "Opnieuw proberen",
  choose: "Opnieuw kiezen",
  "remove.refused": "Alles verwijderen wat niet kan worden verzonden",
  "news.ready": (name) => `${name} is klaar.`,
  "problem.unsupported": "Dit bestandstype wordt niet ondersteund.",
  "problem.damaged": "Dit bestand is beschadigd, onvolledig of beveiligd met een wachtwoord.",
  "problem.too_complex": "Dit bestand is te complex om te lezen.",
  "problem.failed": "Dit bestand kan niet worden geüpload.",
  "problem.too_large": (megabytes) => `Dit bestand is te groot. De limiet is ${megabytes}.`,
  "problem.too_many": (count) =>
    `Een bericht kan maximaal ${count} ${count === 1 ? "bestand" : "bestanden"} hebben.`,
  "problem.empty": "Dit bestand is leeg.",
  "problem.forbidden": "Deze assistent accepteert geen bestanden.",
  "problem.storage_full":
    "Je bestandsopslag is vol. Verwijder chats met bestanden die je niet meer nodig hebt.",
  "problem.unreadable":
    "Dit kan niet worden gelezen. Misschien is het een map, of is het gewijzigd of verplaatst.",
  "problem.interrupted": "De upload is onderbroken.",
  "problem.elsewhere": "Dit bestand is voor een andere assistent gekozen.",
  open: (name) => `${name} openen`,
  download: (name) => `${name} downloaden`,
  "open.failed": (name) => `${name} kan niet worden geladen.`,
  "picture.failed": "De afbeelding kan niet worden geladen.",
};
