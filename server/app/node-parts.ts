import type { Brand } from "../../shared/brand.ts";
import type { AnalyticsServices } from "../analytics/analytics-services.ts";
import type { HttpServer } from "../api/http/server.ts";
import type { AssistantServices } from "../assistants/assistant-services.ts";
import type { ChatServices } from "../chat/chat-services.ts";
import type { PushServices } from "../push/push-services.ts";
import type { Pace } from "../platform/pace.ts";
import type { Models } from "./open-models.ts";
import type { People } from "./open-people.ts";
import type { Platform } from "./open-platform.ts";
import type { WorkerNode } from "./start-worker.ts";

/** The open parts of a node, by district. Each part takes what it needs. */
export interface NodeParts {
  platform: Platform;
  analytics: AnalyticsServices;
  push: PushServices;
  models: Models;
  assistants: AssistantServices;
  chat: ChatServices;
  people: People;
  /** How busy the node is. */
  pace: Pace;
  late: LateParts;
}

/** Parts that open last, but that earlier ones call once they exist. */
export interface LateParts {
  /** Undefined on a node without a worker, and until it has started. */
  worker?: WorkerNode;
  http?: HttpServer;
  /** How the server presents itself at this moment. */
  brand?: () => Promise<Brand>;
}
