import { useNavigate } from "@solidjs/router";
import { type Accessor, createSignal, onCleanup } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import { followPrompts } from "../../client/prompts/follow-prompts.ts";
import type { PromptHead } from "../../shared/prompt.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useCommands } from "../search/commands.ts";
import { useChat } from "../state/chat.ts";
import { temporaryAddress } from "../state/temporary-address.ts";
import { focusComposer } from "../ui/focus-composer.ts";
import { useToasts } from "../ui/toasts.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import type { MenuItem } from "./menu-items.ts";
import { useComposerMenuWords } from "./words/menu-words.ts";

/** What the items of the menu do. */
export interface SlashActions {
  threadId: Accessor<string | null>;
  /** Puts a prompt into the message. */
  usePrompt(prompt: PromptHead): void;
  /** Takes the typed command out of the message. */
  clear(): void;
}

/** The prompts and commands that the user has, in the current language. */
export function useSlashItems(actions: SlashActions): () => readonly MenuItem[] {
  const prompts = usePrompts();
  const commands = useChatCommands(actions.threadId);
  const general = useCommands();
  const asItem = ({ id, icon, label, run }: Pick<MenuItem, "id" | "icon" | "label" | "run">) => ({
    id,
    icon,
    label,
    note: "",
    group: "commands" as const,
    run() {
      actions.clear();
      run();
    },
  });
  return () => [
    ...["own" as const, "shared" as const].flatMap((group) =>
      prompts()
        .filter(({ isShared }) => isShared === (group === "shared"))
        .map((prompt) => ({
          id: prompt.id,
          group,
          icon: "document" as const,
          label: prompt.name,
          note: prompt.description,
          run: () => actions.usePrompt(prompt),
        })),
    ),
    ...commands().map(asItem),
    ...general().map(asItem),
  ];
}

/** The prompts that the user sees, for as long as the owner lives. */
function usePrompts(): Accessor<readonly PromptHead[]> {
  const { client } = useChat();
  const [prompts, setPrompts] = createSignal<readonly PromptHead[]>([]);
  const abort = new AbortController();
  onCleanup(() => abort.abort());
  void followPrompts(client, { signal: abort.signal, onPrompts: (list) => setPrompts(list) });
  return prompts;
}

/** Commands about the chat on the screen, and those that have no place in the search dialog. */
function useChatCommands(threadId: Accessor<string | null>) {
  const w = useComposerMenuWords();
  const chat = useChat();
  const navigate = useNavigate();
  const openDialog = useDialogs();
  const toasts = useToasts();
  const { t } = useI18n();

  function archive(id: string): void {
    chat.store.setPlace(id, "archived").catch((error: unknown) => {
      const { code } = toRequestError(error);
      toasts.show({ text: () => t(`refused.${code}`) });
    });
    navigate("/");
  }

  const ofThread = (id: string) => [
    {
      id: "export",
      icon: "down" as const,
      label: w("command.export"),
      run: () => openDialog({ kind: "export", threadId: id }),
    },
    {
      id: "archive-this",
      icon: "archive" as const,
      label: w("command.archive"),
      run: () => archive(id),
    },
  ];
  return () => {
    const id = threadId();
    return [
      {
        id: "search",
        icon: "search" as const,
        label: w("command.search"),
        run: () => openDialog({ kind: "search" }),
      },
      {
        id: "temporary",
        icon: "clock" as const,
        label: w("command.temporary"),
        run() {
          navigate(temporaryAddress);
          focusComposer();
        },
      },
      ...(id === null ? [] : ofThread(id)),
    ];
  };
}
