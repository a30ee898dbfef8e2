import type { ThreadArchive } from "../thread-archive.ts";
import type { ArchiveAnswer, ArchiveQuestion } from "./answer-job.ts";

/** Aborts a computation at the first query that has no answer yet. */
export class ArchiveAsked extends Error {
  override readonly name = "ArchiveAsked";
  readonly question: ArchiveQuestion;

  constructor(question: ArchiveQuestion) {
    super("the archive has to be asked first");
    this.question = question;
  }
}

/** An archive that has the answers to the first queries; any further one throws `ArchiveAsked`. */
export function knownArchive(known: readonly ArchiveAnswer[]): ThreadArchive {
  let asked = 0;
  const next = <Method extends ArchiveAnswer["method"]>(
    question: ArchiveQuestion & { method: Method },
  ): Extract<ArchiveAnswer, { method: Method }> => {
    const answer = known[asked];
    if (answer === undefined) throw new ArchiveAsked(question);
    asked++;
    if (!isTo(question.method, answer))
      throw new Error("the archive queries came in another order");
    return answer;
  };
  return {
    search: async (_, words, limit) => next({ method: "search", words: [...words], limit }).hits,
    recent: async (_, limit) => next({ method: "recent", limit }).threads,
    messages: async (_, threadId) => next({ method: "messages", threadId }).messages,
  };
}

function isTo<Method extends ArchiveAnswer["method"]>(
  method: Method,
  answer: ArchiveAnswer,
): answer is Extract<ArchiveAnswer, { method: Method }> {
  return answer.method === method;
}

/** Runs a skill's query on a user's archive. Throws the archive's errors. */
export async function askArchive(
  threads: ThreadArchive,
  userId: string,
  question: ArchiveQuestion,
): Promise<ArchiveAnswer> {
  switch (question.method) {
    case "search": {
      const { method, words, limit } = question;
      return { method, hits: await threads.search(userId, words, limit) };
    }
    case "recent":
      return { method: "recent", threads: await threads.recent(userId, question.limit) };
    case "messages":
      return { method: "messages", messages: await threads.messages(userId, question.threadId) };
  }
}
