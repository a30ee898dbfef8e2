import {
  type Accessor,
  type Component,
  createEffect,
  createSignal,
  onCleanup,
  useContext,
} from "solid-js";
import { useChatWords } from "../i18n/i18n.tsx";
import { RetryMoments } from "../loading/retry-moments.ts";

/** A component that is loaded when it is first needed. */
export interface OnDemand<P extends object> {
  /** The component once it is loaded. Reactive. */
  component: Accessor<Component<P> | undefined>;
  /** Starts loading it, unless it is loaded or loading. Resolves to whether it succeeded. */
  fetch(): Promise<boolean>;
}

/**
 * Loads a component without suspending the page around it, so nothing on the screen waits for it. A
 * failed load can be retried: a page may be opened offline.
 */
export function createOnDemand<P extends object>(load: () => Promise<Component<P>>): OnDemand<P> {
  const [component, setComponent] = createSignal<Component<P>>();
  const words = useChatWords();
  let underWay: Promise<boolean> | undefined;

  async function attempt(): Promise<boolean> {
    try {
      const [loaded] = await Promise.all([load(), words()]);
      if (typeof loaded !== "function") throw new TypeError("No component was loaded.");
      setComponent(() => loaded);
      return true;
    } catch {
      underWay = undefined;
      return false;
    }
  }

  return {
    component,
    fetch: () => (underWay ??= attempt()),
  };
}

/** Pause before the first retry, doubled up to the longest one. In milliseconds. */
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Loads a component as soon as it is needed. A load that fails is retried with every change of the
 * connection, and after a pause, as long as the owner lives and the component is needed.
 */
export function keepLoading(
  code: Pick<OnDemand<never>, "fetch">,
  needed: Accessor<boolean> = () => true,
): void {
  const moment = useContext(RetryMoments);
  const [failures, setFailures] = createSignal(0);
  createEffect(() => {
    if (!needed()) return;
    moment();
    const count = failures();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    onCleanup(() => {
      isOver = true;
      clearTimeout(timer);
    });
    void code.fetch().then((isLoaded) => {
      if (isLoaded || isOver) return;
      timer = setTimeout(
        () => setFailures(count + 1),
        Math.min(firstPauseMs * 2 ** count, longestPauseMs),
      );
    });
  });
}
