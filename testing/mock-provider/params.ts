import { type Directive, DirectiveError } from "./directive.ts";
import { type TextKind, textKinds } from "./text.ts";

/** Typed access to a directive's parameters; a value of the wrong kind throws `DirectiveError`. */
export interface Params {
  has(key: string): boolean;
  text(key: string, fallback: string): string;
  number(key: string, fallback: number): number;
  flag(key: string): boolean;
  kind(): TextKind;
}

/** Wraps a directive whose keys have been checked. */
export function paramsOf({ params, raw }: Directive): Params {
  const wrong = (key: string, wanted: string) =>
    new DirectiveError(`"${key}" in [[${raw}]] has to be ${wanted}, not "${params.get(key)}"`);
  return {
    has: (key) => params.has(key),
    text: (key, fallback) => params.get(key) ?? fallback,
    number(key, fallback) {
      const value = Number(params.get(key) ?? fallback);
      if (!Number.isFinite(value) || value < 0) throw wrong(key, "a number from 0");
      return value;
    },
    flag(key) {
      const value = params.get(key) ?? "0";
      if (value !== "0" && value !== "1") throw wrong(key, "0 or 1");
      return value === "1";
    },
    kind() {
      const wanted = params.get("kind") ?? "plain";
      const kind = textKinds.find((known) => known === wanted);
      if (!kind) throw wrong("kind", textKinds.join(", "));
      return kind;
    },
  };
}

const numberKeys: ReadonlySet<string> = new Set([
  "tokens",
  "rate",
  "delay",
  "size",
  "times",
  "in",
  "status",
  "every",
  "reply",
]);

const flagKeys: ReadonlySet<string> = new Set([
  "stamp",
  "endless",
  "hold",
  "length",
  "thought",
  "streamed",
  "usage",
]);

/** Throws `DirectiveError` for values of the wrong kind: once an answer has begun it is too late to say so. */
export function checkParams(params: Params, keys: Iterable<string>): void {
  for (const key of keys) {
    if (numberKeys.has(key)) params.number(key, 0);
    if (flagKeys.has(key)) params.flag(key);
    if (key === "kind") params.kind();
  }
}
