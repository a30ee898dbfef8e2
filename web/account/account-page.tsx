import { DrawerContext } from "../ui/sidebar-button.tsx";
import { appName } from "../state/app-name.ts";
import { createContext, createEffect, type JSX, Show, useContext } from "solid-js";
import { AppMark } from "../branding/app-mark.tsx";
import { PageHeader } from "../ui/page-header.tsx";

/** Whether the page is part of the settings, whose frame has the header. */
export const FramedContext = createContext(false);

/** The frame of an account page: its heading, and a column that fits a form. */
export function AccountPage(props: {
  title: string;
  /** Before the title; decorative. */
  icon?: JSX.Element;
  /** Room for lists beside forms. */
  wide?: boolean;
  /** Room for charts side by side. */
  room?: "plots";
  /** Nothing on the page may take the focus: the page itself does, and scrolls by keyboard. */
  isText?: boolean;
  children: JSX.Element;
}): JSX.Element {
  const sidebar = useContext(DrawerContext);
  const isFramed = useContext(FramedContext);
  createEffect(() => {
    document.title = props.title;
  });
  return (
    <>
      <Show when={!isFramed}>
        <PageHeader title={appName()} heading={false} />
      </Show>
      <div
        class="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
        data-scroller
        role={props.isText ? "region" : undefined}
        aria-label={props.isText ? props.title : undefined}
        tabindex={props.isText ? 0 : undefined}
      >
        <div
          class={`mx-auto px-4 py-8 ${props.room ? "max-w-5xl" : props.wide ? "max-w-measure" : "max-w-sm"}`}
        >
          <Show when={sidebar?.absent()}>
            <p class="mb-6 text-lg font-semibold">
              <AppMark />
            </p>
          </Show>
          <div class="flex items-center gap-2.5">
            {props.icon}
            <h1 class="min-w-0 text-2xl font-semibold tracking-tight wrap-anywhere">
              {props.title}
            </h1>
          </div>
          {props.children}
        </div>
      </div>
    </>
  );
}

/** Replaces a form once it is done. Takes the focus, so that screen readers announce it. */
export function Done(props: { title?: string; text: string; children?: JSX.Element }): JSX.Element {
  return (
    <div
      class="mt-4 outline-none"
      role="status"
      tabindex="-1"
      ref={(element) => queueMicrotask(() => element.focus())}
    >
      {props.title ? <p class="font-semibold">{props.title}</p> : null}
      <p class="mt-1 wrap-anywhere">{props.text}</p>
      {props.children}
    </div>
  );
}
