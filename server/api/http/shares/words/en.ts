import type { ShareWords } from "./share-words.ts";

export const en: ShareWords = {
  untitled: "Shared chat",
  person: "User",
  assistant: "Assistant",
  thoughts: "Thoughts",
  messages: (count, written) => (count === 1 ? "1 message" : `${written} messages`),
  copiedOn: (day) => `Shared on ${day}`,
  continue: "Continue this chat",
  cut: "Only the beginning of this message is shown. Continue the chat to read all of it.",
  nextPage: "Next page",
  previousPage: "Previous page",
  note: "A copy of a chat with an AI model. Replies can be wrong.",
  closed: "A shared chat",
  password: {
    title: "This chat has a password",
    label: "Password",
    submit: "Open chat",
    wrong: "Wrong password.",
    wait: "Too many attempts. Try again in a few minutes.",
  },
  signIn: {
    title: "Sign in to see this chat",
    text: "This chat is shared with people who have an account on this server.",
    action: "Sign in",
  },
  gone: {
    title: "This link doesn’t work",
    text: "It may have expired or been revoked. Ask the person who sent it for a new one.",
  },
  tooMany: {
    title: "Too many requests",
    text: "Try again in a minute.",
  },
};
