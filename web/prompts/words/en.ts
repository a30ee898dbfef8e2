import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the page of prompts. */
export const en = {
  title: "Prompts",
  intro: "Texts you use again and again. Type / in an empty message field to insert one.",
  own: "Your prompts",
  "own.none": "You haven’t written any prompts yet.",
  shared: "Shared with everyone",
  new: "New prompt",
  edit: "Edit",
  "edit.label": (name: string) => `Edit “${name}”`,
  delete: "Delete",
  "delete.label": (name: string) => `Delete “${name}”`,
  "delete.title": "Delete this prompt?",
  "delete.text": (name: string) => `“${name}” will be permanently deleted.`,
  "delete.textShared": (name: string) => `“${name}” will be permanently deleted for everyone.`,
  "form.new": "New prompt",
  "form.edit": "Edit prompt",
  name: "Name",
  description: "Description (optional)",
  text: "Text",
  "text.hint":
    "{{topic}} asks for a value when you insert the prompt, {{language|French}} with a default.",
  share: "Share with everyone on this server",
  save: "Save",
  "wrong.name": (most: number) => `Enter a name of up to ${most} characters.`,
  "wrong.description": (most: number) => `Enter up to ${most} characters.`,
  "wrong.text": (most: string) => `Enter a text of up to ${most} characters.`,
  "wrong.tooMany": "You’ve reached the prompt limit. Delete one first.",
};

export type PromptWords = WordsOf<typeof en>;
