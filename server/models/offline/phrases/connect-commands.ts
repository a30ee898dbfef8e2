/** The commands that connect a real model: the same in every language. */
export const connectCommands = `\`\`\`sh
# OpenAI
OPENAI_API_KEY=sk-...

# Ollama, vLLM, ...
OPENAI_BASE_URL=http://localhost:11434/v1
CHATKIT_MODEL=llama3.2
\`\`\``;
