import { expect, test } from "bun:test";
import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { classifyErrorObject, classifyResponse } from "./classify-failure.ts";

test("the log gets the error's names, never its prose", () => {
  const body = JSON.stringify({
    error: {
      message: "Incorrect key sk-12, asked: my secret",
      type: "auth",
      code: "bad key sk-12",
      param: "messages[0]",
    },
  });
  const { message } = classifyResponse({ status: 401, body, retryAfterMs: undefined });
  expect(message).toBe("HTTP 401 type=auth");
});

const errors: [value: unknown, code: GenerationErrorCode][] = [
  [{ error: { code: 401 } }, "provider_auth"],
  [{ error: { code: "insufficient_quota" } }, "provider_rate_limited"],
  [{ error: { type: "authentication_error" } }, "provider_auth"],
  [{ error: { param: "model", code: "x" } }, "provider_unknown_model"],
  [{ error: { code: "constructor" } }, "provider_unavailable"],
  [{ error: "overloaded" }, "provider_unavailable"],
  [{ object: "error", message: "no", code: 404 }, "provider_unknown_model"],
];

test.each(errors)("%j", (value, code) => {
  expect(classifyErrorObject(value)?.code).toBe(code);
});

const harmless: [value: unknown][] = [
  [{}],
  [{ error: null }],
  [{ error: [] }],
  [{ choices: [] }],
  [[]],
  [null],
  ["error"],
];

test.each(harmless)("%j is no error", (value) => {
  expect(classifyErrorObject(value)).toBeNull();
});
