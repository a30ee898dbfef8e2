import { expect, test } from "bun:test";
import { newId } from "../../../../shared/ids.ts";
import { redactPayload } from "./redact-payload.ts";

test("ids, numbers and yes or no are shown; secrets and text are not", () => {
  const shown = {
    mailId: newId("mail"),
    workflowId: "wf_my-own",
    count: 2,
    askModel: true,
    none: null,
  };
  expect(redactPayload(shown)).toEqual(shown);
  const hidden = {
    clientSecret: "ek_54rqSXnfkpAVl0ohHpwmbM-jFWA53wZPWyFMJOeCLMY",
    receiver: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    apiKey: "sk-uMiOqnqcTsqRUqu",
    mailId: "mail_hello",
    nested: { text: "hello" },
    text: "hello",
  };
  expect(new Set(Object.values(redactPayload(hidden)))).toEqual(new Set(["…"]));
  for (const payload of ["text", 1, null, undefined]) expect(redactPayload(payload)).toEqual({});
});
