import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1";
import { Deployment } from "kubernetes-models/apps/v1";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import { Job } from "kubernetes-models/batch/v1";
import { Ingress, NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1";
import { ConfigMap, Secret, Service } from "kubernetes-models/v1";
import { z } from "zod";
import { present } from "../present.ts";

const models = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  Job,
  NetworkPolicy,
  PodDisruptionBudget,
  Secret,
  Service,
  ServiceMonitor,
};

/** What tests read of each manifest; its published schema checks the rest. */
export const manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.enum(Object.keys(models)),
  metadata: z.looseObject({
    name: z.string(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
});
export type Manifest = z.infer<typeof manifest>;

/** Throws what the published schema of a manifest's kind and version has against it. */
export function validateManifest(each: Manifest): void {
  const Model = present(Object.entries(models).find(([kind]) => kind === each.kind))[1];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is not of the type is what `validate` finds
  const model = new Model(each as never);
  if (model.apiVersion !== each.apiVersion)
    throw new Error(`${each.kind} is of ${model.apiVersion}, not of ${each.apiVersion}`);
  model.validate();
}
