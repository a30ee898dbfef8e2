/** The command cannot be carried out; the message is for the operator. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
