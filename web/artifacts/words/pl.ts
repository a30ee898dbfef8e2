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
  "artifact.chart": "Wykres",
  "artifact.chartWrong": "Ten wykres zawiera błąd",
  "artifact.address":
    "Ten wykres żąda danych z internetu. Podglądy nie mają dostępu do sieci, więc wartości muszą znajdować się w samym wykresie.",
  "artifact.slow": "Rysowanie tego wykresu trwa zbyt długo.",
  "artifact.large": "Ten wykres zawiera zbyt dużo danych, aby go narysować.",
  "artifact.unloaded": "Nie udało się wczytać podglądu.",
  "artifact.chartBlocked":
    "Ten wykres żąda obrazów lub linków z internetu. Podglądy nie mają dostępu do sieci.",
  "artifact.data": "Dane",
  "artifact.empty": "Ten wykres nie zawiera danych.",
  "artifact.rows": (shown, total) => `Pierwsze wiersze: ${shown} z ${total}`,
};
