/** The languages with more than two plural forms, and their forms for whole numbers. */
interface PluralForms {
  ar: "zero" | "one" | "two" | "few" | "many" | "other";
  pl: "one" | "few" | "many";
}

/** Picks a language's form for a whole number. A form that is missing fails the type check. */
export function pluralsOf<L extends keyof PluralForms>(
  locale: L,
): (count: number, forms: Readonly<Record<PluralForms[L], string>>) => string {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => {
    const all: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = forms;
    return all[rules.select(count)] ?? "";
  };
}
