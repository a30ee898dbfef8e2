/**
 * The baseline: the least that can carry a reply from a provider to a browser. One socket, one
 * fetch, each delta forwarded as it comes; nothing is stored, checked or resumed.
 *
 * `bun bench/relay.ts PROVIDER_URL` prints its own address.
 */
const provider = process.argv[2];

interface Chunk {
  choices: { delta?: { content?: string } }[];
}

async function relay(socket: Bun.ServerWebSocket<undefined>, prompt: string): Promise<void> {
  const response = await fetch(`${provider}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      model: "mock",
      stream: true,
      messages: [{ role: "user", content: prompt }],
    }),
  });
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body ?? []) {
    const events = (rest + decoder.decode(bytes, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      if (!event.startsWith("data: {")) continue;
      const chunk: Chunk = JSON.parse(event.slice(6));
      const text = chunk.choices[0]?.delta?.content;
      if (text) socket.send(JSON.stringify({ text }));
    }
  }
  socket.send(JSON.stringify({ end: true }));
}

const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: (request, self) => (self.upgrade(request) ? undefined : new Response("relay")),
  websocket: {
    message: (socket, prompt) => void relay(socket, String(prompt)),
  },
});
console.log(`relay at ws://127.0.0.1:${server.port}`);
