/**
 * A template tag that puts the unbreakable spaces of French typography before `: ; ! ?` and
 * inside guillemets. It touches the literal parts alone, never what is inserted.
 */
export function typeset(
  literals: TemplateStringsArray,
  ...values: readonly (string | number)[]
): string {
  return literals.reduce(
    (text, literal, index) => `${text}${values[index - 1] ?? ""}${space(literal)}`,
    "",
  );
}

function space(literal: string): string {
  return literal.replace(/ (?=[:;!?»](?!\/))/g, "\u00a0").replace(/« /g, "«\u00a0");
}
