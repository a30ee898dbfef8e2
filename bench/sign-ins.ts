import { type Load, measure, type Measurement, type Pids } from "./measure.ts";
import type { Target } from "./targets.ts";

/** The cost of many concurrent sign-ins for readers. */
export interface SignInCost {
  quiet: Measurement;
  /** The same load, with fifty users signing in at once in the middle of it. */
  crowded: Measurement;
  /** From the first request to the last response, in milliseconds. */
  allSignedInMs: number;
}

/** Users who sign in at once. */
const crowd = 50;

/** They start once all streams are running, in milliseconds after the first. */
const comeAfterMs = 4_000;

const account = { email: "crowd@example.org", password: "a bench has nothing to hide" };

/** Measures paced streams without and with sign-ins, on a node that sends no mail. */
export async function measureSignIns(
  target: Target,
  { origin, pids, load }: { origin: string; pids: Pids; load: Load },
): Promise<SignInCost> {
  await register(origin);
  const quiet = await measure(target, pids, load);
  const knocking = Bun.sleep(comeAfterMs).then(() => signInAll(origin));
  const crowded = await measure(target, pids, load);
  return { quiet, crowded, allSignedInMs: await knocking };
}

/** A line of figures, with the difference. */
export function toLine({ quiet, crowded, allSignedInMs }: SignInCost): string {
  const [before, during] = [quiet.delayMs, crowded.delayMs];
  if (!before || !during) throw new Error("The load of this measurement has to be paced.");
  const added = during.p99 - before.p99;
  return (
    `${crowd} sign-ins at once during ${crowded.load}: late p99 ${before.p99.toFixed(1)} → ` +
    `${during.p99.toFixed(1)} ms (+${added.toFixed(1)}), all signed in after ${allSignedInMs.toFixed(0)} ms`
  );
}

async function register(origin: string): Promise<void> {
  const guest = await call(`${origin}/trpc/auth.guest`, {});
  const { result }: { result: { data: { accessToken: string } } } = await guest.json();
  await call(`${origin}/trpc/auth.register`, account, {
    authorization: `Bearer ${result.data.accessToken}`,
  });
}

async function signInAll(origin: string): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: crowd }, () => call(`${origin}/trpc/auth.signIn`, account)),
  );
  return performance.now() - startedAt;
}

async function call(
  url: string,
  input: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}
