import type { JSX } from "solid-js";

/** Line icons on a 24-unit grid, one path each. */
const paths = {
  newChat:
    "M12 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-6M10 14l.6-3L18 3.6a1.7 1.7 0 0 1 2.4 2.4L13 13.4z",
  menu: "M4 7h16M4 12h16M4 17h10",
  filter: "M4 7h16M7 12h10M10 17h4",
  sidebar: "M4 5h16v14H4zM9.5 5v14",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6L6 18",
  attach:
    "m20.5 11.3-8.4 8.4a5.3 5.3 0 0 1-7.5-7.5L13 3.8a3.6 3.6 0 0 1 5 5l-8.4 8.4a1.8 1.8 0 0 1-2.5-2.5l7.6-7.6",
  send: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  down: "M12 5v14M5.5 12.5 12 19l6.5-6.5",
  copy: "M9 9h10v11H9zM5 15V4h10",
  check: "m5 12.5 4.5 4.5L19 7.5",
  compare: "M4 5h16v14H4zM12 5v14",
  comment: "M4 5h16v11.5h-9L6.5 20v-3.5H4z",
  fork: "M6.5 8v8M6.5 3.6a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM6.5 16a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM17.5 3.6a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM17.5 8c0 4.5-11 3.5-11 8",
  regenerate: "M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6",
  positive:
    "M7 11v9H4v-9zM7 11l4-8c1.5 0 2.5 1 2.5 2.5V9H18a2 2 0 0 1 2 2.4l-1.3 7A2 2 0 0 1 16.7 20H7",
  negative:
    "M17 13V4h3v9zM17 13l-4 8c-1.5 0-2.5-1-2.5-2.5V15H6a2 2 0 0 1-2-2.4l1.3-7A2 2 0 0 1 7.3 4H17",
  chevron: "m6.5 9.5 5.5 5.5 5.5-5.5",
  previous: "m14.5 6-6 6 6 6",
  next: "m9.5 6 6 6-6 6",
  plus: "M12 5v14M5 12h14",
  tag: "M4 4h7.5l8.5 8.5-7.5 7.5L4 11.5zM8 8h.01",
  folder: "M3.5 6h6l2 2.5h9V19h-17z",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  pencil: "m4 20 1-4L16.5 4.5l3 3L8 19z",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5.5",
  archive: "M3.5 5h17v4h-17zM5 9v10h14V9M10 13h4",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  alert: "M12 8.5v4.5M12 16.5h.01M12 3.5 2.5 20h19z",
  calculator: "M6 3h12v18H6zM9 7h6M9 12h.01M12 12h.01M15 12h.01M9 16.5h.01M12 16.5h.01M15 16.5h.01",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.2 16.2 20.5 20.5",
  document: "M13.5 3H6v18h12V7.5zM13.5 3v4.5H18M9 12.5h6M9 16.5h6",
  chart: "M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6",
  spark:
    "M12 3.5c.8 5 3.5 7.7 8.5 8.5-5 .8-7.7 3.5-8.5 8.5-.8-5-3.5-7.7-8.5-8.5 5-.8 7.7-3.5 8.5-8.5z",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4",
  device: "M3 5h18v11H3zM9 20h6M12 16v4",
  key: "M7.5 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10.4 12.6 19.5 3.5M15 8l3 3M18 5l2.5 2.5",
  plug: "M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4",
  share: "M12 15V4M8 7.5 12 3.5l4 4M5 12.5V20h14v-7.5",
  keyboard: "M3 6.5h18v11H3zM7 10.5h.01M11 10.5h.01M15 10.5h.01M8.5 14h7",
  user: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.7-3.8 3.5-5.5 7.5-5.5s6.8 1.7 7.5 5.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  eyeOff:
    "M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5C18 5.5 21.5 12 21.5 12a17 17 0 0 1-2.7 3.5M6.3 7.4A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.5-1.2M10 10a2.8 2.8 0 0 0 4 4",
  signOut: "M10 4H5v16h5M9.5 12H20M15.5 7.5 20 12l-4.5 4.5",
  users:
    "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.6-3.3 3-4.8 6.5-4.8s5.9 1.5 6.5 4.8M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 15.2c2 .7 3.1 2.1 3.5 4.3",
  code: "m8.5 7-5 5 5 5M15.5 7l5 5-5 5",
  download: "M12 4v11M7 10.5l5 5 5-5M5 20h14",
  expand: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
  stop: "M8.5 6h7A2.5 2.5 0 0 1 18 8.5v7a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 6 15.5v-7A2.5 2.5 0 0 1 8.5 6z",
};

export type IconName = keyof typeof paths;

/** An icon in the colour of the text. Decorative: the control around it has the name. */
export function Icon(props: { name: IconName; class?: string }): JSX.Element {
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
      <path d={paths[props.name]} />
    </svg>
  );
}
