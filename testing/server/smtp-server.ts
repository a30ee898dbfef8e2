import { once } from "node:events";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** How a test's mail server treats the next mail. */
export type SmtpMood = "accept" | "refuse recipient" | "busy" | "refuse login" | "drop" | "stall";

/** A real SMTP server on the loopback. */
export interface TestSmtpServer extends AsyncDisposable {
  port: number;
  /** Every mail that it has accepted, as it was sent. */
  taken: string[];
  /** Number of mails whose sending was started. */
  begun: number;
  mood: SmtpMood;
  /** Resolves when this many mails have been accepted. */
  untilTaken(count: number): Promise<void>;
  /** Resolves when this many mails have been started. */
  untilBegun(count: number): Promise<void>;
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** Starts one that accepts every mail until its mood is changed. */
export async function startSmtpServer(options: SMTPServerOptions = {}): Promise<TestSmtpServer> {
  const changed = new EventTarget();
  const until = async (isTrue: () => boolean) => {
    while (!isTrue()) await once(changed, "change");
  };
  const tell = () => changed.dispatchEvent(new Event("change"));
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: (_auth, _session, done) =>
      test.mood === "refuse login"
        ? done(refusal(535, "bad login"))
        : done(null, { user: "somebody" }),
    onMailFrom(_address, _session, done) {
      test.begun++;
      tell();
      if (test.mood === "stall") return;
      done(test.mood === "busy" ? refusal(450, "come back later") : null);
    },
    onRcptTo: (_address, _session, done) =>
      done(test.mood === "refuse recipient" ? refusal(550, "no such person") : null),
    onData(stream, _session, done) {
      const { mood } = test;
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => {
        parts.push(part);
        if (mood === "drop") for (const connection of server.connections) connection.close();
      });
      stream.on("end", () => {
        if (mood === "drop") return;
        test.taken.push(Buffer.concat(parts).toString("utf8"));
        done(null);
        tell();
      });
    },
    ...options,
  });
  // Tests see clients' errors at the client.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  const test: TestSmtpServer = {
    port: typeof address === "object" && address ? address.port : 0,
    taken: [],
    begun: 0,
    mood: "accept",
    untilTaken: (count) => until(() => test.taken.length >= count),
    untilBegun: (count) => until(() => test.begun >= count),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
  return test;
}
