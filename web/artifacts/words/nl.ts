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
  "artifact.chart": "Grafiek",
  "artifact.chartWrong": "Deze grafiek bevat een fout",
  "artifact.address":
    "Deze grafiek vraagt om gegevens van internet. Voorbeelden hebben geen netwerktoegang: de waarden moeten in de grafiek zelf staan.",
  "artifact.slow": "Het tekenen van deze grafiek duurt te lang.",
  "artifact.large": "Deze grafiek bevat te veel gegevens om te tekenen.",
  "artifact.unloaded": "Het voorbeeld kon niet worden geladen.",
  "artifact.chartBlocked":
    "Deze grafiek vraagt om afbeeldingen of links van internet. Voorbeelden hebben geen netwerktoegang.",
  "artifact.data": "Gegevens",
  "artifact.empty": "Deze grafiek bevat geen gegevens.",
  "artifact.rows": (shown, total) => `Eerste ${shown} van ${total} rijen`,
};
