import type { Translation } from "../page-words.ts";
import type { FailureWords } from "./en.ts";

export const it: Translation<FailureWords> = {
  retryIn: (time) => `Puoi riprovare tra ${time}.`,
  provider_auth: "Il server dei modelli ha rifiutato la chiave API di questo server.",
  provider_unknown_model: "Il server dei modelli non ha il modello configurato.",
  provider_removed: "La connessione di questo modello è stata rimossa.",
  model_unavailable: "Non puoi usare questo modello. Scegli un altro modello o assistente.",
  provider_wrong_address: "All’indirizzo del server dei modelli non c’è un’API di chat.",
  message_too_long:
    "Questo messaggio è troppo lungo per il modello. Accorcialo o allega meno file.",
  provider_rate_limited: "Il modello è occupato al momento.",
  provider_rejected:
    "Il server dei modelli ha rifiutato questa richiesta. Potrebbe essere troppo lunga o contraria alle sue regole.",
  provider_unreachable: "Impossibile raggiungere il server dei modelli.",
  provider_unavailable: "Si è verificato un errore nel server dei modelli.",
  provider_timeout: "Il server dei modelli ha impiegato troppo tempo a rispondere.",
  provider_cut:
    "La connessione al server dei modelli si è interrotta prima della fine della risposta.",
  provider_nonsense: "Il server dei modelli ha inviato una risposta illeggibile.",
  too_complex:
    "Il modello integrato richiederebbe più tempo o memoria di quanto una risposta possa usare.",
  workers_lost:
    "Il server che scriveva questa risposta si è arrestato due volte. Il testo scritto finora è stato conservato.",
  internal: "Si è verificato un problema su questo server.",
};
