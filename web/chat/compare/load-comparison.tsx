import type { Component } from "solid-js";
import { loadTurns } from "../load-turns.ts";
import type { ComparisonProps } from "./comparison.tsx";

/** Loads the view of two replies, which shows them with the same parts as the conversation. */
export async function loadComparison(): Promise<Component<ComparisonProps>> {
  const [{ Comparison }, parts] = await Promise.all([import("./comparison.tsx"), loadTurns()]);
  return (props) => <Comparison {...props} parts={parts} />;
}
