import type { Message } from "../../../shared/message.ts";
import type { Comparison } from "./create-comparison.ts";

/** The name of a reply's model; `otherwise` until the server has said it. */
export function nameOf(reply: Message | undefined, otherwise: string): string {
  return reply?.generation?.model ?? otherwise;
}

/** A reply's place among the versions: 2/3. */
export function placeOf({ versions }: Pick<Comparison, "versions">, reply?: Message): string {
  return `${versions().indexOf(reply?.id ?? "") + 1}/${versions().length}`;
}
