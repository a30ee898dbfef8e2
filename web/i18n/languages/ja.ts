export { ja as app } from "../ja.ts";

export const sets = {
  chat: () => import("./ja-chat.ts"),
  pages: () => import("./ja-pages.ts"),
};
