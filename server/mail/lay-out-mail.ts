import { directionOf, type Locale } from "../../shared/locale.ts";
import type { Wording } from "./words/mail-words.ts";

/** The parts of a mail, in the recipient's language. */
export interface MailParts extends Omit<Wording, "subject"> {
  subject: string;
  /** The button's target; null without a button. */
  url: string | null;
  plainLink: string;
  footer: string;
  locale: Locale;
  /** Of the button and its link, as `#rrggbb`, for a light background. */
  colour: string;
}

/** Lays out a mail as plain text and as HTML. */
export function layOut(parts: MailParts): { text: string; html: string } {
  return { text: asText(parts), html: asHtml(parts) };
}

function asText({ before, action, url, after = [], footer }: MailParts): string {
  const link = url === null ? [] : [`${action ?? ""}:\n${url}`];
  return `${[...before, ...link, ...after].map(plain).join("\n\n")}\n\n-- \n${plain(footer)}\n`;
}

/** User input may contain control characters; only line breaks are kept. */
function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n]+/gu, " ");
}

const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";
const paragraph = "margin:0 0 16px;overflow-wrap:anywhere";
const buttonOf = (colour: string) =>
  `display:inline-block;background:${colour};color:#ffffff;padding:12px 20px;border-radius:12px;font-weight:600;text-decoration:none`;

/**
 * Uses tables and inline styles, because mail programs ignore style sheets. Colours are the app's.
 */
function asHtml({
  subject,
  before,
  action,
  url,
  after = [],
  plainLink,
  footer,
  locale,
  colour,
}: MailParts) {
  const paragraphs = (texts: string[]) =>
    texts.map((text) => `<p style="${paragraph}">${Bun.escapeHTML(text)}</p>`).join("\n");
  const link =
    url === null
      ? ""
      : `<p style="${paragraph}"><a href="${Bun.escapeHTML(url)}" style="${buttonOf(colour)}">${Bun.escapeHTML(action ?? "")}</a></p>
<p style="${paragraph};font-size:14px;color:#59626d">${Bun.escapeHTML(plainLink)}<br><a href="${Bun.escapeHTML(url)}" dir="ltr" style="color:${colour}">${Bun.escapeHTML(url)}</a></p>`;
  return `<!doctype html>
<html lang="${locale}"${directionOf(locale) === "rtl" ? ' dir="rtl"' : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${Bun.escapeHTML(subject)}</title>
</head>
<body style="margin:0;background:#f5f6f7;color:#1b1f24;${font};font-size:16px;line-height:1.5">
<div role="main">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px;background:#ffffff;border:1px solid #dcdfe3;border-radius:12px"><tr><td style="padding:28px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${Bun.escapeHTML(subject)}</h1>
${paragraphs(before)}
${link}
${paragraphs(after)}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #dcdfe3;font-size:13px;color:#59626d">${Bun.escapeHTML(footer)}</p>
</td></tr></table>
</td></tr></table>
</div>
</body>
</html>
`;
}
