import type { ImportProblem } from "../../../shared/import.ts";
import type { ProcessDeps } from "../attachments/process-attachment.ts";
import type { ImportedChat, ImportedFile } from "./imported-chat.ts";
import { mostFileBytes, mostFilesOfChat, mostFilesOfMessage } from "./file-limits.ts";
import { keepFile } from "./keep-file.ts";
import { importedId } from "./message-ids.ts";
import { requireRunning } from "./record-line.ts";
import type { ExportReader } from "./reading/start-export-reader.ts";

/** The files of a chat that were kept. */
export interface CollectedFiles {
  /** Their ids, by the key of the message. */
  filesOf: ReadonlyMap<string, readonly string[]>;
  /** Why others were not kept; null if all were. */
  problem: ImportProblem | null;
}

/** A chat whose files are to be kept. */
export interface ChatWithFiles {
  importId: string;
  userId: string;
  workflowId: string;
  chat: ImportedChat;
  reader: ExportReader;
}

/**
 * Stores the files of a chat that the export has, before the chat itself.
 *
 * @throws ImportCancelled
 */
export async function collectFiles(
  deps: ProcessDeps & { storageBytes: number },
  { importId, userId, workflowId, chat, reader }: ChatWithFiles,
  signal: AbortSignal,
): Promise<CollectedFiles> {
  const filesOf = new Map<string, string[]>();
  let problem: ImportProblem | null = null;
  let count = 0;
  for (const message of chat.messages) {
    const kept: string[] = [];
    for (const [i, file] of message.files.entries()) {
      signal.throwIfAborted();
      if (i >= mostFilesOfMessage || ++count > mostFilesOfChat) {
        problem ??= "files_unusable";
        break;
      }
      await requireRunning(deps.db, importId);
      const about = [chat.source, chat.sourceId, message.key, String(i)];
      const id = importedId("attachment", { userId, about, at: message.at });
      const bytes = await readBytes(reader, file);
      const { name, mimeType } = file;
      const refused =
        typeof bytes === "string"
          ? bytes
          : await keepFile(deps, { id, userId, workflowId, name, mimeType, bytes }, signal);
      if (refused === null) kept.push(id);
      else problem ??= refused;
    }
    if (kept.length > 0) filesOf.set(message.key, kept);
  }
  return { filesOf, problem };
}

/** The bytes of a file, or why it has none. */
async function readBytes(
  reader: ExportReader,
  { from }: ImportedFile,
): Promise<Uint8Array | ImportProblem> {
  if (from === null) return "files_missing";
  if ("isTooLarge" in from) return "files_unusable";
  if ("base64" in from) return Buffer.from(from.base64, "base64");
  const { bytes, isTooLarge } = await reader.file(from.entry, mostFileBytes);
  return bytes ?? (isTooLarge ? "files_unusable" : "files_missing");
}
