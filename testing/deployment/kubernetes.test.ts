import { expect, test } from "bun:test";
import { z } from "zod";
import { present } from "../present.ts";
import { type Manifest, manifest, validateManifest } from "./manifests.ts";
import { readText, readYaml, unknownSettings } from "./read-yaml.ts";

const path = "docs/operations/kubernetes/chatkit.yaml";
const kinds = [
  "Deployment",
  "HorizontalPodAutoscaler",
  "Ingress",
  "PodDisruptionBudget",
  "Service",
];

const readManifests = async (file = path): Promise<Manifest[]> =>
  (await readYaml(file)).map((each) => manifest.parse(each));

test("each manifest is what Kubernetes' published schema of its kind allows", async () => {
  const manifests = await readManifests();
  expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(kinds);
  for (const each of manifests) validateManifest(each);
});

test("a field that a kind does not have is found", async () => {
  const [deployment] = await readManifests();
  const wrong = { ...present(deployment), spec: { replicas: "two" } };
  expect(() => validateManifest(wrong)).toThrow("replicas");
});

const pods = z.object({
  spec: z.object({
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number(),
        containers: z.tuple([
          z.looseObject({
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
            env: z.array(z.object({ name: z.string(), value: z.string() })),
            lifecycle: z.object({
              preStop: z.object({ sleep: z.object({ seconds: z.number() }) }),
            }),
            securityContext: z.looseObject({}),
          }),
        ]),
      }),
    }),
  }),
});

test("the pods get settings that exist, time to drain, and no rights that they do not need", async () => {
  const { spec } = pods.parse((await readManifests()).find(({ kind }) => kind === "Deployment"));
  expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
  const [container] = spec.template.spec.containers;
  const env = new Map(container.env.map(({ name, value }) => [name, value]));
  expect(unknownSettings(env.keys())).toEqual([]);
  const ports = new Map(container.ports.map((each) => [each.name, String(each.containerPort)]));
  expect([env.get("PORT"), env.get("METRICS_PORT")]).toEqual([
    ports.get("http"),
    ports.get("metrics"),
  ]);
  const [, drain] =
    /drainWithinMs = (\d+)_000/.exec(await readText("server/app/on-end-signal.ts")) ?? [];
  expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(
    container.lifecycle.preStop.sleep.seconds + Number(drain) + 5,
  );
  expect(spec.template.spec["securityContext"]).toMatchObject({ runAsNonRoot: true });
  expect(container.securityContext).toMatchObject({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
});

const restore = z.object({
  spec: z.object({
    template: z.object({
      metadata: z.undefined().optional(),
      spec: z.looseObject({
        containers: z.tuple([
          z.looseObject({
            image: z.string(),
            args: z.array(z.string()),
            env: z.array(z.looseObject({ name: z.string() })),
          }),
        ]),
      }),
    }),
  }),
});

test("a backup is restored by the same image, with settings that exist", async () => {
  const [job] = await readManifests("docs/operations/kubernetes/restore.yaml");
  validateManifest(present(job));
  // Without labels, the Service sends its pod no requests.
  const [container] = restore.parse(job).spec.template.spec.containers;
  expect(unknownSettings(container.env.map(({ name }) => name))).toEqual([]);
  expect(container.args[0]).toBe("restore");
  expect(await readText(path)).toContain(`image: ${container.image}\n`);
});
