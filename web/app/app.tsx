import { Route } from "@solidjs/router";
import { createEffect, For, type JSX, on, onCleanup } from "solid-js";
import { createWebOutboxStorage } from "../../client/outbox-storage.ts";
// First, so that similar modules are adjacent in the bundle: gzip makes it 0.7 kB smaller.
import { Shell } from "./shell.tsx";
import { type PageRoute, loadSettingsFrame, pageRoutes, settingsRoutes } from "./page-routes.ts";
import { createFiles, FilesProvider } from "../attachments/files.ts";
import { createKeptFiles } from "../attachments/kept-files.ts";
import { ChatPage } from "../chat/chat-page.tsx";
import { DraftsProvider } from "../composer/draft.ts";
import { createDrafts } from "../composer/drafts.ts";
import { createI18n, I18nProvider, type Language } from "../i18n/i18n.tsx";
import { loadLanguage } from "../i18n/load-language.ts";
import type { EarlyCopies } from "../early/read-early-copies.ts";
import { showEarlyCopies } from "../offline/kept/show-early-copies.ts";
import { ChatProvider } from "../state/chat.ts";
import { ClientProvider } from "../state/client.ts";
import { createConnectedChat } from "../state/connected-chat.ts";
import type { EarlyClient } from "../state/early-client.ts";
import { createPersonChange, PersonChangeProvider } from "../state/person-change.ts";
import { PreferencesProvider } from "../state/preferences.ts";
import { createSafeStorage } from "../state/safe-storage.ts";
import { createTheme } from "../theme/theme.ts";
import { createToasts, ToastsProvider } from "../ui/toasts.tsx";
import { AppRouter } from "./app-router.ts";
import { lazyPage } from "./lazy-page.tsx";
import { createLanguageControl } from "./language-control.ts";
import { NotFound } from "./not-found.tsx";
import { followPageLife } from "../ui/page-life.ts";
import { RetryMoments } from "../loading/retry-moments.ts";

function schedule(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}

const loadConnectModel = async () => ({
  default: (await import("./connect-model.tsx")).ConnectModel,
});

/** The whole app: creates what lives as long as the page, and renders the page of the address. */
export function App(props: {
  storage: Storage | null;
  language: Language;
  early: EarlyClient;
  copies: Promise<EarlyCopies | null>;
}): JSX.Element {
  const storage = createSafeStorage(props.storage);
  const i18n = createI18n(props.language, loadLanguage);
  const toasts = createToasts();
  const theme = createTheme(storage);
  const drafts = createDrafts(storage, schedule);
  const language = createLanguageControl({ i18n, storage, toasts });
  props.early.usePreferences(language.toTell);
  const chat = createConnectedChat({
    client: props.early.client,
    outbox: props.storage
      ? createWebOutboxStorage({
          storage: props.storage,
          events: window,
          prefix: "chatkit.outbox.",
        })
      : undefined,
    onSessionEnd: () =>
      toasts.show({
        text: () => i18n.t("refused.unauthenticated"),
        action: { label: () => i18n.t("app.reload"), run: () => location.reload() },
      }),
  });
  void props.copies.then((copies) => copies && showEarlyCopies(chat, storage, copies));
  const keptFiles = createKeptFiles(storage);
  const files = createFiles(chat.client, keptFiles);
  /** A page appears with its words. */
  async function withWords<Page>(load: () => Promise<Page>): Promise<Page> {
    const [page] = await Promise.all([load(), i18n.ready("pages")]);
    return page;
  }
  const toRoute = ({ path, page }: PageRoute) => ({
    path,
    component: lazyPage(() => withWords(page)),
  });
  const ConnectModel = lazyPage(() => withWords(loadConnectModel));
  const accountPages = pageRoutes.map(toRoute);
  const settingsPages = settingsRoutes.map(toRoute);
  const person = createPersonChange({
    storage: props.storage,
    safe: storage,
    forget() {
      drafts.forget();
      keptFiles.forget();
    },
  });
  onCleanup(() => person.close());
  createEffect(
    on(
      () => chat.state().user,
      (user) => user && person.meet(user),
    ),
  );
  language.follow(chat);
  followPageLife({
    onWake() {
      chat.store.reconcile();
      chat.refreshWorkflows();
    },
    onLeave: drafts.flush,
  });
  onCleanup(drafts.flush);

  return (
    <RetryMoments.Provider value={chat.connection}>
      <I18nProvider value={i18n}>
        <ToastsProvider value={toasts}>
          <PreferencesProvider
            value={{
              theme: theme.choice,
              chooseTheme: theme.choose,
              chooseLocale: language.choose,
            }}
          >
            <DraftsProvider value={drafts}>
              <ChatProvider value={chat}>
                <ClientProvider value={chat.client}>
                  <FilesProvider value={files}>
                    <PersonChangeProvider value={person}>
                      <AppRouter root={Shell}>
                        <Route path={["/", "/t/:threadId"]} component={ChatPage} />
                        <Route path="/connect-model" component={ConnectModel} />
                        <For each={accountPages}>
                          {({ path, component }) => <Route path={path} component={component} />}
                        </For>
                        <Route component={lazyPage(() => withWords(loadSettingsFrame))}>
                          <For each={settingsPages}>
                            {({ path, component }) => <Route path={path} component={component} />}
                          </For>
                        </Route>
                        <Route path="*" component={NotFound} />
                      </AppRouter>
                    </PersonChangeProvider>
                  </FilesProvider>
                </ClientProvider>
              </ChatProvider>
            </DraftsProvider>
          </PreferencesProvider>
        </ToastsProvider>
      </I18nProvider>
    </RetryMoments.Provider>
  );
}
