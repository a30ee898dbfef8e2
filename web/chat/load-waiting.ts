import type { Component } from "solid-js";
import { loadTurns } from "./load-turns.ts";
import type { WaitingPanelProps } from "./waiting-panel.tsx";

/** Loads the component for queued messages. */
export async function loadWaiting(): Promise<Component<WaitingPanelProps>> {
  return (await loadTurns()).WaitingPanel;
}
