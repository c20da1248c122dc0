import type { Lesson } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';

/** A lesson's words. They were made safe when they were set (`lessonHtml`), so they stand here as they are. */
export function LessonBody({ visitor, lesson }: { visitor: Visitor; lesson: Lesson }) {
  const { text, locale } = visitor.text(lesson.body);
  return text ? <div class="prose" lang={locale} dir="auto" dangerouslySetInnerHTML={{ __html: text }} /> : null;
}
