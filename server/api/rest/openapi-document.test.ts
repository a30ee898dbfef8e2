import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { App } from "../../app/app.ts";
import { isObject } from "../../platform/narrow.ts";
import { createSchemaCompiler } from "../../../testing/server/openapi/compile-schema.ts";
import { lintDocument } from "../../../testing/server/openapi/lint-document.ts";
import {
  type OpenApiDocument,
  type Operation,
  operationsOf,
  readDocument,
} from "../../../testing/server/openapi/read-document.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";

let app: App;
let text: string;
let document: OpenApiDocument;
let operations: Operation[];
beforeAll(async () => {
  app = await startTestApp({ config: { role: "web" } });
  text = await (await fetch(`${app.origin}/openapi.json`)).text();
  document = await readDocument(app.origin);
  operations = operationsOf(document);
}, 30_000);
afterAll(() => app?.[Symbol.asyncDispose]());

/** Every value of a keyword in a JSON value, wherever it is. */
function valuesOf(keyword: string, json: unknown): unknown[] {
  if (Array.isArray(json)) return json.flatMap((each) => valuesOf(keyword, each));
  if (!isObject(json)) return [];
  const own = keyword in json ? [json[keyword]] : [];
  return [...own, ...Object.values(json).flatMap((each) => valuesOf(keyword, each))];
}

describe("the OpenAPI document", () => {
  test("is valid for a validator of the specification", async () => {
    expect(await new Validator().validate(JSON.parse(text))).toEqual({ valid: true });
  });

  test("has no finding of a strict linter", async () => {
    expect(await lintDocument(text)).toEqual([]);
    // The linter does find what is wrong.
    const broken = text.replaceAll('"operationId":"sendMessage"', '"operationId":"createSession"');
    expect(await lintDocument(broken)).toMatchObject([{ ruleId: "operation-operationId-unique" }]);
  }, 30_000);

  test("has examples that fit their schemas", () => {
    const compiler = createSchemaCompiler(document);
    const named = Object.entries(document.components.schemas);
    const withExamples = named.filter(([, { examples = [] }]) => examples.length > 0);
    expect(withExamples.length).toBeGreaterThan(8);
    for (const [name, schema] of withExamples)
      for (const example of schema.examples ?? [])
        expect([name, compiler.closed(schema)(example)]).toEqual([name, null]);
  });

  test("has patterns that mean the same with and without the Unicode flag", () => {
    const patterns = new Set(valuesOf("pattern", JSON.parse(text)).map(String));
    expect(patterns.size).toBeGreaterThan(3);
    for (const pattern of patterns) {
      const [plain, unicode] = [new RegExp(pattern), new RegExp(pattern, "u")];
      const inputs = fc.oneof(
        fc.stringMatching(unicode),
        fc.string({ unit: "binary" }),
        fc.string({ unit: "grapheme" }),
      );
      fc.assert(
        fc.property(inputs, (input) => {
          expect([pattern, input, plain.test(input)]).toEqual([
            pattern,
            input,
            unicode.test(input),
          ]);
        }),
      );
    }
  });

  test("requires every path parameter, and names those of the path", () => {
    for (const { path, parameters } of operations) {
      const named = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
      const described = parameters.filter((each) => each.in === "path");
      expect([path, described.map(({ name }) => name)]).toEqual([path, named]);
      expect(described.every(({ required }) => required)).toBe(true);
    }
  });

  test("tells of every refusal by a limit when to call again", () => {
    const limited = operations.filter(({ responses }) => "429" in responses);
    expect(limited.length).toBeGreaterThan(10);
    for (const { responses } of limited)
      expect(responses["429"]?.headers["Retry-After"]).toEqual({ required: true });
  });
});

test("each path has the methods that the document names, and no others", async () => {
  const paths = Object.entries(document.paths).filter(([path]) => /^\/(api|v1)\//.test(path));
  expect(paths.length).toBeGreaterThan(10);
  for (const [path, described] of paths) {
    const url = app.origin + path.replaceAll(/\{\w+\}/g, "0");
    const methods = Object.keys(described).map((method) => method.toUpperCase());
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await fetch(url, { method });
      const told = { path, method, allow: answer.headers.get("allow") };
      if (methods.includes(method)) expect(told).toEqual({ path, method, allow: null });
      else expect(told).toEqual({ path, method, allow: methods.join(", ") });
      expect(answer.status === 405).toBe(!methods.includes(method));
    }
  }
});

test("the reference page shows each operation", async () => {
  const page = await (await fetch(`${app.origin}/docs/api`)).text();
  for (const { method, path } of operations)
    expect(page).toContain(`<h3><b>${method.toUpperCase()}</b><code>${path}</code></h3>`);
});
