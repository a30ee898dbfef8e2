import { A } from "@solidjs/router";
import type { JSX } from "solid-js";

/** A way to another page, in a line of its own. */
export function PageLink(props: { href: string; children: JSX.Element }): JSX.Element {
  return (
    <A
      href={props.href}
      class="inline-flex min-h-9 items-center text-sm font-medium text-accent underline-offset-2 hover:underline coarse:min-h-11"
    >
      {props.children}
    </A>
  );
}

/** The way on, once something is done. */
export function NextLink(props: { href: string; children: JSX.Element }): JSX.Element {
  return (
    <A
      href={props.href}
      class="mt-6 inline-flex min-h-11 items-center rounded-lg bg-accent px-4 text-sm font-medium text-on-accent hover:bg-accent-hover"
    >
      {props.children}
    </A>
  );
}
