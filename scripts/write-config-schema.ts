import { join } from "node:path";
import { describeConfigFile } from "../server/app/describe-config-file.ts";

/** `bun run config:schema`: writes the JSON schema of `CHATKIT_CONFIG` for editors. */
const file = join(import.meta.dir, "../docs/chatkit-config.schema.json");
await Bun.write(file, describeConfigFile());
