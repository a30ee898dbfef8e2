import { identityProblems } from "../../shared/identity-problems.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** The sentence for the problem that a page's address names; null for none. */
export function useIdentityProblem(): (hash: string) => string | null {
  const { t } = useI18n();
  const w = useAccountWords();
  return (hash) => {
    const [, named] = /^#problem=(\w{1,20})$/.exec(hash) ?? [];
    const problem = identityProblems.find((each) => each === named);
    if (problem === undefined) return null;
    if (problem === "disabled") return t("refused.account_disabled");
    if (problem === "limited") return t("refused.rate_limited");
    return w(`identity.${problem}`);
  };
}
