import { A } from "@solidjs/router";
import { createEffect, type JSX } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { useAppWords } from "./words/app-words.ts";

function Setting(props: { line: string }): JSX.Element {
  return (
    <pre
      tabindex="0"
      class="mt-2 overflow-x-auto rounded-lg border border-line bg-subtle px-4 py-3 text-sm"
    >
      <code>{props.line}</code>
    </pre>
  );
}

/** How the operator connects a real model. */
export function ConnectModel(): JSX.Element {
  const { t } = useI18n();
  const w = useAppWords();
  createEffect(() => {
    document.title = w("connect.title");
  });
  return (
    <>
      <PageHeader title={t("app.name")} heading={false} />
      <div class="min-h-0 flex-1 overflow-y-auto" data-scroller>
        <div class="mx-auto max-w-measure px-4 py-8">
          <h1 class="text-2xl font-semibold tracking-tight">{w("connect.title")}</h1>
          <p class="mt-4">{w("connect.intro")}</p>
          <ol class="mt-6 flex list-decimal flex-col gap-5 ps-6">
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
          <A
            href="/"
            class="mt-8 inline-flex min-h-11 items-center rounded-lg bg-accent px-4 text-sm font-medium text-on-accent hover:bg-accent-hover"
          >
            {w("connect.back")}
          </A>
        </div>
      </div>
    </>
  );
}
