import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const zh: Translation<ArtifactWords> = {
  "artifact.panel": "预览",
  "artifact.html": "网页",
  "artifact.svg": "图片",
  "artifact.mermaid": "图表",
  "artifact.preview": "预览",
  "artifact.source": "源代码",
  "artifact.download": "下载",
  "artifact.whole": "全屏",
  "artifact.part": "退出全屏",
  "artifact.previous": "上一版本",
  "artifact.next": "下一版本",
  "artifact.version": (index, count) => `第 ${index} 个版本，共 ${count} 个`,
  "artifact.loading": "正在加载预览…",
  "artifact.wrong": "此图表有错误",
  "artifact.silent": "预览停止响应，已将其关闭。",
  "artifact.again": "重新运行",
  "artifact.blocked": "此页面需要加载互联网上的文件。预览无法访问网络。",
  "artifact.chart": "统计图",
  "artifact.chartWrong": "此统计图有错误",
  "artifact.address":
    "此统计图需要加载互联网上的数据。预览无法访问网络，因此数值必须写在统计图本身中。",
  "artifact.slow": "绘制此统计图耗时过长。",
  "artifact.large": "此统计图的数据过多，无法绘制。",
  "artifact.unloaded": "无法加载预览。",
  "artifact.chartBlocked": "此统计图需要加载互联网上的图片或链接。预览无法访问网络。",
  "artifact.data": "数据",
  "artifact.empty": "此统计图没有数据。",
  "artifact.rows": (shown, total) => `前 ${shown} 行，共 ${total} 行`,
};
