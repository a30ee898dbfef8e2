import type { Component } from "solid-js";
import type { WaitingPanelProps } from "./waiting-panel.tsx";

/** Loads what shows the messages that wait for the end of a reply. */
export async function loadWaiting(): Promise<Component<WaitingPanelProps>> {
  return (await import("./waiting-panel.tsx")).WaitingPanel;
}
