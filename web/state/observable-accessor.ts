import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { Observable } from "../../client/types.ts";

/** The observable's value as a signal, for as long as the owner lives. */
export function createObservableAccessor<T>(source: Observable<T>): Accessor<T> {
  const [value, setValue] = createSignal<T>(source.get());
  onCleanup(source.subscribe((next) => setValue(() => next)));
  return value;
}
