import type { MailContent, MailKind } from "../mail-content.ts";

/** The words of one mail in one language. */
export interface Wording {
  subject: string;
  /** Paragraphs above the button. */
  before: string[];
  /** The button's label; without one there is no button. */
  action?: string;
  after?: string[];
}

/** Formats a time in the recipient's language and time zone. */
export type SayMoment = (at: string, timeZone: string) => string;

/** A mail's content, with the name of the server. */
export type NamedContent = MailContent & { app: string };

type ContentOf<Kind extends MailKind> = Extract<NamedContent, { kind: Kind }>;

/** The words of all mails in one language. A kind of mail without words is a type error. */
export type MailWords = {
  [Kind in MailKind]: (content: ContentOf<Kind>, say: SayMoment) => Wording;
} & {
  /** Introduces the link below the button, for mail programs that do not show the button. */
  plainLink: string;
  /** The footer of every mail. */
  footer: (origin: string, app: string) => string;
};
