import { createEffect, createMemo, on } from "solid-js";
import { locales } from "../../shared/locale.ts";
import type { Preferences } from "../../shared/user.ts";
import { languageOf, preferencesToTell, rememberAccount } from "../i18n/account-locale.ts";
import type { I18n } from "../i18n/i18n.tsx";
import { rememberLocale } from "../i18n/preferred-locale.ts";
import type { ConnectedChat } from "../state/connected-chat.ts";
import type { SafeStorage } from "../state/safe-storage.ts";
import type { Toasts } from "../ui/toasts.tsx";

/** Keeps the app, this browser and the account in one language. */
export interface LanguageControl {
  /** The preferences to send with each grant. */
  toTell(): Preferences;
  /** Switches the language, here and in the account. Ignores unknown languages. */
  choose(locale: string): void;
  /** Follows the account's language from now on. */
  follow(chat: ConnectedChat): void;
}

export function createLanguageControl(options: {
  i18n: I18n;
  storage: SafeStorage;
  toasts: Toasts;
}): LanguageControl {
  const { i18n, storage, toasts } = options;
  let chosen = false;
  let tellAccount = () => {};

  async function use(locale: (typeof locales)[number]): Promise<void> {
    try {
      await i18n.use(locale);
      rememberLocale(storage, locale);
    } catch {
      toasts.show({ text: () => i18n.t("settings.language.failed") });
    }
  }

  return {
    toTell: () => preferencesToTell(storage, i18n.locale(), chosen),
    choose(choice) {
      const locale = locales.find((candidate) => candidate === choice);
      if (!locale) return;
      chosen = true;
      void use(locale).then(() => tellAccount());
    },
    follow(chat) {
      tellAccount = () => {
        // If it fails, the next grant sends it again.
        chat.client.api.auth.refresh
          .mutate(preferencesToTell(storage, i18n.locale(), chosen))
          .then((grant) => chat.client.adopt(grant, { sameSession: true }))
          .catch(() => {});
      };
      const user = createMemo(() => chat.state().user);
      createEffect(
        on(user, (present) => {
          if (!present) return;
          rememberAccount(storage, present);
          if (!chosen) void use(languageOf(present, i18n.locale()));
        }),
      );
    },
  };
}
