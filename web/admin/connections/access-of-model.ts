import type { Access } from "../../../shared/access.ts";
import type { ConnectionForAdmin } from "../../../shared/connections.ts";

/** Who may use a model, as far as the list of connections tells. */
export function accessOfModel(
  model: string,
  connections: readonly Pick<ConnectionForAdmin, "id" | "access" | "revision" | "state">[],
): Access {
  const used = connections.filter(({ state }) => state !== "shadowed");
  const named = used.find(({ id }) => model.startsWith(`${id}/`));
  // A name without a connection in front belongs to the first one of the settings.
  return (named ?? used.find(({ revision }) => revision === null))?.access ?? "everyone";
}
