import type { Effort } from "../../shared/effort.ts";
import type { Thread } from "../../shared/thread.ts";

/** Choices for a thread's next replies: null leaves it to the assistant; an omitted one stays. */
export interface InferenceChoice {
  /** How long the model may think. */
  effort?: Effort | null | undefined;
  model?: string | null | undefined;
}

/** The changed fields of a thread, or of the message that starts one. */
export function chosenFields({
  effort,
  model,
}: InferenceChoice): Pick<Partial<Thread>, "effort" | "model"> {
  return {
    ...(effort === undefined ? {} : { effort: effort ?? undefined }),
    ...(model === undefined ? {} : { model: model ?? undefined }),
  };
}
