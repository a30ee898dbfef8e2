import type { BrandingWords } from "./en.ts";

/** The same in Chinese. */
export const zh: BrandingWords = {
  title: "品牌",
  intro: "此服务器在应用、共享页面和邮件中的呈现方式。",
  decided: "这由服务器设置决定，无法在此更改。",
  name: "名称",
  "name.hint": "留空则为 ChatKit。",
  "name.long": (most: number) => `最多 ${most} 个字符。`,
  accent: "强调色",
  "accent.intro": "用于按钮和链接。",
  "accent.own": "使用自己的颜色",
  "accent.light": "浅色主题",
  "accent.dark": "深色主题",
  "accent.pick": (theme: string) => `选择颜色：${theme}`,
  "accent.wrong": "请输入颜色，例如 #0b6e69。",
  "accent.ratio": (ratio: string) => `对比度：至少 ${ratio}:1`,
  "accent.low": (ratio: string, least: string) =>
    `此颜色的对比度仅为 ${ratio}:1，文字需要 ${least}:1。`,
  "accent.sample": "示例",
  saved: "已保存。下次加载页面时生效。",
};
