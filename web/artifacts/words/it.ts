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
  "artifact.chart": "Grafico",
  "artifact.chartWrong": "Questo grafico contiene un errore",
  "artifact.address":
    "Questo grafico richiede dati da Internet. Le anteprime non hanno accesso alla rete: i valori devono essere nel grafico stesso.",
  "artifact.slow": "Questo grafico richiede troppo tempo per essere disegnato.",
  "artifact.large": "Questo grafico contiene troppi dati per essere disegnato.",
  "artifact.unloaded": "Impossibile caricare l’anteprima.",
  "artifact.chartBlocked":
    "Questo grafico richiede immagini o link da Internet. Le anteprime non hanno accesso alla rete.",
  "artifact.data": "Dati",
  "artifact.empty": "Questo grafico non contiene dati.",
  "artifact.rows": (shown, total) => `Prime ${shown} righe di ${total}`,
};
