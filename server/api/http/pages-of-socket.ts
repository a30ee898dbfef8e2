import type { SocketFlow } from "../trpc/request-context.ts";
import { ByteBudget } from "./byte-budget.ts";
import { bytesOf } from "./bytes-of.ts";
import type { PageReader, PageRoom } from "./page-room.ts";

/** An answer below this, in bytes, needs no room to wait: a socket has eight of them at most. */
const smallAnswerBytes = 4 * 1024;

/**
 * Pages for the subscriptions of one socket: one at a time, and only while the socket takes
 * something. So a client that does not read keeps one page in memory, however much it watches.
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
 * Room for the answers to one socket's calls that have to wait for their turn. Small ones always have
 * some: pages of the user's other sockets may have taken all there is.
 *
 * @returns what throws `rate_limited` where there is no room
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
