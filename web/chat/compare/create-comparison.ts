import { useLocation, useNavigate } from "@solidjs/router";
import { type Accessor, createEffect, createMemo, createSignal, untrack } from "solid-js";
import { replyVersions } from "../../../client/state/reply-versions.ts";
import type { Message } from "../../../shared/message.ts";
import { failureKey, type ToldReason } from "../../i18n/failure-key.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { sameIds } from "../../state/same-ids.ts";
import type { Conversation } from "../conversation.ts";
import { type Pair, pairQuery, readPair } from "./pair-address.ts";

/** Two replies side by side, and what can be done with them. */
export interface Comparison {
  /** Null until both are loaded. */
  pair: Accessor<Pair | null>;
  /** All replies to the same message, oldest first. */
  versions: Accessor<readonly string[]>;
  /** One of them, in its current state. */
  message(id: string): Message | undefined;
  /** Why the last action failed, or null. */
  problem: Accessor<string | null>;
  /** Shows another version on one side. */
  change(side: keyof Pair, messageId: string): void;
  /** Has a model write another version, which takes one side. */
  write(side: keyof Pair, model?: string): void;
  continueReply(messageId: string): void;
  stop(generationId: string): void;
  /** Goes on with a reply, and leaves. */
  keep(messageId: string): void;
  leave(): void;
}

type Failure = "chat.regenerate.failed" | "chat.continue.failed" | "chat.stop.failed";

/** Where a comparison is. */
interface ComparisonPlace {
  conversation: Conversation;
  threadId: Accessor<string>;
}

/** The comparison that the page's address names. */
export function createComparison(of: ComparisonPlace): Comparison {
  const { t } = useI18n();
  const { store } = useChat();
  const { conversation } = of;
  const address = createAddress();
  const [failure, setFailure] = createSignal<Failure | ToldReason | null>(null);
  const shown = createPair(of, address);
  const { pair } = shown;

  function attempt(run: Promise<void>, otherwise: Failure): void {
    setFailure(null);
    run.catch((error: unknown) => setFailure(failureKey(error, otherwise)));
  }

  function change(side: keyof Pair, messageId: string): void {
    const before = pair();
    if (!before) return;
    address.show({ ...before, [side]: messageId });
  }

  return {
    ...shown,
    problem: () => {
      const key = failure();
      return key && t(key);
    },
    change,
    write(side, model) {
      const messageId = pair()?.[side];
      if (messageId === undefined) return;
      const { replyId, done } = store.regenerate(messageId, { model, keepsBranch: true });
      change(side, replyId);
      attempt(done, "chat.regenerate.failed");
    },
    continueReply: (id) => attempt(store.continueReply(id), "chat.continue.failed"),
    stop: (generationId) => attempt(store.stop(generationId), "chat.stop.failed"),
    keep(messageId) {
      conversation.selectSibling(messageId, messageId);
      address.leave();
    },
    leave: address.leave,
  };
}

/** The comparison is in the page's address: Back closes it, and a reload keeps it. */
function createAddress() {
  const location = useLocation<{ comparing?: boolean }>();
  const navigate = useNavigate();
  return {
    pair: createMemo(() => readPair(location.query["compare"]), null, { equals: samePair }),
    show(pair: Pair): void {
      const { pathname, state } = location;
      const options = { replace: true, scroll: false, ...(state ? { state } : {}) };
      navigate(pathname + pairQuery(pair), options);
    },
    leave(): void {
      if (location.state?.comparing) navigate(-1);
      else navigate(location.pathname, { replace: true, scroll: false });
    },
  };
}

function samePair(a: Pair | null, b: Pair | null): boolean {
  return a?.left === b?.left && a?.right === b?.right;
}

/** Checks the named pair against the loaded messages, and mends or leaves what cannot be shown. */
function createPair(
  { conversation, threadId }: ComparisonPlace,
  address: ReturnType<typeof createAddress>,
): Pick<Comparison, "pair" | "versions" | "message"> {
  const chat = useChat();
  const left = createMemo(() => address.pair()?.left ?? "");
  const replies = createMemo(() => replyVersions(chat.state(), threadId(), left()));
  const versions = createMemo(() => replies().map(({ id }) => id), [], { equals: sameIds });
  const pair = createMemo(() => {
    const named = address.pair();
    return named && versions().includes(named.right) ? named : null;
  });
  createEffect(() => {
    if (versions().includes(left())) untrack(() => conversation.show(left()));
  });
  createEffect(() => {
    const { loads, outbox } = chat.threadState();
    // A refused message is shown in the conversation, where it can be sent again.
    if (outbox.some(({ replyId, state }) => replyId === left() && state === "refused")) {
      address.leave();
      return;
    }
    if (loads[threadId()]?.status !== "ready" || !address.pair() || pair()) return;
    // A refused version is gone again, and so is one whose request a reload has cut off.
    const right = versions().findLast((id) => id !== left());
    if (right === undefined) address.leave();
    else address.show({ left: left(), right });
  });
  return {
    pair,
    versions,
    message: (id) => conversation.message(id) ?? replies().find((reply) => reply.id === id),
  };
}
