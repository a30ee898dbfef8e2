import { A } from "@solidjs/router";
import type { JSX } from "solid-js";

/** A link to another page, on its own line. */
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

/** A link to the next step. */
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
