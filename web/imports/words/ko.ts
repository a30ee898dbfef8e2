import type { Translation } from "../../i18n/page-words.ts";
import type { ImportWords } from "./en.ts";

export const ko: Translation<ImportWords> = {
  "import.title": "채팅 가져오기",
  "import.intro":
    "ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat 또는 ChatKit에서 내보낸 ZIP 또는 JSON 파일. 이미 가져온 채팅은 건너뜁니다.",
  "import.choose": "파일 선택",
  "import.drop": "또는 여기에 놓으세요",
  "import.uploading": (value) => `업로드 중… ${value}`,
  "import.queued": "시작을 기다리는 중…",
  "import.running": (value) => `가져오는 중… 지금까지 채팅: ${value}`,
  "import.done": "가져오기를 완료했습니다.",
  "import.cancelled": "가져오기를 취소했습니다. 이미 가져온 채팅은 남습니다.",
  "import.failed.not_an_export":
    "읽을 수 있는 내보내기 파일이 아닙니다. 다운로드한 그대로의 ZIP 또는 JSON 파일을 선택하세요.",
  "import.failed.damaged": "파일이 손상되었거나 불완전합니다. 손상 이전의 채팅은 가져왔습니다.",
  "import.failed.too_complex": "파일이 너무 커서 읽을 수 없습니다. 그 이전의 채팅은 가져왔습니다.",
  "import.failed.failed": "서버에 문제가 발생했습니다. 파일을 다시 가져올 수 있습니다.",
  "import.cancel": "취소",
  "import.counts": (first, second, third) =>
    `가져옴: ${first} · 이미 있음: ${second} · 제외됨: ${third}`,
  "import.report": "모든 채팅 보기",
  "import.report.hide": "채팅 숨기기",
  "import.more": "더 보기",
  "import.untitled": "제목 없는 채팅",
  "import.outcome.imported": "가져옴",
  "import.outcome.known": "이미 있음",
  "import.outcome.unreadable": "제외됨",
  "import.problem.no_messages": "메시지가 없습니다",
  "import.problem.not_a_chat": "읽을 수 있는 채팅이 아닙니다",
  "import.problem.too_large": "너무 깁니다",
  "import.problem.temporary": "임시 채팅이었습니다",
  "import.problem.trashed": "휴지통에 있었습니다",
  "import.problem.files_missing": "일부 파일이 내보내기에 없습니다",
  "import.problem.files_unusable": "일부 파일을 읽을 수 없습니다",
  "import.problem.storage_full": "일부 파일이 저장 공간에 들어가지 않습니다",
  "import.busy": "다른 가져오기가 아직 끝나지 않았습니다.",
  "import.tooLarge": "파일이 1 GB보다 큽니다.",
  "import.empty": "파일이 비어 있습니다.",
  "import.earlier": "이전 가져오기",
};
