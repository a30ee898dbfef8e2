import type { JSX } from "solid-js";
import { Late } from "../../ui/late.tsx";

const loadTemporaryControl = async () => (await import("./temporary-control.tsx")).TemporaryControl;

/** The header's controls of temporary chats. */
export function TemporaryHead(props: { target: string | null; isTemporary: boolean }): JSX.Element {
  const given = {
    get threadId() {
      return props.target;
    },
    get isTemporary() {
      return props.isTemporary;
    },
  };
  return <Late load={loadTemporaryControl} given={given} />;
}
