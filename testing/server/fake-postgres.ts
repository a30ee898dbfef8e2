/** A server that speaks just enough of PostgreSQL's protocol to report its version. */
export interface FakePostgres extends Disposable {
  url: string;
}

/** Starts one on a free port. It accepts every login and answers every query with its version. */
export function startFakePostgres(version: string): FakePostgres {
  const server = Bun.listen<{ started: boolean; rest: Buffer }>({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      open(socket) {
        socket.data = { started: false, rest: Buffer.alloc(0) };
      },
      data(socket, received) {
        const state = socket.data;
        let input = Buffer.concat([state.rest, received]);
        for (;;) {
          // The first message has no type byte.
          const head = state.started ? 1 : 0;
          if (input.length < head + 4) break;
          const length = head + input.readUInt32BE(head);
          if (input.length < length) break;
          const type = state.started ? input.toString("latin1", 0, 1) : "startup";
          input = input.subarray(length);
          state.started = true;
          const answer = answers(version)[type];
          if (answer) socket.write(Buffer.concat(answer));
        }
        state.rest = input;
      },
    },
  });
  return {
    url: `postgres://someone:secret-password@127.0.0.1:${server.port}/chat`,
    [Symbol.dispose]: () => server.stop(true),
  };
}

/** The answers to each kind of message: the extended query protocol, one text column. */
function answers(version: string): Record<string, Buffer[]> {
  const ready = message("Z", "I");
  const column = Buffer.concat([
    Buffer.from("server_version\0"),
    bytes(0, 0, 0, 0, 0, 0),
    bytes(0, 0, 0, 25, 255, 255),
    bytes(255, 255, 255, 255, 0, 0),
  ]);
  const row = Buffer.concat([bytes(0, 1, 0, 0, 0, version.length), Buffer.from(version)]);
  return {
    startup: [message("R", bytes(0, 0, 0, 0)), ready],
    P: [message("1", "")],
    D: [message("t", bytes(0, 0)), message("T", Buffer.concat([bytes(0, 1), column]))],
    B: [message("2", "")],
    E: [message("D", row), message("C", "SHOW\0")],
    S: [ready],
  };
}

function bytes(...values: number[]): Buffer {
  return Buffer.from(values);
}

function message(type: string, body: string | Buffer): Buffer {
  const content = Buffer.from(body);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
}
