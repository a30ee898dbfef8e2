import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the comment with a rating, in English. */
export const en = {
  "feedback.add": "Add a comment",
  "feedback.edit": "Edit your comment",
  "feedback.good": "What was good about it? (optional)",
  "feedback.bad": "What was wrong with it? (optional)",
  "feedback.send": "Send",
  "feedback.hint": "The people who run this server can read your comment.",
};

export type FeedbackWords = WordsOf<typeof en>;
