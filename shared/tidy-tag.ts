/** A tag as it is kept: without quotation marks and needless white space. */
export function tidyTag(text: string): string {
  return text.normalize("NFC").replaceAll('"', "").split(/\s+/).filter(Boolean).join(" ");
}

/** Equal for tags that are the same but for upper and lower case. */
export function keyOfTag(tag: string): string {
  return tag.toLowerCase();
}
