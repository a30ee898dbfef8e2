/** Moves this process's clock, as if its machine's were wrong. For `--preload`. */
export function skewClock(ms: number): void {
  const RealDate = Date;
  const now = () => RealDate.now() + ms;
  const skewed = new Proxy(RealDate, {
    construct: (target, args) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, target),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, self) => (name === "now" ? now : Reflect.get(target, name, self)),
  });
  Object.defineProperty(globalThis, "Date", { value: skewed, configurable: true });
}
