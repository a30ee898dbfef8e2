import { type RouteSectionProps, useNavigate } from "@solidjs/router";
import { type JSX, onCleanup, useContext } from "solid-js";
import { focusComposer } from "../ui/focus-composer.ts";
import { DrawerContext } from "../ui/sidebar-button.tsx";
import { ToastRegion } from "../ui/toasts.tsx";
import { Late } from "../ui/late.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { Dialogs } from "./dialogs.tsx";
import { Layout } from "./layout.tsx";
import { SessionEnd } from "./session-end.tsx";
import { shortcutOf } from "./shortcuts.ts";

const loadBackground = async () => (await import("./background.tsx")).Background;

/** The frame of every page. */
export function Shell(props: RouteSectionProps): JSX.Element {
  return (
    <Dialogs>
      <Layout>
        <PageShortcuts />
        <Late load={loadBackground} given={{}} />
        <SessionEnd />
        {props.children}
      </Layout>
      <ToastRegion />
    </Dialogs>
  );
}

/** Keyboard shortcuts that work everywhere. */
function PageShortcuts(): JSX.Element {
  const navigate = useNavigate();
  const openDialog = useDialogs();
  const sidebar = useContext(DrawerContext);

  function onKeyDown(event: KeyboardEvent): void {
    const shortcut = shortcutOf(event);
    if (!shortcut) return;
    event.preventDefault();
    switch (shortcut) {
      case "new-chat":
        navigate("/");
        focusComposer();
        return;
      case "focus-composer":
        return focusComposer();
      case "search":
        return openDialog({ kind: "search" });
      case "toggle-sidebar":
        return sidebar?.toggle();
      case "list-shortcuts":
        return openDialog({ kind: "shortcuts" });
    }
  }
  window.addEventListener("keydown", leaveToInputMethod, true);
  window.addEventListener("keydown", onKeyDown);
  onCleanup(() => {
    window.removeEventListener("keydown", leaveToInputMethod, true);
    window.removeEventListener("keydown", onKeyDown);
  });
  return null;
}

/**
 * Enter and Escape that an input method handles choose or withdraw characters: they close no dialog
 * and send nothing. Safari reports them with the code 229.
 */
function leaveToInputMethod(event: KeyboardEvent): void {
  const isItsOwn = event.isComposing || event.keyCode === 229;
  if (isItsOwn && /^(Enter|Escape)$/.test(event.key)) event.stopPropagation();
}
