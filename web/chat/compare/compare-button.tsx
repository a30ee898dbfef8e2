import { useLocation, useNavigate } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import type { Workflow } from "../../../shared/workflow.ts";
import { failureKey } from "../../i18n/failure-key.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { ModelButton } from "../../models/model-button.tsx";
import { ownOption } from "../../models/own-model.ts";
import { useChat } from "../../state/chat.ts";
import { IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icons.tsx";
import { createOnDemand } from "../../ui/on-demand.ts";
import { useToasts } from "../../ui/toasts.tsx";
import type { Conversation } from "../conversation.ts";
import type { ComparisonProps } from "./comparison.tsx";
import { loadComparison } from "./load-comparison.tsx";
import { pairQuery } from "./pair-address.ts";
import { useCompareWords } from "./words/compare-words.ts";

export interface CompareButtonProps {
  messageId: string;
  conversation: Conversation;
  /** Null if no other model may write a version. */
  workflow: Workflow | null;
  /** The model that wrote the reply. */
  model: string;
}

/**
 * Shows a reply beside another version of it: one that exists, or one that another model writes.
 * Not offered while messages wait, because a new version would send them.
 */
export function CompareButton(props: CompareButtonProps): JSX.Element {
  const w = useCompareWords();
  const { t } = useI18n();
  const chat = useChat();
  const location = useLocation();
  const navigate = useNavigate();
  const toasts = useToasts();
  const other = () => {
    const { siblings = [], index = 0 } = props.conversation.item(props.messageId) ?? {};
    return siblings[index === 0 ? 1 : index - 1];
  };
  const view = createOnDemand<ComparisonProps>(loadComparison);

  /** @param right returns the other reply's id; called once the view is sure to appear */
  async function open(right: () => string): Promise<void> {
    if (!(await view.fetch())) {
      toasts.show({ text: () => t("app.unavailable") });
      return;
    }
    navigate(location.pathname + pairQuery({ left: props.messageId, right: right() }), {
      scroll: false,
      state: { comparing: true },
    });
  }

  function write(model: string): string {
    const { messageId: left, conversation } = props;
    const { replyId, done } = chat.store.regenerate(left, { model, keepsBranch: true });
    // The conversation stays with this reply until the other is kept.
    conversation.show(left);
    done.catch((error: unknown) => {
      const key = failureKey(error, "chat.regenerate.failed");
      toasts.show({ text: () => t(key) });
    });
    return replyId;
  }

  return (
    <span class="contents" data-compare>
      <Show
        when={other()}
        fallback={
          <Show when={props.conversation.waiting.ids().length === 0 && props.workflow}>
            {(workflow) => (
              <ModelButton
                label={w("compare.with")}
                title={w("compare.with")}
                workflowId={workflow().id}
                own={ownOption(workflow())}
                chosen={props.model}
                onChoose={(model) => void open(() => write(model))}
                class="inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
              >
                <Icon name="compare" class="size-4" />
              </ModelButton>
            )}
          </Show>
        }
      >
        {(right) => (
          <IconButton
            icon="compare"
            label={w("compare.versions")}
            iconClass="size-4"
            onClick={() => void open(right)}
          />
        )}
      </Show>
    </span>
  );
}
