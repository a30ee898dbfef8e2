import { z } from "zod";
import { configFileSchema } from "./config-file-schema.ts";

/** The JSON schema of the file that `CHATKIT_CONFIG` names, as it is in `docs/`. */
export function describeConfigFile(): string {
  const schema = z.toJSONSchema(configFileSchema, { io: "input" });
  return `${JSON.stringify({ title: "ChatKit's configuration file", ...schema }, null, 2)}\n`;
}
