import type { OfferedModel } from "../../shared/model.ts";

/** Some of the list's models, under one heading. */
export interface ModelGroup {
  /** `recent`, or the connection's name behind `of `. */
  id: string;
  models: readonly OfferedModel[];
}

/** The list as it is shown: what was chosen last, then by connection; each model once. */
export function groupModels(
  recent: readonly OfferedModel[],
  found: readonly OfferedModel[],
): ModelGroup[] {
  const shown = new Set(recent.map(({ name }) => name));
  const groups = new Map<string, OfferedModel[]>();
  for (const model of found) {
    if (shown.has(model.name)) continue;
    const group = groups.get(model.connection) ?? [];
    group.push(model);
    groups.set(model.connection, group);
  }
  const byConnection = [...groups].map(([name, models]) => ({ id: `of ${name}`, models }));
  return recent.length > 0 ? [{ id: "recent", models: recent }, ...byConnection] : byConnection;
}
