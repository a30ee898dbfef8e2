import { type Accessor, type Component, createSignal } from "solid-js";

/** A component that is fetched when it is first needed. */
export interface OnDemand<P extends object> {
  /** The component once it is here. Reactive. */
  component: Accessor<Component<P> | undefined>;
  /** Starts fetching it, unless it is here or on its way. Resolves to whether it arrived. */
  fetch(): Promise<boolean>;
}

/**
 * Fetches a component without suspending the page around it, so nothing on the screen waits
 * for it. A fetch that failed can be tried again: a page may be opened while offline.
 */
export function createOnDemand<P extends object>(load: () => Promise<Component<P>>): OnDemand<P> {
  const [component, setComponent] = createSignal<Component<P>>();
  let underWay: Promise<boolean> | undefined;

  async function attempt(): Promise<boolean> {
    try {
      const loaded = await load();
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
