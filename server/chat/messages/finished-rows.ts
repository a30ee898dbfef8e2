import type { Part } from "../../../shared/parts.ts";
import { newId } from "../../../shared/ids.ts";
import { filterOfMessage } from "../search/filter-of-message.ts";

/** Messages in one statement, and their content in UTF-16 code units, unless one alone has more. */
const batchLength = 200;
const batchText = 2_000_000;

/** Text whose filters are made before other work has its turn: some milliseconds, in code units. */
const textOfTurn = 50_000;

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
  /** Names of its files, by which search finds it; omitted for none. */
  fileNames?: readonly string[];
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
    /** The search filter, as Base64. */
    filter: string;
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

/** The rows of a batch. Pauses between long messages, so that others are served meanwhile. */
export async function toRows(batch: readonly FinishedMessage[]): Promise<FinishedRow[]> {
  const rows: FinishedRow[] = [];
  let length = 0;
  for (const message of batch) {
    length += message.text.length;
    if (length > textOfTurn) {
      await Bun.sleep(0);
      length = message.text.length;
    }
    rows.push(toRow(message));
  }
  return rows;
}

function toRow({ id, parentId, role, text, parts, ...rest }: FinishedMessage): FinishedRow {
  const at = rest.createdAt.toISOString();
  const filter = filterOfMessage(text, rest.fileNames);
  const model = rest.model ?? unknownModel;
  const generationId = newId("generation", rest.createdAt.getTime());
  return {
    message: { id, parentId, role, text, parts, at, filter },
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
