/** Rejections of only the value: OpenAI, Google, Groq, Ollama, pydantic (vLLM), OpenRouter. */
const aboutValue =
  /unsupported value|invalid value|(?:supported|valid|allowed) (?:values|levels)|one of|should be|invalid reasoning|think value|mandatory|cannot be disabled/i;

/** Whether only the value of an effort is rejected, so that another effort may be accepted. */
export function isAboutValue(errorBody: string): boolean {
  return aboutValue.test(errorBody);
}
