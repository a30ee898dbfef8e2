import { appName } from "../state/app-name.ts";
import { A } from "@solidjs/router";
import { createEffect, type JSX, Match, Switch } from "solid-js";
import { useChat } from "../state/chat.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { useAppWords } from "./words/app-words.ts";

function Setting(props: { line: string }): JSX.Element {
  return (
    <pre
      tabindex="0"
      dir="ltr"
      class="mt-2 overflow-x-auto rounded-lg border border-line bg-subtle px-4 py-3 text-sm"
    >
      <code>{props.line}</code>
    </pre>
  );
}

function Step(props: { href: string; isMain?: boolean; children: JSX.Element }): JSX.Element {
  const look = () =>
    props.isMain
      ? "bg-accent text-on-accent hover:bg-accent-hover"
      : "border border-line hover:bg-hover";
  return (
    <A
      href={props.href}
      class={`inline-flex min-h-11 items-center rounded-lg px-4 text-sm font-medium ${look()}`}
    >
      {props.children}
    </A>
  );
}

/** The way through the app: for most who see this page, an account of their own is the first step. */
function InTheApp(): JSX.Element {
  const w = useAppWords();
  const chat = useChat();
  const user = () => chat.state().user;
  return (
    <Switch>
      <Match when={user()?.role === "admin"}>
        <div class="mt-6">
          <Step href="/admin/connections" isMain>
            {w("connect.title")}
          </Step>
        </div>
      </Match>
      <Match when={user()?.isGuest}>
        <p class="mt-4">{w("connect.guest")}</p>
        <div class="mt-4 flex flex-wrap gap-3">
          <Step href="/register" isMain>
            {w("connect.register")}
          </Step>
          <Step href="/sign-in">{w("connect.signIn")}</Step>
        </div>
      </Match>
      <Match when={user()}>
        <p class="mt-4">{w("connect.person")}</p>
      </Match>
    </Switch>
  );
}

/** The way through the environment. */
function InTheSettings(): JSX.Element {
  const w = useAppWords();
  return (
    <>
      <h2 class="mt-8 text-lg font-semibold">{w("connect.settings")}</h2>
      <ol class="mt-3 flex list-decimal flex-col gap-5 ps-6">
        <li>
          {w("connect.step.key")}
          <Setting line="OPENAI_API_KEY=sk-…" />
        </li>
        <li>
          {w("connect.step.url")}
          <Setting line="OPENAI_BASE_URL=http://localhost:11434/v1" />
          <Setting line="CHATKIT_MODEL=llama3.2" />
        </li>
        <li>{w("connect.step.restart")}</li>
      </ol>
    </>
  );
}

/** How a real model is connected: in the app, or with the server's settings. */
export function ConnectModel(): JSX.Element {
  const w = useAppWords();
  createEffect(() => {
    document.title = w("connect.title");
  });
  return (
    <>
      <PageHeader title={appName()} heading={false} />
      <div class="min-h-0 flex-1 overflow-y-auto" data-scroller>
        <div class="mx-auto max-w-measure px-4 py-8">
          <h1 class="text-2xl font-semibold tracking-tight">{w("connect.title")}</h1>
          <p class="mt-4">{w("connect.intro")}</p>
          <InTheApp />
          <InTheSettings />
          <div class="mt-8">
            <Step href="/">{w("connect.back")}</Step>
          </div>
        </div>
      </div>
    </>
  );
}
