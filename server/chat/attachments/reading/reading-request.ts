/** The request to a reader; the file's bytes come on its standard input. */
export interface ReadingRequest {
  name: string;
  /** Of the file, in bytes. */
  size: number;
  /** Process id of the server. The reader exits when that process is gone. */
  server: number;
  /** Memory limit of the reader's process, in bytes. */
  memoryBytes: number;
}

/** The signal that ends a reader over its memory limit. Nothing else sends it. */
export const overMemory = "SIGUSR2";
