import { usualBrand } from "../../shared/brand.ts";
import postgres, { type Sql } from "postgres";
import { newId } from "../../shared/ids.ts";
import type { App } from "../../server/app/app.ts";
import { openDatabase } from "../../server/platform/db/client.ts";
import type { JobEnd } from "../../server/platform/jobs/job-queue.ts";
import { Limits } from "../../server/platform/limits/limits.ts";
import { createLog } from "../../server/platform/log.ts";
import { createMetrics } from "../../server/platform/metrics/create-metrics.ts";
import { createSealedSecrets } from "../../server/platform/sealed-secrets.ts";
import { deliverPush, type DeliverPushDeps } from "../../server/push/deliver-push.ts";
import { type PushBrowser, startPushService, type TestPushService } from "./push-service.ts";
import { startTestApp } from "./start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "./visitor.ts";

/** A person with one device and an unread reply. */
export interface Notified extends Visitor {
  device: PushBrowser & { id: string };
  threadId: string;
  generationId: string;
}

/** A node without workers, so that a test itself runs the jobs, at once. */
export interface PushStage extends AsyncDisposable {
  app: App;
  sql: Sql;
  service: TestPushService;
  deps: DeliverPushDeps;
  /** Makes a person whose reply has ended without a job. */
  newNotified(): Promise<Notified>;
  /** Runs one try of the job that announces the reply. */
  deliver(to: Notified, last?: boolean): Promise<JobEnd>;
  /** Number of tries with this outcome so far. */
  count(outcome: string): Promise<number>;
  /** Ids of the devices that are left of a person's. */
  devicesOf(person: Pick<Visitor, "api">): Promise<string[]>;
}

/** The secret of nodes in tests (`start-test-app.ts`). */
const testSecret = "a secret that only tests know about";

/** Opens a stage with a push service of its own. */
export async function openPushStage(): Promise<PushStage> {
  await using opening = new AsyncDisposableStack();
  const service = opening.use(startPushService());
  const settings = { contact: "mailto:ops@example.org", ownServices: [service.origin] };
  const config = { role: "web", logLevel: "silent", push: settings } as const;
  const app = opening.use(await startTestApp({ config }));
  const { db, sql } = opening.use(openDatabase(app.databaseUrl, 4));
  const own = postgres(app.databaseUrl, { max: 2 });
  opening.defer(() => own.end());
  const [log, metrics] = [createLog("silent"), createMetrics()];
  const limits = new Limits({ sql, log, metrics }, true);
  const deps: DeliverPushDeps = {
    db,
    sql,
    limits,
    log,
    metrics,
    sealed: createSealedSecrets([testSecret]),
    settings,
    isLocked: false,
    brand: async () => usualBrand,
  };
  const opened = opening.move();
  return {
    app,
    sql: own,
    service,
    deps,
    newNotified: () => newNotified({ app, sql: own, service }),
    deliver: ({ device, generationId }, last = false) =>
      deliverPush(deps, { subscriptionId: device.id, generationId }, last),
    async count(outcome) {
      const { values } = await metrics.pushes.get();
      return values.find(({ labels }) => labels.outcome === outcome)?.value ?? Number.NaN;
    },
    async devicesOf({ api }) {
      return (await api.push.get.query()).devices.map(({ id }) => id);
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function newNotified({
  app,
  sql,
  service,
}: Pick<PushStage, "app" | "sql" | "service">): Promise<Notified> {
  const visitor = await newVisitor(app.origin);
  const device = { ...(await service.newBrowser()), id: "" };
  const { serverKey } = await visitor.api.push.get.query();
  const { endpoint, keys } = device;
  const subscription = { endpoint, keys, serverKey: serverKey ?? "" };
  device.id = (await visitor.api.push.subscribe.mutate(subscription)).id;
  const { thread, reply } = await visitor.api.messages.send.mutate(
    newSend({ id: newId("message") }),
  );
  const generationId = reply.generation?.id ?? "";
  await sql`
    update generations set status = 'completed', finished_at = now() where id = ${generationId}`;
  await sql`update messages set text = 'Four.' where id = ${reply.id}`;
  await sql`update threads set unread = true where id = ${thread.id}`;
  return { ...visitor, device, threadId: thread.id, generationId };
}
