import type { Localized, WorkflowDraft } from "../../../shared/workflow.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";

/**
 * The texts that are longer than the server accepts.
 *
 * @returns excess UTF-16 code units by path, such as `starters.0.label.en`
 */
export function findTooLong(draft: WorkflowDraft): Map<string, number> {
  const found = new Map<string, number>();
  const check = (path: string, text: string, max: number) => {
    if (text.length > max) found.set(path, text.length - max);
  };
  const checkAll = (path: string, texts: Localized, max: number) => {
    for (const [locale, text = ""] of Object.entries(texts)) check(`${path}.${locale}`, text, max);
  };
  check("name", draft.name.trim(), workflowLimits.name);
  check("model", draft.model?.trim() ?? "", workflowLimits.model);
  for (const [i, model] of (draft.fallbacks ?? []).entries())
    check(`fallbacks.${i}`, model, workflowLimits.model);
  check("instructions", draft.instructions, workflowLimits.instructions);
  checkAll("greeting", draft.greeting, workflowLimits.greeting);
  checkAll("placeholder", draft.placeholder, workflowLimits.placeholder);
  for (const [i, { label, prompt }] of draft.starters.entries()) {
    checkAll(`starters.${i}.label`, label, workflowLimits.starterLabel);
    checkAll(`starters.${i}.prompt`, prompt, workflowLimits.starterPrompt);
  }
  return found;
}
