/** The words of a link's page in one language. */
export interface ShareWords {
  untitled: string;
  /** The author of the messages. */
  person: string;
  assistant: string;
  thoughts: string;
  /** @param count as the reader writes it */
  messages: (count: number, written: string) => string;
  /** @param day as the reader writes it */
  copiedOn: (day: string) => string;
  continue: string;
  /** Below a message of which only the beginning is shown. */
  cut: string;
  nextPage: string;
  previousPage: string;
  note: string;
  /** A description for previews in other apps, where the chat itself is not for everyone. */
  closed: string;
  password: { title: string; label: string; submit: string; wrong: string; wait: string };
  signIn: { title: string; text: string; action: string };
  gone: { title: string; text: string };
  tooMany: { title: string; text: string };
}
