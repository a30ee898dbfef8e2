import { A, useLocation } from "@solidjs/router";
import { createEffect, For, type JSX, on, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { Icon } from "../ui/icons.tsx";
import { adminPlaces, type SettingsPlace, settingsPlaces } from "./settings-places.ts";
import { useSettingsWords } from "./words/settings-words.ts";

/**
 * The links between the settings, and for admins between the pages of the administration: at the
 * left of the page, in a row above it where there is no room.
 */
export function SettingsNav(): JSX.Element {
  const w = useSettingsWords();
  const chat = useChat();
  const user = () => chat.state().user;
  const places = () => settingsPlaces.filter((place) => !place.needsAccount || !user()?.isGuest);
  return (
    <div class="settings-nav shrink-0 max-lg:flex max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:px-2 max-lg:py-1.5 lg:w-56 lg:overflow-y-auto lg:border-e lg:border-line lg:px-3 lg:py-6">
      <Places title={w("settings.title")} places={places()} />
      <Show when={user()?.role === "admin"}>
        <div class="max-lg:ms-1 max-lg:border-s max-lg:border-line max-lg:ps-1 lg:mt-6">
          <Places title={w("admin.title")} places={adminPlaces} />
        </div>
      </Show>
    </div>
  );
}

function Places(props: { title: string; places: readonly SettingsPlace[] }): JSX.Element {
  return (
    <nav aria-label={props.title}>
      <p aria-hidden="true" class="px-2.5 pb-1 text-xs font-medium text-muted max-lg:hidden">
        {props.title}
      </p>
      <ul class="flex gap-0.5 lg:flex-col">
        <For each={props.places}>{(place) => <Place place={place} />}</For>
      </ul>
    </nav>
  );
}

function Place(props: { place: SettingsPlace }): JSX.Element {
  const w = useSettingsWords();
  const location = useLocation();
  const isCurrent = () => location.pathname === props.place.path;
  let link: HTMLLIElement | undefined;
  createEffect(
    on(isCurrent, (current) => {
      // Only the row scrolls: the page must stay where it is.
      if (current)
        queueMicrotask(() => link?.scrollIntoView({ block: "nearest", inline: "nearest" }));
    }),
  );
  return (
    <li ref={link} class="shrink-0">
      <A
        href={props.place.path}
        end
        class="flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm whitespace-nowrap hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:font-medium coarse:min-h-11 lg:whitespace-normal"
      >
        <Icon name={props.place.icon} class="size-4.5 shrink-0 text-muted" />
        {w(props.place.label)}
      </A>
    </li>
  );
}
