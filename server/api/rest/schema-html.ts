import { html, raw } from "hono/html";
import { isObject } from "../../platform/narrow.ts";

/** Markup with escaped text. */
export type Html = ReturnType<typeof html>;

type Json = Record<string, unknown>;

/** Renders a JSON schema: its type on one line, and a table of its fields. */
export function schemaHtml(schema: unknown): Html {
  if (!isObject(schema)) return html`<p>Anything.</p>`;
  const fields = fieldsOf(schema);
  if (fields.length === 0) return html`<p>${typeHtml(schema)}</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Type</th>
        <th scope="col">About</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map(fieldHtml)}
    </tbody>
  </table>`;
}

interface Field {
  name: string;
  isRequired: boolean;
  schema: Json;
}

/** The fields of an object, including nested ones, by path. */
function fieldsOf(schema: Json, prefix = ""): Field[] {
  const required: unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties).flatMap(([key, value]) => {
    if (!isObject(value)) return [];
    const name = prefix + key;
    const field = { name, isRequired: required.includes(key), schema: value };
    return [field, ...fieldsOf(value, `${name}.`)];
  });
}

function fieldHtml({ name, isRequired, schema }: Field): Html {
  const about = [isRequired ? "Required." : "", textOf(schema["description"]), boundsOf(schema)]
    .filter(Boolean)
    .join(" ");
  return html`<tr>
    <td><code>${name}</code></td>
    <td>${typeHtml(schema)}</td>
    <td>${proseHtml(about)}</td>
  </tr>`;
}

/** The type on one line, with links to named schemas. */
export function typeHtml(schema: unknown): Html {
  if (!isObject(schema)) return html`anything`;
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const name = reference.split("/").at(-1) ?? "";
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const either = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(either)) return joined(either.map(typeHtml));
  if ("const" in schema) return html`<code>${JSON.stringify(schema["const"])}</code>`;
  if (Array.isArray(schema["enum"]))
    return joined(schema["enum"].map((value) => html`<code>${JSON.stringify(value)}</code>`));
  if (schema["type"] === "array") return html`list of ${typeHtml(schema["items"])}`;
  if (Array.isArray(schema["type"])) return html`${schema["type"].join(" or ")}`;
  return html`${textOf(schema["type"]) || "anything"}`;
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, i) => (i === 0 ? part : html`${raw(" or ")}${part}`))}`;
}

/** The limits of a value. */
function boundsOf(schema: Json): string {
  const bounds = [
    ["at least", schema["minimum"] ?? schema["minLength"] ?? schema["minItems"]],
    ["at most", schema["maximum"] ?? schema["maxLength"] ?? schema["maxItems"]],
    ["by default", schema["default"]],
  ] as const;
  const told = bounds.filter(([, value]) => value !== undefined);
  if (told.length === 0) return "";
  const text = told.map(([words, value]) => `${words} ${String(value)}`).join(", ");
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}.`;
}

/** Text with code in backticks. */
export function proseHtml(value: unknown): Html {
  const parts = textOf(value).split("`");
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
