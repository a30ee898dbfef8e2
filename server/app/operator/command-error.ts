/** Something that the operator typed cannot be done; the message is for them. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
