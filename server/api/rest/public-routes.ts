import { createRoute, z } from "@hono/zod-openapi";
import { locales, pickLocale } from "../../../shared/locale.ts";
import { addressGroup } from "../../platform/limits/address-group.ts";
import { readPublicConfig } from "../../assistants/workflows/read-public-config.ts";
import { acceptedLanguages } from "../accepted-languages.ts";
import { findAilment } from "../health.ts";
import { inJson } from "./answer-parts.ts";
import { plainRefusals } from "./plain-answers.ts";
import {
  ailingSchema,
  configQuery,
  configSchema,
  healthSchema,
  plainErrorSchema,
} from "./plain-schemas.ts";
import type { RestApp, RestDeps } from "./rest-context.ts";

const operation = { tags: ["This server"], security: [] };

const configRoute = createRoute({
  ...operation,
  method: "get",
  path: "/api/config",
  operationId: "readPublicConfig",
  summary: "Read the texts of a workflow's first screen",
  description: "In the language of `lang`, or else in that of `Accept-Language`.",
  request: { query: configQuery },
  responses: {
    ...plainRefusals,
    404: inJson(plainErrorSchema, "There is no such workflow, or it is not public."),
    200: inJson(configSchema, "The texts of the first screen."),
  },
});

const healthRoute = createRoute({
  ...operation,
  method: "get",
  path: "/api/health",
  operationId: "readHealth",
  summary: "Check whether this node can serve users",
  responses: {
    ...plainRefusals,
    200: inJson(healthSchema, "It can."),
    503: inJson(
      z.union([ailingSchema, plainErrorSchema]),
      "It is shutting down, or its database does not answer.",
    ),
  },
});

/** Routes without authentication: a workflow's first screen, and this node's health. */
export function publicRoutes(app: RestApp, { services, isDraining }: RestDeps): void {
  const { sql, assistants } = services;
  const { defaultWorkflowId } = assistants;
  app.openapi(configRoute, async (c) => {
    const { lang, workflow_id: named } = c.req.valid("query");
    const locale = pickLocale([
      ...known(lang),
      ...acceptedLanguages(c.req.header("accept-language")),
    ]);
    const workflowId = named ?? defaultWorkflowId;
    const caller = addressGroup(c.env.address);
    await assistants.prepareWorkflow({ id: workflowId, caller });
    const { name, greeting, placeholder, starters } = await readPublicConfig(assistants, {
      workflowId,
      locale,
    });
    c.header("vary", "accept-language");
    c.header("content-language", locale);
    return c.json(
      {
        workflow_id: workflowId,
        name,
        locale,
        greeting,
        placeholder,
        starter_prompts: starters,
        theme: { color_scheme: "system" as const },
      },
      200,
    );
  });
  app.openapi(healthRoute, async (c) => {
    const ailment = await findAilment(sql, isDraining());
    return ailment === null
      ? c.json({ status: "healthy" as const, workflow_id: defaultWorkflowId }, 200)
      : c.json({ status: "unhealthy" as const, error: ailment }, 503);
  });
}

/** A language requested by name, if this server has it. */
function known(tag: string | undefined): string[] {
  const language = tag?.toLowerCase().split(/[-_]/)[0];
  return locales.filter((locale) => locale === language);
}
