import { createSignal, For, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import type { ConnectionForAdmin } from "../../../shared/connections.ts";
import type { FoundServer } from "../../../shared/found-server.ts";
import { AccountPage } from "../../account/account-page.tsx";
import { createLoaded, LoadedView } from "../../account/loaded.tsx";
import { Refusal } from "../../account/refusal.tsx";
import { Notice } from "../../account/section.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { ConnectionEditor } from "./connection-editor.tsx";
import { ConnectionLine } from "./connection-line.tsx";
import { DefaultModel } from "./default-model.tsx";
import { type Draft, draftOf, newDraft } from "./draft.ts";
import { FoundServers } from "./found-servers.tsx";
import { draftOfFound, notConnected } from "./offers.ts";
import { useConnectionWords } from "./words/connection-words.ts";

/** What the editor begins with. */
interface Edited {
  /** Null for a new connection. */
  stored: ConnectionForAdmin | null;
  draft: Draft;
  /** The model to test; empty for the first one that the server lists. */
  model: string;
}

function editedFor(server: FoundServer, taken: ReadonlySet<string>): Edited {
  return { stored: null, draft: draftOfFound(server, taken), model: server.models[0] ?? "" };
}

/** The model servers of this server, for admins. */
export function ConnectionsPage(): JSX.Element {
  const w = useConnectionWords();
  const { t } = useI18n();
  const chat = useChat();
  const list = createLoaded(() => chat.client.api.admin.connections.list.query());
  const found = createLoaded(() => chat.client.api.admin.connections.found.query());
  const [edited, setEdited] = createSignal<Edited | null>(null);
  const [doomed, setDoomed] = createSignal<ConnectionForAdmin | null>(null);
  const [notice, setNotice] = createSignal("");
  const [error, setError] = createSignal<RequestError | null>(null);
  let addButton: HTMLButtonElement | undefined;

  const prefixes = () => new Set(list.value()?.prefixes);
  const ids = () => list.value()?.connections.map(({ id }) => id) ?? [];
  const taken = () => new Set([...ids(), ...prefixes()]);
  // An offer that cannot be fetched is only missing: the page shows why its own list is.
  const offered = () => notConnected(found.value() ?? [], list.value()?.connections ?? []);

  function consequences({ id, state }: ConnectionForAdmin): string {
    const { defaultModel = "", isDefaultChosen = false } = list.value() ?? {};
    const isDefault = isDefaultChosen && defaultModel.startsWith(`${id}/`) && state !== "shadowed";
    return isDefault ? `${w("delete.text")} ${w("delete.default")}` : w("delete.text");
  }
  function edit(next: Edited | null): void {
    setNotice("");
    setError(null);
    setEdited(next);
    if (!next) queueMicrotask(() => addButton?.focus());
  }
  async function saved(): Promise<void> {
    edit(null);
    await list.load();
    setNotice(w("saved"));
  }
  async function remove({ id, revision }: ConnectionForAdmin): Promise<void> {
    setNotice("");
    setError(null);
    try {
      await chat.client.api.admin.connections.delete.mutate({ id, revision: revision ?? 0 });
      setNotice(w("deleted"));
    } catch (cause) {
      setError(toRequestError(cause));
    }
    await list.load();
  }

  return (
    <AccountPage title={w("title")} wide>
      <p class="mt-2 text-sm text-muted">{w("intro")}</p>
      <div role="alert" class="mt-2 text-sm text-danger empty:hidden">
        <Show when={error()}>
          {(refused) => (
            <Refusal
              error={refused()}
              say={refused().code === "conflict" ? () => w("wrong.conflict") : undefined}
            />
          )}
        </Show>
      </div>
      <Notice text={notice()} />
      <LoadedView loaded={list}>
        {(loaded) => (
          <>
            <ul aria-label={w("list")} class="mt-4 flex flex-col divide-y divide-line">
              <For
                each={loaded().connections}
                fallback={<li class="py-3 text-muted">{w("none")}</li>}
              >
                {(connection) => (
                  <ConnectionLine
                    connection={connection}
                    onEdit={() =>
                      edit({ stored: connection, draft: draftOf(connection), model: "" })
                    }
                    onDelete={() => setDoomed(connection)}
                  />
                )}
              </For>
            </ul>
            <Show
              when={edited()}
              keyed
              fallback={
                <>
                  <FoundServers
                    servers={offered()}
                    onConnect={(server) => edit(editedFor(server, taken()))}
                  />
                  <Button
                    class="mt-4"
                    ref={(element) => {
                      addButton = element;
                    }}
                    onClick={() => edit({ stored: null, draft: newDraft(taken()), model: "" })}
                  >
                    {w("add")}
                  </Button>
                </>
              }
            >
              {({ stored, draft, model }) => (
                <ConnectionEditor
                  stored={stored}
                  draft={draft}
                  model={model}
                  taken={taken()}
                  prefixes={prefixes()}
                  suggestsDefault={!stored && !loaded().isDefaultChosen}
                  onSaved={() => void saved()}
                  onCancel={() => edit(null)}
                />
              )}
            </Show>
            <DefaultModel list={loaded()} onChosen={() => list.load()} />
          </>
        )}
      </LoadedView>
      <Show when={doomed()} keyed>
        {(connection) => (
          <ConfirmDialog
            title={w("delete.title", connection.id)}
            text={consequences(connection)}
            stay={t("app.cancel")}
            confirm={w("delete")}
            onConfirm={() => void remove(connection)}
            onClose={() => setDoomed(null)}
            onClosed={() => addButton?.focus()}
          />
        )}
      </Show>
    </AccountPage>
  );
}
