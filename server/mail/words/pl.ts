import type { MailWords } from "./mail-words.ts";

const minutes = "Link działa jeden raz i wygasa po dziesięciu minutach.";
const ignore = "Jeśli to nie Ty, zignoruj tę wiadomość.";
const settings = "Otrzymujesz tę wiadomość zgodnie z ustawieniami e-mail.";

export const pl: MailWords = {
  plainLink: "Albo otwórz ten adres:",
  footer: (origin, app) => `Wysłane przez ${app} z ${origin}.`,
  welcome: ({ app }) => ({
    subject: `Witamy w ${app}`,
    before: [
      "Twój adres został potwierdzony, a konto jest gotowe. Twoje czaty są zapisane na koncie.",
    ],
    action: `Otwórz ${app}`,
  }),
  verifyEmail: () => ({
    subject: "Potwierdź swój adres e-mail",
    before: [
      "Ktoś, mamy nadzieję, że Ty, zarejestrował się z tym adresem. Potwierdź, że należy do Ciebie.",
    ],
    action: "Potwierdź adres",
    after: [minutes, ignore],
  }),
  resetPassword: () => ({
    subject: "Wybierz nowe hasło",
    before: ["Ktoś poprosił o zresetowanie hasła do konta z tym adresem."],
    action: "Wybierz nowe hasło",
    after: [minutes, `${ignore} Twoje hasło pozostanie bez zmian.`],
  }),
  accountCreated: () => ({
    subject: "Utworzono dla Ciebie konto",
    before: [
      "Administrator tego serwera utworzył konto z Twoim adresem e-mail. Wybierz hasło, aby z niego korzystać.",
    ],
    action: "Wybierz hasło",
    after: [
      "Link działa jeden raz i wygasa po siedmiu dniach. Później użyj opcji „Nie pamiętasz hasła?” na stronie logowania.",
    ],
  }),
  changeEmail: () => ({
    subject: "Potwierdź nowy adres e-mail",
    before: ["Poproszono o użycie tego adresu na Twoim koncie. Potwierdź, że należy do Ciebie."],
    action: "Potwierdź nowy adres",
    after: [minutes, ignore],
  }),
  emailChanged: ({ newEmail }) => ({
    subject: "Adres e-mail Twojego konta został zmieniony",
    before: [`Twoje konto używa teraz adresu ${newEmail}.`],
    after: ["Jeśli to nie Ty, natychmiast skontaktuj się z administratorem serwera."],
  }),
  passwordChanged: () => ({
    subject: "Twoje hasło zostało zmienione",
    before: ["Hasło do Twojego konta zostało zmienione, a pozostałe urządzenia wylogowano."],
    action: "To nie ja",
  }),
  identityConnected: ({ provider }) => ({
    subject: `Możesz teraz logować się przez ${provider}`,
    before: [`Usługa ${provider} została połączona z Twoim kontem i służy do logowania.`],
    action: "To nie ja",
  }),
  alreadyRegistered: () => ({
    subject: "Masz już konto",
    before: [
      "Ktoś, mamy nadzieję, że Ty, próbował zarejestrować się z tym adresem, ale ma on już konto.",
    ],
    action: "Zaloguj się",
    after: [ignore],
  }),
  newSignIn: ({ userAgent, address, at, timeZone }, say) => ({
    subject: "Nowe logowanie na Twoje konto",
    before: [
      `Ktoś zalogował się na Twoje konto: ${say(at, timeZone)}.`,
      `Urządzenie: ${userAgent ?? "nieznane"}`,
      `Adres sieciowy: ${address ?? "nieznany"}`,
    ],
    action: "Sprawdź swoje urządzenia",
    after: ["Jeśli to nie Ty, wyloguj to urządzenie i zmień hasło."],
  }),
  sessionCreated: ({ workflowName, at, timeZone }, say) => ({
    subject: "Utworzono sesję czatu",
    before: [`Utworzono dla Ciebie sesję czatu z ${workflowName}: ${say(at, timeZone)}.`],
    after: [settings],
  }),
  replyReady: ({ title }) => ({
    subject:
      title === null ? "Twoja odpowiedź jest gotowa" : `Twoja odpowiedź jest gotowa: ${title}`,
    before: ["Odpowiedź została ukończona podczas Twojej nieobecności."],
    action: "Przeczytaj",
    after: [settings],
  }),
  accountDeleted: () => ({
    subject: "Twoje konto zostało usunięte",
    before: [
      "Zgodnie z prośbą usunięto Twoje konto i wszystkie jego dane. To nasza ostatnia wiadomość.",
    ],
  }),
};
