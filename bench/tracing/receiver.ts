/** Takes all that is exported, in a process of its own. Prints its address. */
const receiver = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  async fetch(request) {
    await request.arrayBuffer();
    return new Response();
  },
});
console.log(receiver.url.origin);
