import { createUniqueId, type JSX } from "solid-js";

/** A section of a settings page, with its heading. */
export function Section(props: {
  title: string;
  intro?: string;
  /** Whether it is all of the page, whose heading is its own. */
  isWholePage?: boolean;
  children: JSX.Element;
}): JSX.Element {
  const id = createUniqueId();
  return (
    <section
      aria-labelledby={id}
      class={props.isWholePage ? "mt-4" : "mt-6 border-t border-line pt-6"}
    >
      <h2 id={id} class={props.isWholePage ? "sr-only" : "text-lg font-semibold"}>
        {props.title}
      </h2>
      {props.intro ? <p class="mt-1 text-sm text-muted">{props.intro}</p> : null}
      {props.children}
    </section>
  );
}

/** Announces what has just happened; empty at first. */
export function Notice(props: { text: string }): JSX.Element {
  return (
    <p role="status" class="mt-2 text-sm font-medium wrap-anywhere text-accent empty:hidden">
      {props.text}
    </p>
  );
}
