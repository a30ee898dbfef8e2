import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const zh: Translation<DictationWords> = {
  start: "听写",
  stop: "停止听写",
  listening: "正在聆听… 浏览器厂商可能会处理你说的话。按 Esc 停止。",
  "problem.denied": "浏览器不允许在此使用麦克风。请在网站设置中允许。",
  "problem.microphone": "未找到麦克风。",
  "problem.silence": "没有听到声音。请重试。",
  "problem.network": "无法连接浏览器的语音服务。",
  "problem.language": "浏览器无法听写此语言。",
  "problem.failed": "听写因错误而停止。",
};
