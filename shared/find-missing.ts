/**
 * What a workflow lacks before it can be published: a name. Everything else has a default.
 *
 * @returns paths of its fields, in the form's order
 */
export function findMissing({ name }: { name: string }): string[] {
  return name.trim() === "" ? ["name"] : [];
}
