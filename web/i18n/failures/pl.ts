import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const pl: Translation<FailureWords> = {
  retryIn: (time) => `Możesz spróbować ponownie za ${time}.`,
  provider_auth: "Serwer modeli odrzucił klucz API tego serwera.",
  provider_unknown_model: "Serwer modeli nie ma skonfigurowanego modelu.",
  provider_removed: "Połączenie tego modelu zostało usunięte.",
  model_unavailable: "Nie możesz używać tego modelu. Wybierz inny model lub asystenta.",
  provider_wrong_address: "Pod adresem serwera modeli nie ma API czatu.",
  message_too_long: "Ta wiadomość jest za długa dla modelu. Skróć ją lub dołącz mniej plików.",
  provider_rate_limited: "Model jest teraz zajęty.",
  provider_rejected:
    "Serwer modeli odrzucił to żądanie. Może być za długie lub niezgodne z jego zasadami.",
  provider_unreachable: "Nie można połączyć się z serwerem modeli.",
  provider_unavailable: "Na serwerze modeli wystąpił błąd.",
  provider_timeout: "Serwer modeli zbyt długo nie odpowiadał.",
  provider_cut: "Połączenie z serwerem modeli zostało przerwane przed ukończeniem odpowiedzi.",
  provider_nonsense: "Serwer modeli przysłał nieczytelną odpowiedź.",
  too_complex: "Wbudowany model potrzebowałby więcej czasu lub pamięci, niż może zużyć odpowiedź.",
  workers_lost:
    "Serwer piszący tę odpowiedź dwukrotnie uległ awarii. Dotychczasowy tekst zachowano.",
  internal: "Na tym serwerze coś poszło nie tak.",
};
