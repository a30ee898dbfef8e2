import type { Part } from "../../../shared/parts.ts";
import { newId } from "../../../shared/ids.ts";

/** Messages in one statement, and their content in UTF-16 code units, unless one alone has more. */
const batchLength = 200;
const batchText = 2_000_000;

/** A finished message that was written elsewhere, such as in another chat. */
export interface FinishedMessage {
  id: string;
  parentId: string | null;
  role: "user" | "assistant";
  text: string;
  /** The content of a reply; null if it is only the text. */
  parts: readonly Part[] | null;
  createdAt: Date;
  /** The model of a reply; null if it is unknown, and for a user's message. */
  model: string | null;
}

/** What is inserted for a finished message. */
export interface FinishedRow {
  message: {
    id: string;
    parentId: string | null;
    role: "user" | "assistant";
    text: string;
    parts: readonly Part[] | null;
    at: string;
  };
  /** Of a reply; null for a user's message. */
  generation: { id: string; messageId: string; model: string; at: string } | null;
}

/** Divides messages into those of one statement each. */
export function* batchesOf(
  all: readonly FinishedMessage[],
): Generator<readonly FinishedMessage[], void> {
  let batch: FinishedMessage[] = [];
  let length = 0;
  for (const message of all) {
    const added = lengthOf(message);
    if (batch.length > 0 && (batch.length === batchLength || length + added > batchText)) {
      yield batch;
      batch = [];
      length = 0;
    }
    batch.push(message);
    length += added;
  }
  if (batch.length > 0) yield batch;
}

/** What is inserted for a message. */
export function toRow({ id, parentId, role, text, parts, ...rest }: FinishedMessage): FinishedRow {
  const at = rest.createdAt.toISOString();
  const model = rest.model ?? unknownModel;
  const generationId = newId("generation", rest.createdAt.getTime());
  return {
    message: { id, parentId, role, text, parts, at },
    generation: role === "assistant" ? { id: generationId, messageId: id, model, at } : null,
  };
}

function lengthOf({ text, parts }: FinishedMessage): number {
  return (parts ?? []).reduce(
    (sum, part) => sum + ("text" in part ? part.text.length : 0),
    text.length,
  );
}

/** What a reply of an unknown model is said to be from. */
const unknownModel = "unknown";
