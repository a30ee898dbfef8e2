import { readdir } from "node:fs/promises";
import { join } from "node:path";
import Ajv from "ajv";
import { z } from "zod";
import { readTemplate } from "./read-template.ts";
import { Templates } from "./run-template.ts";

/** The chart's folder. */
export const chartFolder = join(import.meta.dir, "../../../docs/operations/helm/chatkit");

const map = z.record(z.string(), z.unknown());
type Values = z.infer<typeof map>;

const readFile = (name: string) => Bun.file(join(chartFolder, name)).text();

/** The chart's name and versions. */
export async function readChart(): Promise<Values> {
  return map.parse(Bun.YAML.parse(await readFile("Chart.yaml")));
}

/** The default values. */
export async function readDefaults(): Promise<Values> {
  return map.parse(Bun.YAML.parse(await readFile("values.yaml")));
}

/** Defaults with the given values in their place; null removes a key, as in Helm. */
function merge(defaults: Values, given: Values): Values {
  const result = { ...defaults };
  for (const [key, value] of Object.entries(given)) {
    const [before, after] = [map.safeParse(defaults[key]), map.safeParse(value)];
    if (value === null) delete result[key];
    else result[key] = before.success && after.success ? merge(before.data, after.data) : value;
  }
  return result;
}

/** What the chart's schema has against values, each as a place and a sentence. */
export async function problemsOf(values: Values): Promise<string[]> {
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(map.parse(JSON.parse(await readFile("values.schema.json"))), values);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The release that the chart is rendered for. */
export const release = { name: "chatkit", namespace: "chat" } as const;

/**
 * The manifests that the chart makes of values for `release`.
 * Throws where Helm would fail: for values that the schema refuses, and what a template refuses.
 */
export async function renderChart(given: Values): Promise<unknown[]> {
  const values = merge(await readDefaults(), given);
  const problems = await problemsOf(values);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  const { name, version, appVersion } = await readChart();
  const dot = {
    Values: values,
    Chart: { Name: name, Version: version, AppVersion: appVersion },
    Release: { Name: release.name, Namespace: release.namespace, Service: "Helm" },
  };
  const names = (await readdir(join(chartFolder, "templates"))).toSorted();
  const trees = await Promise.all(
    names.map(async (each) => [each, readTemplate(await readFile(`templates/${each}`))] as const),
  );
  const templates = new Templates();
  for (const [, tree] of trees) templates.define(tree);
  const printed = trees.map(([each, tree]) => [each, templates.run(tree, dot)] as const);
  return printed.flatMap(([each, text]) => (each.endsWith(".yaml") ? readDocuments(text) : []));
}

/** The documents of a YAML text that hold anything. */
export function readDocuments(text: string): unknown[] {
  const documents: unknown = Bun.YAML.parse(text);
  return (Array.isArray(documents) ? documents : [documents]).filter((each) => each !== null);
}
