import { type Accessor, createUniqueId, For, type JSX, Show } from "solid-js";
import type { CommentsView } from "../../shared/analytics.ts";
import { LoadedView } from "../account/loaded.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { withRegion } from "../i18n/region.ts";
import { Icon } from "../ui/icons.tsx";
import { createLiveView, type Look } from "./live-view.ts";
import { useAnalyticsWords } from "./words/analytics-words.ts";

/** What people wrote with their ratings, newest first. Nothing if there is none. */
export function CommentsList(props: {
  look: Accessor<Look>;
  read: (look: Look) => Promise<CommentsView>;
}): JSX.Element {
  const w = useAnalyticsWords();
  const { locale } = useI18n();
  const id = createUniqueId();
  const live = createLiveView(props.look, (look) => props.read(look));
  const time = (iso: string) =>
    new Intl.DateTimeFormat(withRegion(locale()), {
      dateStyle: "medium",
      timeStyle: "short",
    }).format(new Date(iso));
  return (
    <LoadedView loaded={live}>
      {(view) => (
        <Show when={view().comments.length > 0}>
          <section
            aria-labelledby={id}
            aria-busy={live.pending()}
            class={`mt-8 ${live.pending() ? "opacity-60" : ""}`}
          >
            <h2 id={id} class="text-lg font-semibold">
              {w("comments")}
            </h2>
            <ul class="mt-2 divide-y divide-line rounded-lg border border-line">
              <For each={view().comments}>
                {(each) => (
                  <li class="flex gap-3 px-3 py-2.5 text-sm">
                    <Icon name={each.kind} class="mt-0.5 size-4 shrink-0 text-muted" />
                    <div class="min-w-0 flex-1">
                      <span class="sr-only">
                        {w(each.kind === "positive" ? "feedbackPositive" : "feedbackNegative")}
                        :{" "}
                      </span>
                      <p dir="auto" class="wrap-anywhere whitespace-pre-wrap">
                        {each.comment}
                      </p>
                      <p class="mt-0.5 text-xs text-muted">
                        <bdi>{each.workflow}</bdi>
                        <Show when={each.model}>
                          {(model) => (
                            <>
                              {" · "}
                              <bdi>{model()}</bdi>
                            </>
                          )}
                        </Show>
                        {" · "}
                        <time datetime={each.at}>{time(each.at)}</time>
                      </p>
                    </div>
                  </li>
                )}
              </For>
            </ul>
            <Show when={view().hasMore}>
              <p class="mt-2 text-sm text-muted">{w("comments.more", view().comments.length)}</p>
            </Show>
          </section>
        </Show>
      )}
    </LoadedView>
  );
}
