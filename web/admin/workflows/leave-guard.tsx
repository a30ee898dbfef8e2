import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useWorkflowWords } from "./words/workflow-words.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

/** Saves before the page is left, and asks if that fails. */
export function LeaveGuard(props: {
  isSaved: () => boolean;
  flush: () => Promise<boolean>;
}): JSX.Element {
  const w = useWorkflowWords();
  const [left, setLeft] = createSignal<BeforeLeaveEventArgs | null>(null);

  useBeforeLeave((event) => {
    if (props.isSaved() || event.defaultPrevented) return;
    event.preventDefault();
    void props.flush().then((isSaved) => {
      if (isSaved) event.retry(true);
      else setLeft(event);
    });
  });
  const onUnload = (event: BeforeUnloadEvent) => {
    if (!props.isSaved()) event.preventDefault();
  };
  const onHide = () => {
    if (document.hidden && !props.isSaved()) void props.flush();
  };
  window.addEventListener("beforeunload", onUnload);
  document.addEventListener("visibilitychange", onHide);
  onCleanup(() => {
    window.removeEventListener("beforeunload", onUnload);
    document.removeEventListener("visibilitychange", onHide);
  });

  return (
    <Show when={left()}>
      {(event) => (
        <ConfirmDialog
          title={w("leave.title")}
          text={w("leave.text")}
          stay={w("leave.stay")}
          confirm={w("leave.leave")}
          onConfirm={() => event().retry(true)}
          onClose={() => setLeft(null)}
        />
      )}
    </Show>
  );
}
