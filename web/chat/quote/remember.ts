import { toRequestError } from "../../../client/request-error.ts";
import { newId } from "../../../shared/ids.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { useToasts } from "../../ui/toasts.tsx";
import { useQuoteWords } from "./words/quote-words.ts";

/** Returns how to add selected words to the person's memory, which a toast says and undoes. */
export function createRemember(): (text: string) => Promise<void> {
  const { t } = useI18n();
  const w = useQuoteWords();
  const chat = useChat();
  const toasts = useToasts();

  function report(cause: unknown): void {
    const { code } = toRequestError(cause);
    toasts.show({ text: () => (code === "conflict" ? w("full") : t(`refused.${code}`)) });
  }

  return async (text) => {
    const { personal } = chat.client.api;
    const id = newId("memory");
    try {
      const { isMemoryOn } = await personal.remember.mutate({ id, text });
      toasts.show({
        text: () => w(isMemoryOn ? "remembered" : "rememberedOff"),
        action: {
          label: () => w("undo"),
          run: () => void personal.forget.mutate({ id }).catch(report),
        },
      });
    } catch (cause) {
      report(cause);
    }
  };
}
