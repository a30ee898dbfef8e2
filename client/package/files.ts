// `@chatkit/client/files`: files of messages, and chats that come in or go out.
export {
  type FileToUpload,
  uploadFile,
  type UploadClient,
  type UploadOptions,
} from "../attachments/upload-file.ts";
export {
  type ExportedThread,
  type MarkdownOptions,
  toMarkdown,
  toThreadFile,
} from "../export/export-thread.ts";
export {
  type FileToImport,
  importChats,
  type ImportClient,
  type ImportOptions,
} from "../imports/import-chats.ts";
