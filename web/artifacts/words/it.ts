import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const it: Translation<ArtifactWords> = {
  "artifact.panel": "Anteprima",
  "artifact.html": "Pagina web",
  "artifact.svg": "Immagine",
  "artifact.mermaid": "Diagramma",
  "artifact.preview": "Anteprima",
  "artifact.source": "Codice sorgente",
  "artifact.download": "Scarica",
  "artifact.whole": "Schermo intero",
  "artifact.part": "Esci da schermo intero",
  "artifact.previous": "Versione precedente",
  "artifact.next": "Versione successiva",
  "artifact.version": (index, count) => `Versione ${index} di ${count}`,
  "artifact.loading": "Caricamento dell’anteprima…",
  "artifact.wrong": "Questo diagramma contiene un errore",
  "artifact.silent": "L’anteprima non rispondeva più ed è stata chiusa.",
  "artifact.again": "Esegui di nuovo",
  "artifact.blocked":
    "Questa pagina richiede file da Internet. Le anteprime non hanno accesso alla rete.",
};
