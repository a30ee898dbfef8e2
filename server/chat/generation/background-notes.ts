import type { BackgroundNote } from "../../models/provider.ts";

/** What a user has written for models in all their chats. */
export interface PersonalNotes {
  about: string;
  replyStyle: string;
}

/** The notes for a model, the most important first; without those that are empty. */
export function backgroundNotes(personal: PersonalNotes | null): BackgroundNote[] {
  if (!personal) return [];
  return [
    { heading: "What the person wants you to know about them:", lines: [personal.about] },
    { heading: "How the person wants you to reply:", lines: [personal.replyStyle] },
  ].filter(({ lines }) => lines.some((line) => line !== ""));
}
