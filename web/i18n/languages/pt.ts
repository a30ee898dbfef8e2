export { pt as app } from "../pt.ts";

export const sets = {
  chat: () => import("./pt-chat.ts"),
  pages: () => import("./pt-pages.ts"),
};
