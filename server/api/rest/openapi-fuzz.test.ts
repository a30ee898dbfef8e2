import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { isObject } from "../../platform/narrow.ts";
import { checkAnswer, type ReadAnswer } from "../../../testing/server/openapi/check-answer.ts";
import {
  createSchemaCompiler,
  type SchemaCompiler,
} from "../../../testing/server/openapi/compile-schema.ts";
import { type FuzzRequest, fuzzRequests } from "../../../testing/server/openapi/fuzz-requests.ts";
import {
  type Credential,
  type FuzzStage,
  startFuzzStage,
} from "../../../testing/server/openapi/fuzz-stage.ts";
import {
  type OpenApiDocument,
  type Operation,
  operationsOf,
  readDocument,
} from "../../../testing/server/openapi/read-document.ts";

/** Requests to each operation. `FUZZ_RUNS` and `FUZZ_SEED` choose more, and others. */
const runs = Number(Bun.env["FUZZ_RUNS"] ?? 60);
const seed = Number(Bun.env["FUZZ_SEED"] ?? 11);

/** Longest wait for one answer, in milliseconds: far beyond any on a busy machine. */
const patienceMs = 20_000;

let stage: FuzzStage;
let document: OpenApiDocument;
let compiler: SchemaCompiler;
beforeAll(async () => {
  stage = await startFuzzStage();
  document = await readDocument(stage.app.origin);
  compiler = createSchemaCompiler(document);
}, 60_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

async function call(
  { method, target, headers, body }: FuzzRequest,
  credential: Credential,
): Promise<ReadAnswer> {
  const answer = await fetch(stage.app.origin + target, {
    method,
    headers: { ...headers, ...credential.headers },
    signal: AbortSignal.timeout(patienceMs),
    ...(body === null ? {} : { body }),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Whether an operation takes a credential. */
function letsIn({ security }: Operation, { scheme }: Credential): boolean {
  const isOpen = security.length === 0 || security.some((each) => Object.keys(each).length === 0);
  return isOpen || (scheme !== null && security.some((each) => scheme in each));
}

/** What is wrong with the answer to a request; null where it is as the document says. */
function faultOf(
  operation: Operation,
  { fit, target }: FuzzRequest,
  { answer, ...credential }: Credential & { answer: ReadAnswer },
): string | null {
  const undeclared = checkAnswer(operation, compiler, answer);
  if (undeclared) return undeclared;
  if (fit === "fits" && isMisfit(answer)) return "what fits the document was refused";
  if (answer.status >= 300) return null;
  if (!letsIn(operation, credential)) return "a caller without credentials for this was let in";
  const ids = stage.knownFor(operation.operationId)["id"] ?? [];
  if (credential.isForeign && ids.some((id) => target.includes(id)))
    return "another account reached what is not its own";
  return fit === "misfits" ? "what does not fit the document was accepted" : null;
}

/** Whether a request was refused for its form, and not for what it asks for. */
function isMisfit({ status, text }: ReadAnswer): boolean {
  return status === 400 && /"error":"Invalid input\. |"code":"invalid_value"/.test(text);
}

/** What the document's schemas cannot say of a body. */
function isUnclear(body: unknown): boolean {
  if (!JSON.stringify(body).isWellFormed() || hasLoneSurrogate(body)) return true;
  if (!isObject(body)) return false;
  const { message, attachments } = body;
  return (
    typeof message === "string" &&
    message.trim() === "" &&
    !(Array.isArray(attachments) && attachments.length > 0)
  );
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === "string") return !value.isWellFormed();
  if (Array.isArray(value)) return value.some(hasLoneSurrogate);
  return isObject(value) && Object.entries(value).flat().some(hasLoneSurrogate);
}

/** Names of the stage's credentials: half of the time one of a kind that the operation names. */
function credentialNames({ security }: Operation): fc.Arbitrary<string> {
  const names = Object.keys(stage.credentials);
  const named = names.filter((name) => {
    const { scheme, isForeign } = stage.credentials[name] ?? {};
    return scheme && !isForeign && security.some((each) => scheme in each);
  });
  const any = fc.constantFrom(...names);
  return named.length === 0 ? any : fc.oneof(any, fc.constantFrom(...named));
}

/** Sends many requests to an operation. Resolves with the statuses of the answers. */
async function fuzz(operation: Operation): Promise<ReadonlySet<number>> {
  const known = stage.knownFor(operation.operationId);
  const source = { compiler, isUnclear, components: document.components, known };
  const statuses = new Set<number>();
  const property = fc.asyncProperty(
    fuzzRequests(operation, source),
    credentialNames(operation),
    async (request, by) => {
      const credential = stage.credentials[by];
      if (!credential) throw new Error(`The stage has no ${by}.`);
      const answer = await call(request, credential);
      statuses.add(answer.status);
      const fault = faultOf(operation, request, { ...credential, answer });
      if (fault) throw new Error(`${fault}: ${answer.status} ${answer.text.slice(0, 300)}`);
    },
  );
  await fc.assert(property, { seed, numRuns: runs });
  return statuses;
}

/** What no request of a fuzz opens: it asks for no WebSocket. */
const socket = "openSocket";

test("every answer to every kind of request is one that the document declares", async () => {
  console.log(`fuzzing with FUZZ_SEED=${seed} FUZZ_RUNS=${runs}`);
  for (const operation of operationsOf(document)) {
    const statuses = await fuzz(operation);
    const isReached = [...statuses].some((status) => status < 300);
    const { operationId } = operation;
    expect({ operationId, isReached }).toEqual({
      operationId,
      isReached: operationId !== socket,
    });
  }
}, 120_000);
