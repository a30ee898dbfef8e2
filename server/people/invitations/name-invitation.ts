/** Names an invitation in the audit log, with what it makes of a person. */
export function nameInvitation({ name, grants }: { name: string; grants: string }): string {
  return name === "" ? grants : `${name} (${grants})`;
}
