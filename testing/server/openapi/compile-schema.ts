import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { isObject } from "../../../server/platform/narrow.ts";
import type { JsonSchema, OpenApiDocument } from "./read-document.ts";

/** Says why a value does not fit a schema; null when it does. */
export type Misfit = (value: unknown) => string | null;

/** Makes checks of the schemas of one document; each schema is compiled once. */
export interface SchemaCompiler {
  /** A check of values that may have fields which the schema does not name. */
  open(schema: JsonSchema): Misfit;
  /** A check that also refuses such fields: an answer has only what the document says. */
  closed(schema: JsonSchema): Misfit;
}

/** @param document whose components the schemas refer to */
export function createSchemaCompiler({ components }: OpenApiDocument): SchemaCompiler {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const compiled = new Map<string, ValidateFunction>();
  const compile = (schema: unknown): Misfit => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(JSON.parse(key));
    compiled.set(key, validate);
    return (value) => (validate(value) ? null : ajv.errorsText(validate.errors));
  };
  const closedComponents = close(components);
  return {
    open: (schema) => compile({ ...schema, components }),
    closed: (schema) => compile({ ...close(schema), components: closedComponents }),
  };
}

/** The same schema, whose objects may have no further fields. */
function close(schema: Record<string, unknown>): Record<string, unknown> {
  const isClosable = isObject(schema["properties"]) && !("additionalProperties" in schema);
  const entries = Object.entries(schema).map(([key, value]) => [key, closeAny(value)] as const);
  return { ...Object.fromEntries(entries), ...(isClosable ? { additionalProperties: false } : {}) };
}

function closeAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeAny);
  return isObject(value) ? close(value) : value;
}
