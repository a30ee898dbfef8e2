import { createContext, useContext } from "solid-js";

/** A dialog about a project. */
export interface ProjectDialogRequest {
  kind: "project";
  action: "name" | "delete" | "move";
  /** Of the project, or of the thread that moves; null for a new project. */
  id: string | null;
}

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
