import { createEffect, createSignal, type JSX } from "solid-js";
import type { lateIcons } from "./late-icons.ts";

/** Line icons on a 24-unit grid, one path each. */
const paths = {
  newChat:
    "M12 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-6M10 14l.6-3L18 3.6a1.7 1.7 0 0 1 2.4 2.4L13 13.4z",
  menu: "M4 7h16M4 12h16M4 17h10",
  sidebar: "M4 5h16v14H4zM9.5 5v14",
  close: "M6 6l12 12M18 6L6 18",
  attach:
    "m20.5 11.3-8.4 8.4a5.3 5.3 0 0 1-7.5-7.5L13 3.8a3.6 3.6 0 0 1 5 5l-8.4 8.4a1.8 1.8 0 0 1-2.5-2.5l7.6-7.6",
  send: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  down: "M12 5v14M5.5 12.5 12 19l6.5-6.5",
  regenerate: "M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6",
  alert: "M12 8.5v4.5M12 16.5h.01M12 3.5 2.5 20h19z",
  calculator: "M6 3h12v18H6zM9 7h6M9 12h.01M12 12h.01M15 12h.01M9 16.5h.01M12 16.5h.01M15 16.5h.01",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 20.5 20.5",
  document: "M13.5 3H6v18h12V7.5zM13.5 3v4.5H18M9 12.5h6M9 16.5h6",
  spark:
    "M12 3.5c.8 5 3.5 7.7 8.5 8.5-5 .8-7.7 3.5-8.5 8.5-.8-5-3.5-7.7-8.5-8.5 5-.8 7.7-3.5 8.5-8.5z",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.7-3.8 3.5-5.5 7.5-5.5s6.8 1.7 7.5 5.5",
  stop: "M8.5 6h7A2.5 2.5 0 0 1 18 8.5v7a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 6 15.5v-7A2.5 2.5 0 0 1 8.5 6z",
};

type EarlyIcon = keyof typeof paths;
type LateIcons = typeof lateIcons;

export type IconName = EarlyIcon | keyof LateIcons;

/** Only the icons of an empty chat are part of the first load. */
const loadLateIcons = async () => (await import("./late-icons.ts")).lateIcons;

const isEarly = (name: IconName): name is EarlyIcon => Object.hasOwn(paths, name);

/** An icon in the colour of the text. Decorative: the control around it has the name. */
export function Icon(props: { name: IconName; class?: string }): JSX.Element {
  const [late, setLate] = createSignal<LateIcons | null>(null);
  createEffect(() => {
    if (isEarly(props.name) || late()) return;
    // Without its icon, a control still has its name; the next icon to be shown tries again.
    loadLateIcons().then(
      (icons) => setLate(icons),
      () => {},
    );
  });
  const path = () => (isEarly(props.name) ? paths[props.name] : late()?.[props.name]);
  return (
    <svg
      class={props.class ?? "size-5"}
      viewBox="0 0 24 24"
      fill={props.name === "stop" ? "currentColor" : "none"}
      stroke="currentColor"
      stroke-width={props.name === "more" ? "2.6" : "1.8"}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={path()} />
    </svg>
  );
}
