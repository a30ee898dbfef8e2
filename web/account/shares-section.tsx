import { A } from "@solidjs/router";
import { createSignal, For, type JSX, Show } from "solid-js";
import { Notice, Section } from "./section.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { createOwnShares } from "../share/own-shares.ts";
import { ShareLine } from "../share/share-line.tsx";
import { useShareWords } from "../share/words/share-words.ts";

/** All links of a person, in the settings. */
export function SharesSection(): JSX.Element {
  const { t } = useI18n();
  const w = useShareWords();
  const shares = createOwnShares(useChat());
  const [said, say] = createSignal("");
  return (
    <Section title={w("share.section")} isWholePage intro={w("share.section.intro")}>
      <Show when={shares.hasFailed()}>
        <p role="alert" class="mt-3 text-sm">
          {w("share.failed")}
        </p>
        <Button class="mt-3" icon="regenerate" onClick={() => void shares.load()}>
          {t("app.retry")}
        </Button>
      </Show>
      <Show when={shares.list()}>
        {(list) => (
          <Show
            when={list().mode !== "off"}
            fallback={<p class="mt-3 text-muted">{w("share.off")}</p>}
          >
            <ul class="mt-3 flex flex-col divide-y divide-line">
              <For
                each={list().shares}
                fallback={<li class="py-2 text-muted">{w("share.none")}</li>}
              >
                {(share) => (
                  <ShareLine
                    share={share}
                    mode={list().mode}
                    shares={shares}
                    say={say}
                    title={
                      <A
                        href={`/t/${share.threadId}`}
                        dir="auto"
                        class="font-medium wrap-anywhere hover:underline"
                      >
                        {share.title ?? w("share.untitled")}
                      </A>
                    }
                  />
                )}
              </For>
            </ul>
          </Show>
        )}
      </Show>
      <Notice text={said()} />
    </Section>
  );
}
