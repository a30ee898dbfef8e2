/** A port of this machine where a model server usually listens. */
export interface UsualPort {
  port: number;
  /** The program that the port belongs to; null if several programs use it. */
  program: "ollama" | "lmstudio" | null;
}

const ollamaPort = 11_434;

/**
 * The ports where Ollama, LM Studio, llama.cpp and vLLM listen unless they are told otherwise.
 *
 * @param except this server's own port
 * @param ollamaHost the variable `OLLAMA_HOST`, with which Ollama's own port is changed
 */
export function usualPorts({
  except,
  ollamaHost,
}: {
  except: number;
  ollamaHost?: string | undefined;
}): UsualPort[] {
  const ports: UsualPort[] = [
    { port: readOllamaPort(ollamaHost), program: "ollama" },
    { port: 1_234, program: "lmstudio" },
    { port: 8_080, program: null },
    { port: 8_000, program: null },
    { port: 8_001, program: null },
  ];
  return ports.filter(({ port }) => port !== except);
}

/**
 * Reads `OLLAMA_HOST` (`host`, `host:port`, `:port` or a URL). Only its port counts. Lenient,
 * because the variable belongs to another program.
 */
function readOllamaPort(ollamaHost = ""): number {
  const address = /^(?:https?:\/\/)?(?:[^:]*|\[[^\]]*\]):(\d{1,5})\/*$/i;
  const [, digits] = address.exec(ollamaHost.trim()) ?? [];
  const port = Number(digits);
  return port > 0 && port < 65_536 ? port : ollamaPort;
}
