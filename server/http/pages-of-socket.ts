import type { SocketFlow } from "../trpc/request-context.ts";
import { ByteBudget } from "./byte-budget.ts";
import type { PageRoom } from "./page-room.ts";

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
