/** A chapter in both languages; the paragraphs of the two are translations of each other. */
export interface BilingualChapter {
  titleEn: string;
  titleZh: string;
  en: readonly string[];
  zh: readonly string[];
}
