import { expect, test } from "bun:test";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { Service } from "kubernetes-models/v1";
import { z } from "zod";
import { present } from "../present.ts";
import { readText, readYaml, unknownSettings } from "./read-yaml.ts";

const path = "docs/operations/kubernetes/chatkit.yaml";
const models = { Deployment, HorizontalPodAutoscaler, Ingress, PodDisruptionBudget, Service };

/** What the tests read of a manifest; its schema checks the rest. */
const manifest = z.looseObject({ apiVersion: z.string(), kind: z.enum(Object.keys(models)) });

async function readManifests() {
  return (await readYaml(path)).map((each) => manifest.parse(each));
}

/** The manifest of a kind, as Kubernetes' own schema of that kind takes it. */
function validate(each: z.infer<typeof manifest>): void {
  const Model = present(Object.entries(models).find(([kind]) => kind === each.kind))[1];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is not of the type is what `validate` finds
  const model = new Model(each as never);
  expect(model.apiVersion).toBe(each.apiVersion as never);
  model.validate();
}

test("each manifest is what Kubernetes' published schema of its kind allows", async () => {
  const manifests = await readManifests();
  expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(models));
  for (const each of manifests) validate(each);
});

test("a field that a kind does not have is found", async () => {
  const [deployment] = await readManifests();
  const wrong = { ...present(deployment), spec: { replicas: "two" } };
  expect(() => validate(wrong)).toThrow("replicas");
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
  expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(Number(drain) + 5);
  expect(spec.template.spec["securityContext"]).toMatchObject({ runAsNonRoot: true });
  expect(container.securityContext).toMatchObject({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
});
