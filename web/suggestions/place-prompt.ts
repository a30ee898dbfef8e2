/** A message with a prompt in it. */
export interface PlacedPrompt {
  text: string;
  /** Index behind the prompt. */
  cursor: number;
}

/**
 * Puts a prompt in the place of the command that chose it; other words of the message stay behind
 * it, on a line of their own.
 *
 * @param message as it is now: it may have changed since the prompt was chosen
 * @param typed the slash and what was typed behind it
 */
export function placePrompt(message: string, typed: string, prompt: string): PlacedPrompt {
  const rest = (message.startsWith(typed) ? message.slice(typed.length) : message).trimStart();
  const isApart = rest === "" || prompt.endsWith("\n");
  return { text: prompt + (isApart ? "" : "\n") + rest, cursor: prompt.length };
}
