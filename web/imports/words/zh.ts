import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const zh: Translation<ImportWords> = {
  "import.title": "导入聊天",
  "import.intro":
    "来自 ChatGPT、Claude、LibreChat、Open WebUI、HuggingChat 或 ChatKit：它们导出的 ZIP 或 JSON 文件。已导入的聊天会被跳过。",
  "import.choose": "选择文件",
  "import.drop": "或拖放到此处",
  "import.uploading": (value) => `正在上传… ${value}`,
  "import.queued": "正在等待开始…",
  "import.running": (value) => `正在导入… 目前的聊天数：${value}`,
  "import.done": "导入完成。",
  "import.cancelled": "导入已取消。已导入的聊天会保留。",
  "import.failed.not_an_export":
    "此文件不是可读取的导出文件。请选择你下载的原始 ZIP 或 JSON 文件。",
  "import.failed.damaged": "文件已损坏或不完整。损坏处之前的聊天已导入。",
  "import.failed.too_complex": "文件过大，无法读取。在此之前的聊天已导入。",
  "import.failed.failed": "服务器出了点问题。你可以再次导入该文件。",
  "import.cancel": "取消",
  "import.counts": (first, second, third) =>
    `已导入：${first} · 已存在：${second} · 已略过：${third}`,
  "import.report": "显示所有聊天",
  "import.report.hide": "隐藏聊天",
  "import.more": "显示更多",
  "import.untitled": "无标题聊天",
  "import.outcome.imported": "已导入",
  "import.outcome.known": "已存在",
  "import.outcome.unreadable": "已略过",
  "import.problem.no_messages": "没有消息",
  "import.problem.not_a_chat": "不是可读取的聊天",
  "import.problem.too_large": "过长",
  "import.problem.temporary": "是临时聊天",
  "import.problem.trashed": "在回收站中",
  "import.problem.files_missing": "导出文件中缺少部分文件",
  "import.problem.files_unusable": "部分文件无法读取",
  "import.problem.storage_full": "存储空间放不下部分文件",
  "import.busy": "另一个导入尚未完成。",
  "import.tooLarge": "文件大于 1 GB。",
  "import.empty": "文件为空。",
  "import.earlier": "以前的导入",
};
