import { expect, test } from "bun:test";
import { createRoot } from "solid-js";
import { createValue } from "../../client/observable.ts";
import { createObservableAccessor } from "./observable-accessor.ts";

test("the signal has the present value, and follows until its owner is gone", () => {
  createRoot((dispose) => {
    const source = createValue("before");
    source.set("first");
    const value = createObservableAccessor(source);
    expect(value()).toBe("first");
    source.set("second");
    expect(value()).toBe("second");
    dispose();
    source.set("third");
    expect(value()).toBe("second");
  });
});
