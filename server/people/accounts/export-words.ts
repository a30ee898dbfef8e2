import type { ExportWords } from "../../../client/export/export-thread.ts";
import type { Locale } from "../../../shared/locale.ts";

const words: Readonly<Partial<Record<string, ExportWords>>> & { en: ExportWords } = {
  en: {
    untitled: "New chat",
    you: "You",
    assistant: "Assistant",
    files: "Files",
    thoughts: "Thoughts",
  },
  fr: {
    untitled: "Nouvelle conversation",
    you: "Vous",
    assistant: "Assistant",
    files: "Fichiers",
    thoughts: "Réflexion",
  },
  es: {
    untitled: "Nuevo chat",
    you: "Tú",
    assistant: "Asistente",
    files: "Archivos",
    thoughts: "Razonamiento",
  },
  de: {
    untitled: "Neuer Chat",
    you: "Du",
    assistant: "Assistent",
    files: "Dateien",
    thoughts: "Gedanken",
  },
  pt: {
    untitled: "Novo chat",
    you: "Você",
    assistant: "Assistente",
    files: "Arquivos",
    thoughts: "Raciocínio",
  },
  it: {
    untitled: "Nuova chat",
    you: "Tu",
    assistant: "Assistente",
    files: "File",
    thoughts: "Ragionamento",
  },
  nl: {
    untitled: "Nieuwe chat",
    you: "Jij",
    assistant: "Assistent",
    files: "Bestanden",
    thoughts: "Gedachten",
  },
  pl: {
    untitled: "Nowy czat",
    you: "Ty",
    assistant: "Asystent",
    files: "Pliki",
    thoughts: "Tok myślenia",
  },
  ja: {
    untitled: "新しいチャット",
    you: "あなた",
    assistant: "アシスタント",
    files: "ファイル",
    thoughts: "思考内容",
  },
  zh: { untitled: "新聊天", you: "你", assistant: "助手", files: "文件", thoughts: "思考过程" },
  ko: {
    untitled: "새 채팅",
    you: "나",
    assistant: "어시스턴트",
    files: "파일",
    thoughts: "생각 과정",
  },
  ar: {
    untitled: "محادثة جديدة",
    you: "أنت",
    assistant: "المساعد",
    files: "الملفات",
    thoughts: "الأفكار",
  },
};

/** The words of exported chats. */
export function exportWords(locale: Locale): ExportWords {
  return words[locale] ?? words.en;
}
