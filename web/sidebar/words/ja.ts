import type { Translation } from "../../i18n/page-words.ts";
import type { MenuWords } from "./en.ts";

export const ja: Translation<MenuWords> = {
  "settings.label": "設定",
  "sidebar.width": "サイドバーの幅",
  "sidebar.actions": (title) => `「${title}」の操作`,
  "rename.action": "名前を変更",
  "thread.pin": "ピン留め",
  "thread.unpin": "ピン留めを解除",
  "thread.archive": "アーカイブ",
  "thread.archive.list": "アーカイブ済みのチャット",
  "thread.archived": (count) =>
    count === 1 ? "チャットをアーカイブしました。" : `${count}件のチャットをアーカイブしました。`,
  "thread.select": "選択",
  "selection.label": "選択したチャット",
  "selection.count": (count) => `${count}件を選択中`,
  "selection.end": "選択を終了",
  "trash.moved": (count) =>
    count === 1
      ? "チャットをゴミ箱に移動しました。"
      : `${count}件のチャットをゴミ箱に移動しました。`,
  "trash.list": "ゴミ箱",
  "thread.undo": "元に戻す",
  "thread.failed": "チャットを移動できませんでした。",
  "thread.share": "共有",
  "list.label": "チャットの並べ替えと絞り込み",
  "list.sort": "並べ替え",
  "list.sort.recent": "最近の更新",
  "list.sort.created": "作成日",
  "list.sort.title": "タイトル",
  "list.show": "表示",
  "list.show.all": "すべてのチャット",
  "list.show.unread": "未読",
  "list.noUnread": "未読のチャットはありません。",
  "thread.move": "プロジェクトに移動…",
  "thread.tags": "タグ…",
  "thread.export": "エクスポート",
};
