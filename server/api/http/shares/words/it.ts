import type { ShareWords } from "./share-words.ts";

export const it: ShareWords = {
  untitled: "Chat condivisa",
  person: "Utente",
  assistant: "Assistente",
  thoughts: "Ragionamento",
  messages: (count, written) => (count === 1 ? "1 messaggio" : `${written} messaggi`),
  copiedOn: (day) => `Condivisa: ${day}`,
  continue: "Continua questa chat",
  cut: "È mostrato solo l’inizio di questo messaggio. Continua la chat per leggerlo per intero.",
  nextPage: "Pagina successiva",
  previousPage: "Pagina precedente",
  note: "Copia di una chat con un modello di IA. Le risposte possono essere errate.",
  closed: "Una chat condivisa",
  password: {
    title: "Questa chat ha una password",
    label: "Password",
    submit: "Apri chat",
    wrong: "Password errata.",
    wait: "Troppi tentativi. Riprova tra qualche minuto.",
  },
  signIn: {
    title: "Accedi per vedere questa chat",
    text: "Questa chat è condivisa con chi ha un account su questo server.",
    action: "Accedi",
  },
  gone: {
    title: "Questo link non funziona",
    text: "Potrebbe essere scaduto o revocato. Chiedine uno nuovo a chi lo ha inviato.",
  },
  tooMany: {
    title: "Troppe richieste",
    text: "Riprova tra un minuto.",
  },
};
