import { For, type JSX, Show } from "solid-js";
import type { FoundServer } from "../../../shared/found-server.ts";
import { Button } from "../../ui/button.tsx";
import { serviceOfProgram } from "./offers.ts";
import { useConnectionWords } from "./words/connection-words.ts";

/** Offers to connect the model servers that run on the server's machine. */
export function FoundServers(props: {
  servers: readonly FoundServer[];
  onConnect: (server: FoundServer) => void;
}): JSX.Element {
  const w = useConnectionWords();
  const nameOf = ({ program, baseUrl }: FoundServer) =>
    serviceOfProgram(program).name ?? new URL(baseUrl).host;
  const text = (server: FoundServer) => {
    const key = server.program === "other" ? "found.other" : "found.text";
    return w(key, nameOf(server), server.models.length);
  };
  return (
    <Show when={props.servers.length > 0}>
      <ul aria-label={w("found.list")} class="mt-4 flex flex-col gap-2">
        <For each={props.servers}>
          {(server) => (
            <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border border-line px-4 py-3">
              <span class="min-w-0 flex-1 basis-60 wrap-anywhere">{text(server)}</span>
              <Button
                aria-label={w("found.label", nameOf(server))}
                onClick={() => props.onConnect(server)}
              >
                {w("found.connect")}
              </Button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
