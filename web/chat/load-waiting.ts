import type { Component } from "solid-js";
import type { WaitingPanelProps } from "./waiting-panel.tsx";

/** Loads the component for queued messages. */
export async function loadWaiting(): Promise<Component<WaitingPanelProps>> {
  return (await import("./waiting-panel.tsx")).WaitingPanel;
}
