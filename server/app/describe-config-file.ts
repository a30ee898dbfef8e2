import { z } from "zod";
import { configFileSchema } from "./config-file-schema.ts";

/** The JSON schema of the `CHATKIT_CONFIG` file, as published in `docs/`. */
export function describeConfigFile(): string {
  const schema = z.toJSONSchema(configFileSchema, { io: "input" });
  return `${JSON.stringify({ title: "ChatKit's configuration file", ...schema }, null, 2)}\n`;
}
