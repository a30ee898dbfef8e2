import type { ExportWords } from "../../../client/export/export-thread.ts";
import type { Locale } from "../../../shared/locale.ts";

const words: Readonly<Partial<Record<string, ExportWords>>> & { en: ExportWords } = {
  en: {
    untitled: "New chat",
    you: "You",
    assistant: "Assistant",
    files: "Files",
    instruction: "Instruction",
    thoughts: "Thoughts",
  },
  fr: {
    untitled: "Nouvelle conversation",
    you: "Vous",
    assistant: "Assistant",
    files: "Fichiers",
    instruction: "Consigne",
    thoughts: "Réflexion",
  },
  es: {
    untitled: "Nuevo chat",
    you: "Tú",
    assistant: "Asistente",
    files: "Archivos",
    instruction: "Indicación",
    thoughts: "Razonamiento",
  },
  de: {
    untitled: "Neuer Chat",
    you: "Du",
    assistant: "Assistent",
    files: "Dateien",
    instruction: "Anweisung",
    thoughts: "Gedanken",
  },
  pt: {
    untitled: "Novo chat",
    you: "Você",
    assistant: "Assistente",
    files: "Arquivos",
    instruction: "Instrução",
    thoughts: "Raciocínio",
  },
  it: {
    untitled: "Nuova chat",
    you: "Tu",
    assistant: "Assistente",
    files: "File",
    instruction: "Istruzione",
    thoughts: "Ragionamento",
  },
  nl: {
    untitled: "Nieuwe chat",
    you: "Jij",
    assistant: "Assistent",
    files: "Bestanden",
    instruction: "Instructie",
    thoughts: "Gedachten",
  },
  pl: {
    untitled: "Nowy czat",
    you: "Ty",
    assistant: "Asystent",
    files: "Pliki",
    instruction: "Polecenie",
    thoughts: "Tok myślenia",
  },
  ja: {
    untitled: "新しいチャット",
    you: "あなた",
    assistant: "アシスタント",
    files: "ファイル",
    instruction: "指示",
    thoughts: "思考内容",
  },
  zh: {
    untitled: "新聊天",
    you: "你",
    assistant: "助手",
    files: "文件",
    instruction: "要求",
    thoughts: "思考过程",
  },
  ko: {
    untitled: "새 채팅",
    you: "나",
    assistant: "어시스턴트",
    files: "파일",
    instruction: "지시",
    thoughts: "생각 과정",
  },
  ar: {
    untitled: "محادثة جديدة",
    you: "أنت",
    assistant: "المساعد",
    files: "الملفات",
    instruction: "التعليمات",
    thoughts: "الأفكار",
  },
};

/** The words of exported chats. */
export function exportWords(locale: Locale): ExportWords {
  return words[locale] ?? words.en;
}
