import { expect, test } from "bun:test";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { createLog } from "./log.ts";

// OWASP ASVS 5.0, 16.2 and 16.5: logs hold no secret and no content.

function logged(error: unknown): string {
  let line = "";
  createLog("info", { write: (text) => (line += text) }).error({ err: error, path: "x" }, "failed");
  return line;
}

const secret = "what a person wrote";

test("a failed statement is logged without its parameters, wherever in the chain it is", () => {
  const cause = Object.assign(new Error("value too long"), { code: "22001", detail: secret });
  const failed = new DrizzleQueryError("insert into messages values ($1)", [`a\n${secret}`], cause);
  for (const error of [failed, new Error(failed.message, { cause: failed })]) {
    const line = logged(error);
    expect(line).not.toContain(secret);
    expect(line).toContain("insert into messages values ($1)");
    expect(line).toContain("value too long");
    expect(line).toContain("22001");
  }
});

test("what libraries hang on their errors is not logged", () => {
  const error = Object.assign(new Error("refused"), {
    parameters: [secret],
    request: { headers: { authorization: secret } },
    detail: `Key (text)=(${secret}) already exists.`,
  });
  expect(logged(error)).not.toContain(secret);
});

test("what is no error but says what is wrong is logged with that, and nothing else of it", () => {
  const line = logged({ message: `refused\nparams: ${secret}`, queue: "mail", data: secret });
  expect(JSON.parse(line).err).toEqual({ type: "object", message: "refused" });
  expect(JSON.parse(logged("a text")).err).toEqual({ type: "string", message: "not an error" });
});

test("where an error was thrown is logged, and where its cause was", () => {
  const { err } = JSON.parse(logged(new Error("outer", { cause: new TypeError("inner") })));
  expect(err).toMatchObject({ type: "Error", message: "outer", cause: { type: "TypeError" } });
  expect(err.stack.join("\n")).toContain("log.test.ts");
});

test("what is thrown without being an error cannot leak, and a ring of causes ends", () => {
  expect(logged(secret)).not.toContain(secret);
  const ring = new Error("ring");
  ring.cause = ring;
  expect(logged(ring).length).toBeLessThan(20_000);
});
