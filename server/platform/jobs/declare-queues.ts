import type { PgBoss, QueueOptions, QueueResult } from "pg-boss";
import { queueNames } from "../../../shared/job-names.ts";
import { deadLetterOf, type Queues } from "./queue-settings.ts";

/** Finished jobs are kept for a day, in seconds, for looking into faults. */
const keptAfterEndSeconds = 86_400;

/** Jobs that wait are kept for two weeks, in seconds, dead ones for thirty days; then they are deleted. */
const waitingKeptSeconds = 14 * 86_400;
const deadKeptSeconds = 30 * 86_400;

/** Everything of a queue that an upgrade may change. */
type Declared = Required<Omit<QueueOptions, "heartbeatSeconds" | "retryDelayMax">> & {
  notify: boolean;
  deadLetter?: string;
  retryDelayMax?: number;
};

/**
 * Makes the queues that are missing, and gives those of an older version their settings of now:
 * creating a queue that is there changes nothing about it. Jobs that wait keep what they were sent with.
 */
export async function declareQueues(boss: PgBoss, queues: Queues): Promise<void> {
  const present = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const [name, declared] of declarations(queues)) {
    const found = present.get(name);
    if (!found) await boss.createQueue(name, declared);
    else if (differs(found, declared)) await boss.updateQueue(name, declared);
  }
}

/** Dead letters first: a queue names its own. */
function declarations(queues: Queues): [string, Declared][] {
  return [
    ...queueNames.map((name): [string, Declared] => [deadLetterOf(name), deadLetter]),
    ...queueNames.map((name): [string, Declared] => {
      const { retryLimit, retryDelay, retryBackoff, retryDelayMax, expireInSeconds } = queues[name];
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
          // Told even where doubling has no end of its own: what is left out stays as an older version had it.
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
