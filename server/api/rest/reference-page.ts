import { html, raw } from "hono/html";
import { isObject } from "../../platform/narrow.ts";
import { type Html, proseHtml, schemaHtml, textOf, typeHtml } from "./schema-html.ts";

const style = `
  :root { color-scheme: light dark; --line: light-dark(#ddd, #3a3a3a); --soft: light-dark(#f6f6f6, #1c1c1c); background: light-dark(#fff, #121212); color: light-dark(#161616, #ededed); }
  a { color: light-dark(#0b4fcf, #8fb4ff); }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
  code { font: 0.9em/1.4 ui-monospace, monospace; }
  table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
  th, td { text-align: start; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); }
  section > article { border: 1px solid var(--line); border-radius: 0.6rem; padding: 0 1rem 1rem; margin: 1rem 0; }
  h3 { font-size: 1rem; display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: baseline; }
  h3 b { background: var(--soft); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0 0.4rem; font: 600 0.8rem/1.6 ui-monospace, monospace; }
  h4 { margin: 1rem 0 0.3rem; font-size: 0.9rem; }
  td > p { margin: 0; }
  td:first-child code { white-space: nowrap; overflow-wrap: normal; }
  .table { overflow-x: auto; }
  summary { cursor: pointer; margin-top: 1rem; font-weight: 600; font-size: 0.9rem; }
  @media (max-width: 40rem) {
    thead { display: none; }
    tr, td { display: block; padding: 0 0.2rem; border: 0; }
    tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
  }
  nav ul { columns: 19rem; column-gap: 2.5rem; padding-inline-start: 1.2rem; }
  nav li { break-inside: avoid; }`;

/**
 * Renders the OpenAPI document as a page: no scripts, no external resources, readable on a phone.
 *
 * @param document the content of `/openapi.json`
 * @param basePath the path that the server is below; empty at the root
 */
export function referencePage(document: object, basePath: string): Html {
  const { info, paths, tags, components } = toParts(document);
  const operations = listOperations(paths);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${textOf(info["title"])} API</title>
        <link rel="icon" href="${basePath}/favicon.svg" type="image/svg+xml" />
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${textOf(info["title"])} API</h1>
          <p>${proseHtml(info["description"])}</p>
          <p>
            Version ${textOf(info["version"])}.
            <a href="${basePath}/openapi.json">The OpenAPI document</a>.
          </p>
        </header>
        <nav aria-label="Routes">
          <ul>
            ${operations.map(
              (each) => html`<li><a href="#${each.id}">${each.method} ${each.path}</a></li>`,
            )}
          </ul>
        </nav>
        <main>
          ${tags.map((tag) => tagHtml(tag, operations, components))} ${schemasHtml(components)}
        </main>
      </body>
    </html>`;
}

type Json = Record<string, unknown>;

interface Operation {
  id: string;
  path: string;
  method: string;
  json: Json;
}

function toParts(document: object) {
  const json = isObject(document) ? document : {};
  const part = (value: unknown): Json => (isObject(value) ? value : {});
  const listed = json["tags"];
  return {
    info: part(json["info"]),
    paths: part(json["paths"]),
    tags: Array.isArray(listed) ? listed.filter(isObject) : [],
    components: part(part(json["components"])["schemas"]),
  };
}

function listOperations(paths: Json): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).flatMap(([name, json]) => {
      const id = `${name}${path.replaceAll(/[^a-z]+/gi, "-")}`;
      return isObject(json) ? [{ id, path, method: name.toUpperCase(), json }] : [];
    }),
  );
}

function tagHtml(tag: Json, operations: readonly Operation[], schemas: Json): Html {
  const name = textOf(tag["name"]);
  const tagged = operations.filter(({ json: { tags } }) => Array.isArray(tags) && tags[0] === name);
  return html`<section>
    <h2>${name}</h2>
    <p>${proseHtml(tag["description"])}</p>
    ${tagged.map((each) => operationHtml(each, schemas))}
  </section>`;
}

function operationHtml({ id, path, method, json }: Operation, schemas: Json): Html {
  const parameters = Array.isArray(json["parameters"]) ? json["parameters"].filter(isObject) : [];
  return html`<article id="${id}">
    <h3><b>${method}</b><code>${path}</code></h3>
    <p>${textOf(json["summary"])}. ${proseHtml(json["description"])}</p>
    <p>${credentialsOf(json["security"])}</p>
    ${parameters.length > 0 && part("Parameters", schemaHtml(asSchema(parameters)))}
    ${isObject(json["requestBody"]) && part("Body", bodyHtml(json["requestBody"], schemas))}
    ${part("Answers", answersHtml(json["responses"], isGood))}
    <details>
      <summary>Refusals</summary>
      ${scroller(
        "Refusals",
        answersHtml(json["responses"], (status) => !isGood(status)),
      )}
    </details>
  </article>`;
}

function isGood(status: string): boolean {
  return Number(status) < 400;
}

/** The fields of a body, including those of named schemas. */
function bodyHtml(body: Json, schemas: Json): Html {
  const content = isObject(body["content"]) ? body["content"] : {};
  const media = content["application/json"];
  const schema = isObject(media) ? media["schema"] : undefined;
  const name = isObject(schema) ? textOf(schema["$ref"]).split("/").at(-1) : undefined;
  return schemaHtml(name ? schemas[name] : schema);
}

function part(title: string, content: Html): Html {
  return html`<h4>${title}</h4>
    ${scroller(title, content)}`;
}

/** A table that scrolls sideways on a narrow screen, with the keyboard too. */
function scroller(label: string, content: Html): Html {
  return html`<div class="table" tabindex="0" role="group" aria-label="${label}">${content}</div>`;
}

/** Parameters as the fields of one object. */
function asSchema(parameters: readonly Json[]): Json {
  const properties = parameters.map(({ name, schema, description }) => {
    return [textOf(name), { ...(isObject(schema) ? schema : {}), description }] as const;
  });
  const required = parameters.filter((each) => each["required"] === true);
  return {
    properties: Object.fromEntries(properties),
    required: required.map(({ name }) => name),
  };
}

function contentHtml(holder: Json): Html {
  const content = isObject(holder["content"]) ? holder["content"] : {};
  const [type, media] = Object.entries(content)[0] ?? [];
  const schema = isObject(media) ? media["schema"] : undefined;
  return type === "application/json" ? html`${schemaType(schema)}` : html`${type ?? "Nothing."}`;
}

function schemaType(schema: unknown): Html {
  const isNamed = isObject(schema) && "$ref" in schema;
  return isNamed ? html`<p>${typeHtml(schema)}</p>` : schemaHtml(schema);
}

function answersHtml(responses: unknown, isShown: (status: string) => boolean): Html {
  const rows = Object.entries(isObject(responses) ? responses : {});
  return html`<table>
    <tbody>
      ${rows.map(([status, answer]) =>
        isObject(answer) && isShown(status)
          ? html`<tr>
              <td><code>${status}</code></td>
              <td>${proseHtml(answer["description"])}</td>
              <td>${contentHtml(answer)}</td>
            </tr>`
          : "",
      )}
    </tbody>
  </table>`;
}

/** The names of authentication methods. */
const credentials: Readonly<Record<string, string>> = {
  accessToken: "access token",
  apiKey: "API key",
  cookie: "cookie",
  metricsToken: "metrics token",
};

/** The authentication methods that a route accepts. */
function credentialsOf(security: unknown): string {
  if (!Array.isArray(security) || security.length === 0) return "No authentication.";
  const names = security
    .filter(isObject)
    .flatMap((each) => Object.keys(each).map((name) => credentials[name] ?? name));
  const isOptional = security.some((each) => isObject(each) && Object.keys(each).length === 0);
  return `${isOptional ? "Optional" : "Needed"}: ${names.join(" or ")}.`;
}

function schemasHtml(components: Json): Html {
  return html`<section>
    <h2>Schemas</h2>
    ${Object.entries(components).map(
      ([name, schema]) =>
        html`<article id="schema-${name}">
          <h3><code>${name}</code></h3>
          ${scroller(name, schemaHtml(schema))}
        </article>`,
    )}
  </section>`;
}
