import type { Translation } from "../../i18n/page-words.ts";
import type { ArtifactWords } from "./en.ts";

export const ja: Translation<ArtifactWords> = {
  "artifact.panel": "プレビュー",
  "artifact.html": "ウェブページ",
  "artifact.svg": "画像",
  "artifact.mermaid": "図",
  "artifact.preview": "プレビュー",
  "artifact.source": "ソース",
  "artifact.download": "ダウンロード",
  "artifact.whole": "全画面表示",
  "artifact.part": "全画面表示を終了",
  "artifact.previous": "前のバージョン",
  "artifact.next": "次のバージョン",
  "artifact.version": (index, count) => `バージョン ${index}/${count}`,
  "artifact.loading": "プレビューを読み込み中…",
  "artifact.wrong": "この図にはエラーがあります",
  "artifact.silent": "プレビューが応答しなくなったため、閉じました。",
  "artifact.again": "もう一度実行",
  "artifact.blocked":
    "このページはインターネットからファイルを読み込もうとしています。プレビューではネットワークを使えません。",
  "artifact.chart": "グラフ",
  "artifact.chartWrong": "このグラフにはエラーがあります",
  "artifact.address":
    "このグラフはインターネットからデータを読み込もうとしています。プレビューではネットワークを使えないため、値はグラフ自体に含める必要があります。",
  "artifact.slow": "このグラフの描画に時間がかかりすぎています。",
  "artifact.large": "このグラフはデータが多すぎて描画できません。",
  "artifact.unloaded": "プレビューを読み込めませんでした。",
  "artifact.chartBlocked":
    "このグラフはインターネットから画像やリンクを読み込もうとしています。プレビューではネットワークを使えません。",
  "artifact.data": "データ",
  "artifact.empty": "このグラフにはデータがありません。",
  "artifact.rows": (shown, total) => `全 ${total} 行のうち最初の ${shown} 行`,
};
