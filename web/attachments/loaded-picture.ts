import { type Accessor, createSignal, onCleanup } from "solid-js";

/** A picture that is fetched on request. */
export interface LoadedPicture {
  /** Its object URL, for as long as the owner lives; null until it is loaded. Reactive. */
  address: Accessor<string | null>;
  /** Whether the last try failed. Reactive. */
  failed: Accessor<boolean>;
  /** Fetches it, unless it is loaded or loading. */
  load(): Promise<void>;
}

export function createLoadedPicture(fetch: () => Promise<Blob>): LoadedPicture {
  const [address, setAddress] = createSignal<string | null>(null);
  const [failed, setFailed] = createSignal(false);
  let underWay = false;
  let left = false;
  onCleanup(() => {
    left = true;
    const present = address();
    if (present) URL.revokeObjectURL(present);
  });
  return {
    address,
    failed,
    async load(): Promise<void> {
      if (underWay || address()) return;
      underWay = true;
      setFailed(false);
      try {
        const picture = await fetch();
        if (!left) setAddress(URL.createObjectURL(picture));
      } catch {
        setFailed(true);
      } finally {
        underWay = false;
      }
    },
  };
}
