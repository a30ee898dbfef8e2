export { ar as app } from "../ar.ts";

export const sets = {
  chat: () => import("./ar-chat.ts"),
  pages: () => import("./ar-pages.ts"),
};
