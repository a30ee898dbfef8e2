import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const nl: Translation<ArtifactWords> = {
  "artifact.panel": "Voorbeeld",
  "artifact.html": "Webpagina",
  "artifact.svg": "Afbeelding",
  "artifact.mermaid": "Diagram",
  "artifact.preview": "Voorbeeld",
  "artifact.source": "Broncode",
  "artifact.download": "Downloaden",
  "artifact.whole": "Volledig scherm",
  "artifact.part": "Volledig scherm sluiten",
  "artifact.previous": "Vorige versie",
  "artifact.next": "Volgende versie",
  "artifact.version": (index, count) => `Versie ${index} van ${count}`,
  "artifact.loading": "Voorbeeld laden…",
  "artifact.wrong": "Dit diagram bevat een fout",
  "artifact.silent": "Het voorbeeld reageerde niet meer en is gesloten.",
  "artifact.again": "Opnieuw uitvoeren",
  "artifact.blocked":
    "Deze pagina vraagt om bestanden van internet. Voorbeelden hebben geen netwerktoegang.",
};
