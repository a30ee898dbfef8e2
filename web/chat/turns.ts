/** A question and its reply, which are laid out together. */
export interface Turn {
  /** The id of its first message. */
  key: string;
  messageIds: readonly string[];
}

/** Splits a conversation into turns: each user message starts one. */
export function toTurns(branch: readonly { id: string; role: "user" | "assistant" }[]): Turn[] {
  const turns: { key: string; messageIds: string[] }[] = [];
  for (const { id, role } of branch) {
    const last = turns.at(-1);
    if (last && role === "assistant") last.messageIds.push(id);
    else turns.push({ key: id, messageIds: [id] });
  }
  return turns;
}
