import { createContext, useContext } from "solid-js";

/** The dialogs of the app; one at a time. */
export type DialogRequest =
  | { kind: "rename"; threadId: string }
  | { kind: "delete"; threadId: string }
  | { kind: "shortcuts" };

/** Opens a dialog. When it closes, the focus goes to `returnTo`, or back to where it was. */
export type OpenDialog = (request: DialogRequest, returnTo?: HTMLElement) => void;

/** The app gives it to everything inside. */
export const DialogsContext = createContext<OpenDialog>();

/** How a component opens a dialog. */
export function useDialogs(): OpenDialog {
  const open = useContext(DialogsContext);
  if (!open) throw new Error("Dialogs is missing");
  return open;
}
