import fc from "fast-check";
import type { JsonSchema, OpenApiDocument } from "./read-document.ts";

/** Values that exist on the node, such as ids, by the name of the field or parameter. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** Where values come from: the document's named schemas, and values that exist. */
export interface ValueSource {
  components: OpenApiDocument["components"];
  known: KnownValues;
}

/** Longest random text; longer ones repeat one letter, up to the limit. */
const maxFreeText = 30;

/** Most entries of a list or a record that are generated. */
const maxEntries = 4;

/**
 * Arbitrary values that fit a schema.
 *
 * @param name of the field, by which a value that exists is found
 */
export function fittingValues(
  schema: JsonSchema,
  source: ValueSource,
  name = "",
): fc.Arbitrary<unknown> {
  if (schema.type === "array") return lists(schema, source, name);
  const known = source.known[name];
  const any = anyFitting(schema, source);
  if (!known || schema.type === "object") return any;
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: any },
  );
}

function lists(schema: JsonSchema, source: ValueSource, name: string): fc.Arbitrary<unknown[]> {
  const { items = {}, maxItems = maxEntries } = schema;
  return fc.uniqueArray(fittingValues(items, source, name), {
    maxLength: Math.min(maxItems, maxEntries),
  });
}

function anyFitting(schema: JsonSchema, source: ValueSource): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return fittingValues(resolve(schema.$ref, source), source);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map((each) => fittingValues(each, source)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? "any"];
  return fc.oneof(...types.map((type) => ofType(type, schema, source)));
}

function resolve(reference: string, { components }: ValueSource): JsonSchema {
  const schema = components.schemas[reference.split("/").at(-1) ?? ""];
  if (!schema) throw new Error(`The document has no ${reference}.`);
  return schema;
}

function ofType(type: string, schema: JsonSchema, source: ValueSource): fc.Arbitrary<unknown> {
  const { minimum = -1_000, maximum = 1_000 } = schema;
  switch (type) {
    case "string":
      return texts(schema);
    case "integer":
      return fc.integer({ min: minimum, max: maximum });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return lists(schema, source, "");
    case "object":
      return objects(schema, source);
    case "any":
      return fc.jsonValue();
    default:
      throw new Error(`A schema has the unknown type ${type}.`);
  }
}

function texts({ pattern, minLength = 0, maxLength = Infinity }: JsonSchema) {
  const fits = (text: string) => {
    // JSON schemas count code points.
    const length = Array.from(text).length;
    return length >= minLength && length <= maxLength;
  };
  const lengths = { minLength, maxLength: Math.min(maxLength, maxFreeText) };
  const free = fc.oneof(
    fc.string({ ...lengths, unit: "grapheme" }),
    fc.string({ ...lengths, unit: "binary" }),
    fc.constant("x".repeat(Number.isFinite(maxLength) ? maxLength : maxFreeText)),
  );
  const matching = pattern === undefined ? free : fc.stringMatching(new RegExp(pattern, "u"));
  return matching.filter(fits);
}

function objects(schema: JsonSchema, source: ValueSource): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: more } = schema;
  const fields = Object.entries(properties).map(
    ([name, each]) => [name, fittingValues(each, source, name)] as const,
  );
  const requiredKeys = required.filter((name) => name in properties);
  const named = fc.record(Object.fromEntries(fields), { requiredKeys });
  if (typeof more !== "object") return named;
  const names = fc.string({ minLength: 1, maxLength: maxFreeText, unit: "grapheme" });
  const others = fc.dictionary(names, fittingValues(more, source), { maxKeys: maxEntries });
  return fc.tuple(others, named).map(([other, own]) => ({ ...other, ...own }));
}
