import type { MailContent, MailKind } from "../mail-content.ts";

/** What one mail says, in one language. */
export interface Wording {
  subject: string;
  /** Each a paragraph. */
  before: string[];
  /** What the button says; the mail has none without. */
  action?: string;
  after?: string[];
}

/** A moment as its reader knows it: in their language, by their clock. */
export type SayMoment = (at: string, timeZone: string) => string;

type ContentOf<Kind extends MailKind> = Extract<MailContent, { kind: Kind }>;

/** All mails in one language. A kind of mail without words is a type error. */
export type MailWords = {
  [Kind in MailKind]: (content: ContentOf<Kind>, say: SayMoment) => Wording;
} & {
  /** Under a button: where it leads, for those who cannot press it. */
  plainLink: string;
  /** At the foot of every mail. */
  footer: (origin: string) => string;
};
