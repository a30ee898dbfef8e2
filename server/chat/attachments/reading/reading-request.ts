/** What a reader is told; the file's bytes come by its standard input. */
export interface ReadingRequest {
  name: string;
  /** Of the file, in bytes. */
  size: number;
  /** The process that asks. The reader ends when that has gone. */
  server: number;
  /** How much its process may take, in bytes. */
  memoryBytes: number;
}

/** By this a reader ends that has taken too much memory. Nobody else sends it. */
export const overMemory = "SIGUSR2";
