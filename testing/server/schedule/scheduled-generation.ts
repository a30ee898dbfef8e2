import type { Message } from "../../../shared/message.ts";
import { Attempts } from "./attempts.ts";
import type { ScheduleNode } from "./node.ts";
import { Subscriber, type Subscription } from "./subscriber.ts";

/** One generation of a reply, with its readers. A continuation is another one. */
export class ScheduledGeneration {
  readonly id: string;
  readonly attempts: Attempts;
  readonly readers: Subscriber[] = [];
  /** Settles when it has ended; null while no step has ended its newest attempt. */
  ending: Promise<unknown> | null = null;
  /** The message at its end; undefined before. */
  ended: Message | undefined;

  constructor(id: string, attempts = new Attempts()) {
    this.id = id;
    this.attempts = attempts;
  }

  /** Lets another reader read it on a node. */
  join(node: ScheduleNode, reader: Pick<Subscription, "userId" | "held">): void {
    const { id: generationId, attempts } = this;
    const check: Subscription["check"] = (seen) => attempts.check(seen);
    const subscriber = new Subscriber({ ...reader, generationId, check });
    subscriber.connect(node);
    this.readers.push(subscriber);
  }
}
