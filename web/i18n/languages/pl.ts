export { pl as app } from "../pl.ts";

export const sets = {
  chat: () => import("./pl-chat.ts"),
  pages: () => import("./pl-pages.ts"),
};
