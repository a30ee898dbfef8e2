import {
  type BaseRouterProps,
  createBeforeLeave,
  createRouter,
  keepDepth,
  notifyIfNotBlocked,
  saveCurrentDepth,
} from "@solidjs/router";
import { type JSX, onCleanup } from "solid-js";
import { delegateEvents } from "solid-js/web";
import { basePath } from "../state/base-path.ts";
import { belowBase, linkAt } from "./app-links.ts";

type Integration = Parameters<typeof createRouter>[0];
type Created = Parameters<NonNullable<Integration["create"]>>[0];

/** How long the pointer rests on a link before its page is loaded, in milliseconds. */
const restMs = 20;

/**
 * The library's router for an app below a path. In the app all paths begin at the app's own root, so
 * nothing else has to know where that is; the library's `base` would be part of them.
 */
export function AppRouter(props: BaseRouterProps): JSX.Element {
  const base = basePath();
  const beforeLeave = createBeforeLeave();
  const current = () => {
    const { pathname, search, hash } = location;
    const { state } = history;
    const isOnlyDepth = Object.keys(state ?? {}).join() === "_depth";
    return {
      value: (belowBase(pathname, base) ?? pathname) + search + hash,
      state: isOnlyDepth ? undefined : state,
    };
  };
  return createRouter({
    get: current,
    set({ value, replace, scroll, state }) {
      if (replace) history.replaceState(keepDepth(state), "", base + value);
      else history.pushState(state, "", base + value);
      scrollTo(decodeURIComponent(location.hash.slice(1)), scroll);
      saveCurrentDepth();
    },
    init(notify) {
      const onPop = notifyIfNotBlocked(notify, (delta) => {
        if (delta) return !beforeLeave.confirm(delta);
        const { value, state } = current();
        return !beforeLeave.confirm(value, { state });
      });
      addEventListener("popstate", onPop);
      return () => removeEventListener("popstate", onPop);
    },
    create: (router) => followLinks(router, base),
    utils: {
      go: (delta) => history.go(delta),
      renderPath: (path) => base + path,
      beforeLeave,
    },
  })(props);
}

function scrollTo(id: string, toTop: boolean | undefined): void {
  const element = id && document.getElementById(id);
  if (element) element.scrollIntoView();
  else if (toTop) window.scrollTo(0, 0);
}

/** Opens the app's links without loading the page again, and loads what they lead to in advance. */
function followLinks(router: Created, base: string): void {
  const navigate = router.navigatorFactory(router.base);
  let resting: ReturnType<typeof setTimeout> | undefined;
  let last: Element | undefined;

  function onClick(event: MouseEvent): void {
    const link = linkAt(event, base);
    if (!link) return;
    event.preventDefault();
    const { pathname, search, hash } = link.url;
    navigate(pathname + search + hash, { resolve: false });
  }
  function preload(event: Event): void {
    const link = linkAt(event, base);
    if (link) router.preloadRoute(link.url, true);
  }
  function onMove(event: MouseEvent): void {
    clearTimeout(resting);
    const link = linkAt(event, base);
    if (link && link.element !== last)
      resting = setTimeout(() => {
        router.preloadRoute(link.url, true);
        last = link.element;
      }, restMs);
    else last = link?.element;
  }
  // First, so that handlers of the app can prevent a click.
  delegateEvents(["click"]);
  document.addEventListener("click", onClick);
  document.addEventListener("mousemove", onMove, { passive: true });
  document.addEventListener("focusin", preload, { passive: true });
  document.addEventListener("touchstart", preload, { passive: true });
  onCleanup(() => {
    document.removeEventListener("click", onClick);
    document.removeEventListener("mousemove", onMove);
    document.removeEventListener("focusin", preload);
    document.removeEventListener("touchstart", preload);
  });
}
