import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const pl: Translation<ArtifactWords> = {
  "artifact.panel": "Podgląd",
  "artifact.html": "Strona internetowa",
  "artifact.svg": "Obraz",
  "artifact.mermaid": "Diagram",
  "artifact.preview": "Podgląd",
  "artifact.source": "Kod źródłowy",
  "artifact.download": "Pobierz",
  "artifact.whole": "Pełny ekran",
  "artifact.part": "Zamknij pełny ekran",
  "artifact.previous": "Poprzednia wersja",
  "artifact.next": "Następna wersja",
  "artifact.version": (index, count) => `Wersja ${index} z ${count}`,
  "artifact.loading": "Wczytywanie podglądu…",
  "artifact.wrong": "Ten diagram zawiera błąd",
  "artifact.silent": "Podgląd przestał odpowiadać, więc został zamknięty.",
  "artifact.again": "Uruchom ponownie",
  "artifact.blocked": "Ta strona żąda plików z internetu. Podglądy nie mają dostępu do sieci.",
};
