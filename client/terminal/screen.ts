/** An output such as `process.stdout` or `process.stderr`. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

/** Where a conversation is shown. */
export interface Screen {
  /** A piece of the reply. */
  text(piece: string): void;
  /** The reply starts over: the text so far is void. */
  restart(): void;
  /** The reply has ended: ends its line. */
  end(): void;
  /** A message about the conversation that is not part of it. */
  note(sentence: string): void;
}

/**
 * Writes only the reply to `out`, and notes to `err`.
 *
 * Text written to a pipe cannot be taken back. When a reply starts over after some of it was
 * written, the new one follows after an empty line, and a note says so.
 */
export function createScreen(out: Output, err: Output, useColor: boolean): Screen {
  const dim = (text: string) => (err.isTTY && useColor ? `\u001b[2m${text}\u001b[0m` : text);
  let written = "";
  const write = (text: string) => {
    written += text;
    out.write(text);
  };
  const endLine = () => {
    if (written !== "" && !written.endsWith("\n")) out.write("\n");
    written = "";
  };
  const note = (sentence: string) => void err.write(`${dim(sentence)}\n`);
  return {
    text: (piece) => write(out.isTTY ? harmless(piece) : piece),
    restart() {
      if (written === "") return;
      endLine();
      out.write("\n");
      note("The reply was interrupted and is starting over.");
    },
    end: endLine,
    note,
  };
}

/** A reply is data: in a terminal its control characters would be commands. */
function harmless(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to find
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
}
