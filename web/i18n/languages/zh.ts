export { zh as app } from "../zh.ts";

export const sets = {
  chat: () => import("./zh-chat.ts"),
  pages: () => import("./zh-pages.ts"),
};
