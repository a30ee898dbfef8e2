import { megabyte } from "../../../shared/limits.ts";

/** Largest file of an import, in bytes. */
export const mostFileBytes = 25 * megabyte;

/** The same as Base64: four characters for three bytes. */
export const mostBase64 = Math.ceil(mostFileBytes / 3) * 4;

/**
 * Base64 of one chat, in characters: the reader sends it to the server at once, whose memory is
 * everyone's. 75 MB of files.
 */
export const mostBase64OfChat = 100 * megabyte;

/** Maximum number of files of a message, and of a chat. */
export const mostFilesOfMessage = 20;
export const mostFilesOfChat = 500;
