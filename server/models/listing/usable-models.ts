import { longestServersName } from "../../../shared/workflow-rules.ts";
import { cleanText } from "../../../shared/requests.ts";
import { type DescribedModel, mostModels } from "./described-model.ts";

/** Models for other purposes, which some services list among their chat models. */
const notForChat =
  /(?:^|[-_.])(?:embed|embedding|embeddings|rerank|reranker|whisper|tts|transcribe|moderation|realtime|dall-e)(?:[-_.:\d]|$)|^(?:gpt-image|chatgpt-image|sora|babbage-002|davinci-002|imagen|veo)/i;

/** The models of a list that have a valid name and can chat, without duplicates. */
export function usableModels(listed: readonly DescribedModel[]): DescribedModel[] {
  const byName = new Map<string, DescribedModel>();
  for (const model of listed) {
    if (!isUsable(model.name) || byName.has(model.name)) continue;
    byName.set(model.name, model);
    if (byName.size === mostModels) break;
  }
  return [...byName.values()];
}

function isUsable(name: string): boolean {
  const own = name.slice(name.lastIndexOf("/") + 1);
  const isName = name.trim() === name && name !== "" && cleanText(name) === name;
  return isName && name.length <= longestServersName && !notForChat.test(own);
}
