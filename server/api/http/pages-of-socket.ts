import type { SocketFlow } from "../trpc/request-context.ts";
import { ByteBudget } from "./byte-budget.ts";
import { bytesOf } from "./bytes-of.ts";
import type { PageReader, PageRoom } from "./page-room.ts";

/** Results below this size, in bytes, may wait without room: a socket has at most eight. */
const smallAnswerBytes = 4 * 1024;

/**
 * Pages for the subscriptions of one socket: one at a time, and only while the socket drains. So a
 * client that does not read keeps one page in memory, however many streams it watches.
 */
export function pagesOfSocket(
  socket: Pick<SocketFlow, "hasRoom" | "turn">,
  { room, address }: { room: PageRoom; address: string },
): (account: string) => Promise<Disposable> {
  const oneAtATime = new ByteBudget({ each: 1, all: 1 });
  return async (account) => {
    using stack = new DisposableStack();
    stack.use(await oneAtATime.wait("page", 1));
    if (!socket.hasRoom) await socket.turn();
    stack.use(await room.wait({ account, address }));
    return stack.move();
  };
}

/**
 * Room for results of one socket's calls that wait for their turn. Small results need none, because
 * pages of the user's other sockets may have taken all of it.
 *
 * @returns a function that throws `rate_limited` without room
 */
export function answersOfSocket(
  room: PageRoom,
  reader: PageReader,
): (answer: unknown) => Disposable {
  return (answer) => {
    const bytes = bytesOf(answer);
    return bytes < smallAnswerBytes ? new DisposableStack() : room.take(reader, bytes);
  };
}
