import type { JSX } from "solid-js";

/** The renderer's own icons, because it shares no file with the app's other parts. */
const paths = {
  copy: "M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z",
  check: "m3 8.5 3.5 3.5L13 4.5",
  wrap: "M2 3.5h12M2 8h9.5a2.25 2.25 0 0 1 0 4.5H8m0 0 2-2m-2 2 2 2M2 12.5h3",
  preview:
    "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
  chevron: "m4 6.5 4 4 4-4",
};

/** An icon in the colour of the text. Decorative: the control around it has the name. */
export function BlockIcon(props: { name: keyof typeof paths }): JSX.Element {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={paths[props.name]} />
    </svg>
  );
}
