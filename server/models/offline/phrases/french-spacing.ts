/**
 * A template tag that inserts the non-breaking spaces of French typography before `: ; ! ?` and
 * inside guillemets. Only changes the literal parts, never inserted values.
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
