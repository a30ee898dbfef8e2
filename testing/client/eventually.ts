import type { Observable } from "../../client/types.ts";

/** Waits until an observable has the wanted value. Otherwise the test's time limit ends it. */
export function until<T>(observable: Observable<T>, isWanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = observable.subscribe(check);
    function check(value: T) {
      if (!isWanted(value)) return;
      stop();
      resolve(value);
    }
    check(observable.get());
  });
}
