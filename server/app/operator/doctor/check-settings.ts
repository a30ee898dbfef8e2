import { isLoopbackName } from "../../../api/http/host-names.ts";
import type { Config } from "../../config.ts";
import { type Finding, fine, warning } from "./finding.ts";

/** What is looked at in the settings, beside their being valid. */
type Settings = Pick<Config, "publicOrigin" | "rateLimits" | "trustedProxies">;

/** Valid settings that do not fit together, or do not fit a server for others. */
export function checkSettings(config: Settings): Finding[] {
  const odd = addressFindings(config);
  if (!config.rateLimits) {
    odd.push(
      warning(
        "settings",
        "rate limits are off",
        "remove RATE_LIMITS=off on a server for more people",
      ),
    );
  }
  return odd.length > 0 ? odd : [fine("settings", "valid, and they fit together")];
}

function addressFindings({ publicOrigin, trustedProxies }: Settings): Finding[] {
  if (publicOrigin === null) {
    const says = "PUBLIC_URL is not set: links in mails and shared chats use this node's address";
    return [warning("settings", says, "set it to the address that people type")];
  }
  if (publicOrigin.startsWith("http:") && !isLoopbackName(new URL(publicOrigin).hostname)) {
    const says = "PUBLIC_URL is not https: passwords and chats travel in the open";
    return [warning("settings", says, "put a proxy with a certificate in front")];
  }
  if (publicOrigin.startsWith("https:") && trustedProxies.length === 0) {
    const says = "TRUST_PROXY is not set: all people behind the proxy count as one address";
    return [warning("settings", says, "set it to the proxy's address, such as 127.0.0.1")];
  }
  return [];
}
