/** Pause between attempts to reach an unresponsive node, in milliseconds. */
const retryMs = 500;

/** A guest with one socket that follows the feed and sends nothing. */
export class IdleClient {
  /** Resolves when the socket has closed. */
  lost: Promise<void> = Promise.resolve();
  #token = "";
  #cursor = "";
  #socket: WebSocket | undefined;

  /** Becomes a guest on a node and follows the feed there. */
  async open(origin: string): Promise<void> {
    const answer = await fetch(`${origin}/trpc/auth.guest`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const grant: { result: { data: { accessToken: string } } } = await answer.json();
    this.#token = grant.result.data.accessToken;
    const page = await fetch(`${origin}/trpc/threads.list`, {
      headers: { authorization: `Bearer ${this.#token}` },
    });
    const list: { result: { data: { feedCursor: string } } } = await page.json();
    this.#cursor = list.result.data.feedCursor;
    await this.#follow(origin);
  }

  /** Resumes the feed on another node from its cursor, after any number of attempts. */
  async resume(origin: string): Promise<void> {
    for (;;) {
      try {
        return await this.#follow(origin);
      } catch {
        await Bun.sleep(retryMs * (0.5 + Math.random()));
      }
    }
  }

  close(): void {
    this.#socket?.close();
  }

  /** Resolves when the server has confirmed the subscription. */
  async #follow(origin: string): Promise<void> {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/trpc?connectionParams=1`);
    this.#socket = socket;
    const closed = Promise.withResolvers<void>();
    this.lost = closed.promise;
    const started = Promise.withResolvers<void>();
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ method: "connectionParams", data: { token: this.#token } }));
      const params = { path: "feed.watch", input: { lastEventId: this.#cursor } };
      socket.send(JSON.stringify({ id: 1, method: "subscription", params }));
    });
    socket.addEventListener("message", ({ data }) => {
      if (data === "PING") socket.send("PONG");
      else if (String(data).includes('"started"')) started.resolve();
    });
    socket.addEventListener("close", () => {
      closed.resolve();
      started.reject(new Error("closed before the feed was followed"));
    });
    await started.promise;
  }
}
