export { it as app } from "../it.ts";

export const sets = {
  chat: () => import("./it-chat.ts"),
  pages: () => import("./it-pages.ts"),
};
