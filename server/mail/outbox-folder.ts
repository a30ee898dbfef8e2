import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { z } from "zod";
import type { MailTransport } from "./mail-transport.ts";
import { toMessage } from "./smtp-transport.ts";

/** The folder in which a development node keeps mails. */
export function outboxFolderIn(dataDir: string): string {
  return join(dataDir, "outbox");
}

/** Maximum number of mails in the folder; older ones are deleted. */
const mostKept = 200;

const keptMailSchema = z.object({
  id: z.string(),
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  createdAt: z.string(),
});

/** A mail as stored in the outbox folder. */
export type KeptMail = z.infer<typeof keptMailSchema>;

/**
 * Stores mails in a folder instead of sending them, for development: `<id>.json` for the inbox
 * page, and `<id>.eml` for any mail program.
 */
export function createOutboxFolder(folder: string): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true });
      const { message } = await composer.sendMail(toMessage(mail, "ChatKit <chatkit@localhost>"));
      await writeFile(join(folder, `${mail.id}.eml`), await readAll(message));
      const { id, recipient, subject, text, html, createdAt } = mail;
      const kept: KeptMail = {
        id,
        recipient,
        subject,
        text,
        html,
        createdAt: createdAt.toISOString(),
      };
      // Rename into place, so that the page never reads a partial file.
      const path = join(folder, `${id}.json`);
      await writeFile(`${path}.part`, JSON.stringify(kept));
      await rename(`${path}.part`, path);
      await forgetOldest(folder);
    },
    [Symbol.dispose]: () => composer.close(),
  };
}

/** The stored mails, newest first; none while there is no folder. */
export async function readOutboxFolder(folder: string): Promise<KeptMail[]> {
  const mails = await Promise.all(
    (await keptIds(folder)).map(async (id): Promise<KeptMail[]> => {
      // The file may have been deleted since the folder was read.
      const json = await readFile(join(folder, `${id}.json`), "utf8").catch(() => null);
      return json === null ? [] : [keptMailSchema.parse(JSON.parse(json))];
    }),
  );
  return mails.flat().toSorted((a, b) => (a.createdAt > b.createdAt ? -1 : 1));
}

/** Ids are made by this server and sort by time. */
async function keptIds(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => /^(mail_\w+)\.json$/.exec(name)?.[1] ?? []).toSorted();
}

async function forgetOldest(folder: string): Promise<void> {
  const ids = await keptIds(folder);
  for (const id of ids.slice(0, Math.max(0, ids.length - mostKept)))
    for (const ending of ["json", "eml"])
      await rm(join(folder, `${id}.${ending}`), { force: true });
}

async function readAll(message: Buffer | NodeJS.ReadableStream): Promise<Buffer> {
  if (Buffer.isBuffer(message)) return message;
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
