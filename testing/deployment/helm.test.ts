/**
 * Helm is not needed: a small renderer (`chart/`) understands the part of its templates that the
 * chart keeps to, and refuses the rest. Where `helm` is installed, it has to render the same.
 * Neither replaces an installation on a cluster, which no test does.
 */
import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { present } from "../present.ts";
import {
  chartFolder,
  problemsOf,
  readChart,
  readDefaults,
  readDocuments,
  release,
  renderChart,
} from "./chart/render-chart.ts";
import { valueSets } from "./chart/value-sets.ts";
import { type Manifest, manifest, validateManifest } from "./manifests.ts";
import { applyPatch } from "./apply-patch.ts";
import { readText, readYaml, unknownSettings } from "./read-yaml.ts";

const helm = Bun.which("helm");
if (!helm) console.warn("no helm on this machine: only the tests' own renderer reads the chart");

type SetName = keyof typeof valueSets;
const names = Object.keys(valueSets) as SetName[];

const render = async (values: Record<string, unknown>): Promise<Manifest[]> =>
  (await renderChart(values)).map((each) => manifest.parse(each));

/** The manifest of a kind that values lead to. */
async function renderKind(name: SetName, kind: string): Promise<Manifest> {
  return present((await render(valueSets[name])).find((each) => each.kind === kind));
}

const variable = z.looseObject({ name: z.string(), value: z.string().optional() });
const deployment = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().optional(),
    template: z.looseObject({
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number(),
        containers: z.tuple([
          z.looseObject({
            env: z.array(variable),
            lifecycle: z.object({
              preStop: z.object({ sleep: z.object({ seconds: z.number() }) }),
            }),
            volumeMounts: z.array(z.looseObject({ name: z.string(), mountPath: z.string() })),
          }),
        ]),
        volumes: z.array(z.looseObject({ name: z.string() })),
      }),
    }),
  }),
});

async function renderPods(name: SetName) {
  const { spec } = deployment.parse(await renderKind(name, "Deployment"));
  const pod = spec.template.spec;
  return { spec, pod, container: pod.containers[0] };
}

test.each(names)(
  "%s: each manifest is what the published schema of its kind allows",
  async (name) => {
    const manifests = await render(valueSets[name]);
    expect(manifests.length).toBeGreaterThan(1);
    for (const each of manifests) validateManifest(each);
  },
);

/** Without what only a chart has: its labels, and what a release of it is known by. */
function withoutChart(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
    const own = [
      "app.kubernetes.io/instance",
      "app.kubernetes.io/managed-by",
      "app.kubernetes.io/version",
      "helm.sh/chart",
      "imagePullPolicy",
    ];
    if (own.includes(key)) return undefined;
    return key === "image" ? "the image" : each;
  });
}

test("it makes the manifests that are there to be applied without Helm", async () => {
  const plain = (await readYaml("docs/operations/kubernetes/chatkit.yaml")) as Manifest[];
  const made = await render(valueSets["by replies"]);
  const byKind = (all: Manifest[]) =>
    Object.fromEntries(all.map((each) => [each.kind, withoutChart(each)]));
  expect(plain.length).toBe(5);
  expect(byKind(made)).toEqual(byKind(plain));
});

test.each(names)(
  "%s: pods get settings that exist, and folders for what they write",
  async (name) => {
    const { pod, container } = await renderPods(name);
    expect(unknownSettings(container.env.map((each) => each.name))).toEqual([]);
    expect(container.volumeMounts.map((each) => each.name)).toEqual(
      pod.volumes.map((each) => each.name),
    );
    expect(container.volumeMounts.map((each) => each.mountPath)).toEqual(
      expect.arrayContaining(["/data", "/tmp"]),
    );
    expect(container["securityContext"]).toMatchObject({ readOnlyRootFilesystem: true });
  },
);

test("a node has time to drain after new connections go elsewhere", async () => {
  const [, drain] =
    /drainWithinMs = (\d+)_000/.exec(await readText("server/app/on-end-signal.ts")) ?? [];
  for (const [name, wait] of [
    ["the fewest", 5],
    ["everything", 15],
  ] as const) {
    const { pod, container } = await renderPods(name);
    expect(container.lifecycle.preStop.sleep.seconds).toBe(wait);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(wait + Number(drain) + 5);
  }
});

test("below a path, nodes and the Ingress know it, and the address has none", async () => {
  const { container } = await renderPods("below a path");
  expect(container.env).toContainEqual({ name: "BASE_PATH", value: "/chat" });
  expect(container.env).toContainEqual({ name: "PUBLIC_URL", value: "https://example.org" });
  const ingress = JSON.stringify(await renderKind("below a path", "Ingress"));
  expect(ingress).toContain('"path":"/chat"');
  expect(ingress).not.toContain("rewrite");
  expect(ingress).not.toContain("proxy-body-size");
  expect(ingress).not.toContain("tls");
});

test("PostgreSQL's address comes from the Secret that is named", async () => {
  const { container } = await renderPods("PostgreSQL's address from another Secret");
  expect(container.env).toContainEqual({
    name: "DATABASE_URL",
    valueFrom: { secretKeyRef: { name: "postgres-app", key: "uri" } },
  });
});

test("backups go into storage as with the plain manifests' patch, or into a volume", async () => {
  const { pod, container } = await renderPods("backups into storage");
  const [patch] = await readYaml("docs/operations/kubernetes/backups.yaml");
  const plain = present((await readYaml("docs/operations/kubernetes/chatkit.yaml"))[0]);
  const patched = applyPatch(plain, patch);
  validateManifest(manifest.parse(patched));
  const other = deployment.parse(patched).spec.template.spec;
  const byName = (env: z.infer<typeof variable>[]) =>
    env.toSorted((a, b) => a.name.localeCompare(b.name));
  expect(byName(container.env)).toEqual(byName(other.containers[0].env));
  expect(pod.volumes).toEqual(other.volumes);
  const keys = container.env.filter(({ value }) => value === undefined);
  expect(keys.map(({ name }) => name)).toEqual(["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"]);

  const { pod: own, container: into } = await renderPods("backups into a volume");
  expect(into.env).toContainEqual({ name: "BACKUP_DESTINATION", value: "/backups" });
  expect(into.volumeMounts).toContainEqual({ name: "backups", mountPath: "/backups" });
  expect(own.volumes).toContainEqual({
    name: "backups",
    persistentVolumeClaim: { claimName: "backups" },
  });
});

test("a number of nodes is not set beside an autoscaler, which would set it back", async () => {
  expect((await renderPods("the fewest")).spec.replicas).toBe(2);
  for (const name of ["by replies", "by processor time"] as const)
    expect((await renderPods(name)).spec.replicas).toBeUndefined();
  const byTime = await renderKind("by processor time", "HorizontalPodAutoscaler");
  expect(JSON.stringify(byTime)).toContain('"averageUtilization":60');
});

test("a Secret has what was given, and another one replaces the pods", async () => {
  const values = valueSets["a Secret that the chart makes"];
  const secret = await renderKind("a Secret that the chart makes", "Secret");
  expect(secret["stringData"]).toEqual(values.secret);
  const pods = async (token: string) => {
    const all = await render({ ...values, secret: { ...values.secret, METRICS_TOKEN: token } });
    return JSON.stringify(all.find((each) => each.kind === "Deployment"));
  };
  expect(await pods("a")).toBe(await pods("a"));
  expect(await pods("a")).not.toBe(await pods("b"));
});

test("the ServiceMonitor finds the metrics of each node, as the job of the alerts", async () => {
  const all = await render(valueSets["a closed network"]);
  const [monitor, service] = ["ServiceMonitor", "Service"].map((kind) =>
    present(all.findLast((each) => each.kind === kind)),
  );
  const { spec } = z
    .object({
      spec: z.looseObject({
        jobLabel: z.string(),
        selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
      }),
    })
    .parse(monitor);
  const labels = present(service?.metadata.labels);
  expect(labels).toMatchObject(spec.selector.matchLabels);
  expect(labels[spec.jobLabel]).toBe("chatkit");
  expect(service?.metadata.name).toBe("chatkit-metrics");
});

/** Values with a schedule of backups, and room to check them. */
const backupsTo = (place: { destination?: string; existingClaim?: string }) => ({
  host: "a.example",
  existingSecret: "a",
  backups: { schedule: "@daily", ...place },
  volumes: { data: "1Gi" },
});

test.each<readonly [string, Record<string, unknown>, string]>([
  ["no name", { existingSecret: "chatkit" }, "Set host"],
  ["no Secret", { host: "a.example" }, "Set existingSecret"],
  ["two Secrets", { host: "a.example", existingSecret: "a", secret: { A: "b" } }, "not both"],
  [
    "a schedule of backups without a place",
    { host: "a.example", existingSecret: "a", backups: { schedule: "@daily" } },
    "Set backups.destination",
  ],
  [
    "a folder of backups without a volume",
    backupsTo({ destination: "/backups" }),
    "backups.existingClaim to the PersistentVolumeClaim of /backups",
  ],
  [
    "a folder of backups outside the volume",
    backupsTo({ destination: "/backups2", existingClaim: "backups" }),
    "only /backups and folders in it are in the volume",
  ],
  [
    "a folder of backups that leaves the volume",
    backupsTo({ destination: "/backups/../data", existingClaim: "backups" }),
    "/backups/destination must NOT",
  ],
  ...["256Mi", "1000Mi", "1023.9Mi", "0.5Gi", "0.0001Ti", "500000Ki", "1000000000"].map(
    (data) =>
      [
        `a check of backups in a folder of ${data}`,
        { ...backupsTo({ existingClaim: "backups" }), volumes: { data } },
        "Set volumes.data to twice the size of the database",
      ] as const,
  ),
  ["a value that does not exist", { host: "a.example", replica: 2 }, "additional properties"],
  ["a number as a setting", { settings: { CHATKIT_STORAGE_MB: 1_000_000 } }, "must be string"],
  ["a setting that another value sets", { settings: { BASE_PATH: "/a" } }, "property name"],
  ["a path with a slash at its end", { basePath: "/chat/" }, "/basePath must match"],
  ["an address with a path", { publicUrl: "https://a.example/chat" }, "/publicUrl must match"],
])("%s is refused with a reason", async (_, values, reason) => {
  const failure = await render(values).catch((error: unknown) => String(error));
  expect(failure).toContain(reason);
});

test("its defaults are what its schema allows, and its version is the release's", async () => {
  expect(await problemsOf(await readDefaults())).toEqual([]);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readText("package.json")));
  expect(await readChart()).toMatchObject({ version, appVersion: version });
});

/** The manifests as Helm itself makes them. */
async function renderWithHelm(values: object): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-chart-"));
  try {
    const file = join(folder, "values.yaml");
    await Bun.write(file, JSON.stringify(values));
    const words = ["template", release.name, chartFolder, "--namespace", release.namespace];
    const child = Bun.spawn([helm ?? "", ...words, "-f", file], { stdout: "pipe", stderr: "pipe" });
    const [out, err] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
    ]);
    if ((await child.exited) !== 0) throw new Error(err);
    return readDocuments(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.skipIf(!helm).each(names)("%s: Helm renders the same", async (name) => {
  const inOrder = (all: unknown[]) =>
    all.map((each) => manifest.parse(each)).toSorted((a, b) => key(a).localeCompare(key(b)));
  const key = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
  expect(inOrder(await renderWithHelm(valueSets[name]))).toEqual(
    inOrder(await renderChart(valueSets[name])),
  );
});
