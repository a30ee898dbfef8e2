import { type Accessor, type Component, createSignal } from "solid-js";

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
