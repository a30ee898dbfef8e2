import type { PgBoss, QueueOptions, QueueResult } from "pg-boss";
import { queueNames } from "../../../shared/job-names.ts";
import { deadLetterOf, type Queues } from "./queue-settings.ts";

/** How long finished jobs are kept for troubleshooting, in seconds: a day. */
const keptAfterEndSeconds = 86_400;

/** How long waiting jobs are kept, in seconds: two weeks; dead ones thirty days. */
const waitingKeptSeconds = 14 * 86_400;
const deadKeptSeconds = 30 * 86_400;

/** The settings of a queue that an upgrade may change. */
type Declared = Required<Omit<QueueOptions, "heartbeatSeconds" | "retryDelayMax">> & {
  notify: boolean;
  deadLetter?: string;
  retryDelayMax?: number;
  heartbeatSeconds?: number;
};

/**
 * Creates missing queues, and updates the settings of existing ones, which creating them again
 * would not. Waiting jobs keep the settings they were sent with.
 */
export async function declareQueues(boss: PgBoss, queues: Queues): Promise<void> {
  const present = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const [name, declared] of declarations(queues)) {
    const found = present.get(name);
    if (!found) await boss.createQueue(name, declared);
    else if (differs(found, declared)) await boss.updateQueue(name, declared);
  }
}

/** Dead letter queues first, because the others refer to them. */
function declarations(queues: Queues): [string, Declared][] {
  return [
    ...queueNames.map((name): [string, Declared] => [deadLetterOf(name), deadLetter]),
    ...queueNames.map((name): [string, Declared] => {
      const { retryLimit, retryDelay, retryBackoff, retryDelayMax, ...settings } = queues[name];
      const { expireInSeconds, heartbeatSeconds } = settings;
      return [
        name,
        {
          retryLimit,
          retryDelay,
          retryBackoff,
          expireInSeconds,
          retentionSeconds: waitingKeptSeconds,
          deleteAfterSeconds: keptAfterEndSeconds,
          notify: true,
          deadLetter: deadLetterOf(name),
          // Always set, because pg-boss leaves omitted settings as an older version had them.
          ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
          ...(retryBackoff ? { retryDelayMax: retryDelayMax ?? waitingKeptSeconds } : {}),
        },
      ];
    }),
  ];
}

const deadLetter: Declared = {
  retryLimit: 0,
  retryDelay: 0,
  retryBackoff: false,
  expireInSeconds: 60,
  retentionSeconds: deadKeptSeconds,
  deleteAfterSeconds: keptAfterEndSeconds,
  notify: false,
};

function differs(found: QueueResult, declared: Declared): boolean {
  const values = new Map<string, unknown>(Object.entries(found));
  return Object.entries(declared).some(([key, value]) => values.get(key) !== value);
}
