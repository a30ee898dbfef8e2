import type { BackgroundNote } from "../../models/provider.ts";

/** What a user has written for models in all their chats. */
export interface PersonalNotes {
  about: string;
  replyStyle: string;
}

/** What a user has written for models in the chats of a project. */
export interface ProjectNotes {
  id: string;
  name: string;
  instructions: string;
  /** Whether it has files that the chat's assistant may get. */
  hasFiles: boolean;
}

/** The notes for a model, the most important first; without those that are empty. */
export function backgroundNotes({
  personal,
  project,
  memories,
}: {
  personal: PersonalNotes | null;
  project: ProjectNotes | null;
  /** Most important first. */
  memories: readonly string[];
}): BackgroundNote[] {
  const notes = [
    {
      heading: `The person's instructions for the project ${JSON.stringify(project?.name ?? "")}, which this chat is in:`,
      lines: [project?.instructions ?? ""],
    },
    { heading: "What the person wants you to know about them:", lines: [personal?.about ?? ""] },
    { heading: "How the person wants you to reply:", lines: [personal?.replyStyle ?? ""] },
    {
      heading: "What the person wants you to remember:",
      lines: memories.map((text) => `- ${text}`),
    },
  ];
  return notes.filter(({ lines }) => lines.some((line) => line !== ""));
}
