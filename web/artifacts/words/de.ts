import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const de: Translation<ArtifactWords> = {
  "artifact.panel": "Vorschau",
  "artifact.html": "Webseite",
  "artifact.svg": "Bild",
  "artifact.mermaid": "Diagramm",
  "artifact.preview": "Vorschau",
  "artifact.source": "Quelltext",
  "artifact.download": "Herunterladen",
  "artifact.whole": "Vollbild",
  "artifact.part": "Vollbild beenden",
  "artifact.previous": "Vorherige Version",
  "artifact.next": "Nächste Version",
  "artifact.version": (index, count) => `Version ${index} von ${count}`,
  "artifact.loading": "Vorschau wird geladen …",
  "artifact.wrong": "Dieses Diagramm enthält einen Fehler",
  "artifact.silent": "Die Vorschau hat nicht mehr reagiert und wurde geschlossen.",
  "artifact.again": "Erneut ausführen",
  "artifact.blocked":
    "Diese Seite fordert Dateien aus dem Internet an. Vorschauen haben keinen Netzzugriff.",
  "artifact.chart": "Diagramm",
  "artifact.chartWrong": "Dieses Diagramm enthält einen Fehler",
  "artifact.address":
    "Dieses Diagramm fordert Daten aus dem Internet an. Vorschauen haben keinen Netzzugriff, deshalb müssen die Werte im Diagramm selbst stehen.",
  "artifact.slow": "Das Zeichnen dieses Diagramms dauert zu lange.",
  "artifact.large": "Dieses Diagramm enthält zu viele Daten, um gezeichnet zu werden.",
  "artifact.unloaded": "Die Vorschau konnte nicht geladen werden.",
  "artifact.chartBlocked":
    "Dieses Diagramm fordert Bilder oder Links aus dem Internet an. Vorschauen haben keinen Netzzugriff.",
  "artifact.data": "Daten",
  "artifact.empty": "Dieses Diagramm enthält keine Daten.",
  "artifact.rows": (shown, total) => `Die ersten ${shown} von ${total} Zeilen`,
};
