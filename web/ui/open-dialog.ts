import { createContext, useContext } from "solid-js";

/** A dialog about a project. */
export type ProjectDialogRequest =
  /** The id is null for a new project. */
  | { kind: "project"; action: "name"; id: string | null }
  | { kind: "project"; action: "delete"; id: string }
  | { kind: "project"; action: "move"; threadIds: readonly string[] };

/** The app's dialogs; one at a time. */
export type DialogRequest =
  | { kind: "rename"; threadId: string }
  | { kind: "delete"; threadIds: readonly string[] }
  | { kind: "export"; threadId: string }
  | { kind: "share"; threadId: string }
  | { kind: "tags"; threadId: string }
  | ProjectDialogRequest
  | { kind: "shortcuts" }
  | { kind: "archive" }
  | { kind: "trash" }
  | { kind: "search" };

/** Opens a dialog. When it closes, the focus moves to `returnTo`, or back to where it was. */
export type OpenDialog = (request: DialogRequest, returnTo?: HTMLElement) => void;

/** Provided by the app. */
export const DialogsContext = createContext<OpenDialog>();

/** Returns how to open a dialog. */
export function useDialogs(): OpenDialog {
  const open = useContext(DialogsContext);
  if (!open) throw new Error("Dialogs is missing");
  return open;
}
