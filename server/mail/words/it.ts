import type { MailWords } from "./mail-words.ts";

const minutes = "Il link funziona una sola volta e scade tra dieci minuti.";
const ignore = "Se non sei stato tu, ignora questa e-mail.";
const settings = "Ricevi questa e-mail in base alle tue impostazioni.";

export const it: MailWords = {
  plainLink: "Oppure apri questo indirizzo:",
  footer: (origin, app) => `Inviato da ${app} su ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Ti diamo il benvenuto in ${app}`,
    before: [
      "Il tuo indirizzo è confermato e il tuo account è pronto. Le tue chat sono salvate nel tuo account.",
    ],
    action: `Apri ${app}`,
  }),
  verifyEmail: () => ({
    subject: "Conferma il tuo indirizzo e-mail",
    before: ["Qualcuno, speriamo tu, si è registrato con questo indirizzo. Conferma che è tuo."],
    action: "Conferma indirizzo",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "Scegli una nuova password",
    before: ["Qualcuno ha chiesto di reimpostare la password dell’account con questo indirizzo."],
    action: "Scegli una nuova password",
    after: [minutes, `${ignore} La tua password resta invariata.`],
  }),
  accountCreated: () => ({
    subject: "È stato creato un account per te",
    before: [
      "Un amministratore di questo server ha creato un account con il tuo indirizzo e-mail. Scegli una password per usarlo.",
    ],
    action: "Scegli una password",
    after: [
      "Il link funziona una sola volta e scade dopo sette giorni. In seguito usa «Password dimenticata?» nella pagina di accesso.",
    ],
  }),
  changeEmail: () => ({
    subject: "Conferma il tuo nuovo indirizzo e-mail",
    before: ["Hai chiesto di usare questo indirizzo per il tuo account. Conferma che è tuo."],
    action: "Conferma il nuovo indirizzo",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "L’indirizzo e-mail del tuo account è cambiato",
    before: [`Il tuo account ora usa l’indirizzo ${newEmail}.`],
    after: ["Se non sei stato tu, contatta subito l’amministratore del server."],
  }),
  passwordChanged: () => ({
    subject: "La tua password è cambiata",
    before: [
      "La password del tuo account è stata cambiata e tutti gli altri dispositivi sono stati disconnessi.",
    ],
    action: "Non sono stato io",
  }),
  identityConnected: ({ provider }) => ({
    subject: `Ora puoi accedere con ${provider}`,
    before: [`${provider} è stato collegato al tuo account e può essere usato per accedere.`],
    action: "Non sono stato io",
  }),
  alreadyRegistered: () => ({
    subject: "Hai già un account",
    before: [
      "Qualcuno, speriamo tu, ha provato a registrarsi con questo indirizzo, ma esiste già un account.",
    ],
    action: "Accedi",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Nuovo accesso al tuo account",
    before: [
      `Qualcuno ha effettuato l’accesso al tuo account: ${say(at, timeZone)}.`,
      `Dispositivo: ${userAgent ?? "sconosciuto"}`,
      `Indirizzo di rete: ${address ?? "sconosciuto"}`,
    ],
    action: "Controlla i tuoi dispositivi",
    after: ["Se non sei stato tu, disconnetti quel dispositivo e cambia la password."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "È stata creata una sessione di chat",
    before: [
      `È stata creata per te una sessione di chat con ${workflowName}: ${say(at, timeZone)}.`,
    ],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject: title === null ? "La tua risposta è pronta" : `La tua risposta è pronta: ${title}`,
    before: ["La tua risposta è stata completata mentre non c’eri."],
    action: "Leggila",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "Il tuo account è stato eliminato",
    before: [
      "Il tuo account e tutti i suoi dati sono stati eliminati, come richiesto. Questa è la nostra ultima e-mail.",
    ],
  }),
};
