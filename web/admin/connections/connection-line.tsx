import { type JSX, Show } from "solid-js";
import type { ConnectionForAdmin } from "../../../shared/connections.ts";
import { Button } from "../../ui/button.tsx";
import { serviceOf } from "./services.ts";
import { useConnectionWords } from "./words/connection-words.ts";

/** A connection in the list. */
export function ConnectionLine(props: {
  connection: ConnectionForAdmin;
  onEdit: () => void;
  onDelete: () => void;
}): JSX.Element {
  const w = useConnectionWords();
  const service = () => serviceOf(props.connection).name ?? w("compatible");
  const address = () => props.connection.baseUrl ?? "";
  const models = () => props.connection.models;
  const key = () => w(props.connection.hasKey ? "key.stored" : "key.none");
  const facts = () => {
    const named = models();
    const offers = named ? w("models.some", named.length) : w("models.all");
    const { access, maxConcurrent: most } = props.connection;
    const whom = access === "everyone" ? "" : w(`access.only.${access}`);
    const limit = most === null ? "" : w("limit.some", most);
    const all = [service(), address(), key(), offers, whom, limit];
    return all.filter((fact) => fact !== "").join(" · ");
  };
  return (
    <li class="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
      <div class="min-w-0 flex-1 basis-60">
        <p class="font-medium wrap-anywhere">{props.connection.id}</p>
        <p class="text-sm wrap-anywhere text-muted">{facts()}</p>
        <Show when={props.connection.state === "locked"}>
          <p class="mt-1 text-sm text-danger">{w("locked")}</p>
        </Show>
        <Show when={props.connection.state === "shadowed"}>
          <p class="mt-1 text-sm text-danger">{w("shadowed")}</p>
        </Show>
      </div>
      <Show
        when={props.connection.revision !== null}
        fallback={<p class="text-sm text-muted">{w("settings")}</p>}
      >
        <div class="flex gap-2">
          <Button aria-label={w("label.edit", props.connection.id)} onClick={() => props.onEdit()}>
            {w("edit")}
          </Button>
          <Button
            aria-label={w("label.delete", props.connection.id)}
            onClick={() => props.onDelete()}
          >
            {w("delete")}
          </Button>
        </div>
      </Show>
    </li>
  );
}
