import { isId, locales, newId, type Translated } from '@silkport/values';
import { CourseRefused } from './course.errors.js';
import { lessonHtml } from './lesson-html.js';

/** A lesson as it is kept: its words are safe HTML in each language. */
export interface Lesson {
  readonly id: string;
  readonly title: Translated;
  readonly body: Translated;
  /** Files of the product that belong to it: texts, pictures, film, sound. */
  readonly assetIds: readonly string[];
  /** Whether it is shown to everybody before anything is bought. */
  readonly isPreview: boolean;
}

export interface CourseModule { readonly id: string; readonly title: Translated; readonly lessons: readonly Lesson[] }

/** What a merchant sends: what is there already is named by its id, what is new has none. */
export interface WantedLesson extends Omit<Lesson, 'id' | 'body'> {
  readonly id?: string | undefined;
  /** HTML, or plain text with empty lines between paragraphs. */
  readonly body?: Translated | undefined;
}
export interface WantedModule { readonly id?: string | undefined; readonly title: Translated; readonly lessons: readonly WantedLesson[] }

/** A long book has some 500 kB; a page of it has to stay one that a phone can show. */
export const courseLimits = { lessons: 500, bodyCharacters: 60_000, titleCharacters: 200, files: 20 } as const;

export function lessonsOf(modules: readonly CourseModule[]): Lesson[] {
  return modules.flatMap(({ lessons }) => lessons);
}

/** @param known what may be named: ids of the version before, and the product's files @throws CourseRefused */
export function outlineOf(wanted: readonly WantedModule[], known: { readonly ids: ReadonlySet<string>; readonly assetIds: ReadonlySet<string> }): CourseModule[] {
  const used = new Set<string>();
  const idOf = (id: string | undefined, field: string) => {
    if (id === undefined) return newId();
    if (!known.ids.has(id) || used.has(id)) throw new CourseRefused({}, field);
    used.add(id);
    return id;
  };
  const modules = wanted.map(({ id, title, lessons }, at) => ({
    id: idOf(id, `modules.${at}.id`), title: titleOf(title, `modules.${at}.title`),
    lessons: lessons.map((lesson, index) => {
      const field = `modules.${at}.lessons.${index}`;
      return lessonOf(lesson, idOf(lesson.id, `${field}.id`), known.assetIds, field);
    }),
  }));
  const count = lessonsOf(modules).length;
  if (!count || count > courseLimits.lessons) throw new CourseRefused({}, 'modules');
  return modules;
}

function lessonOf({ title, body = {}, assetIds, isPreview }: WantedLesson, id: string, files: ReadonlySet<string>, field: string): Lesson {
  if (assetIds.length > courseLimits.files || new Set(assetIds).size < assetIds.length || assetIds.some((each) => !isId(each) || !files.has(each))) throw new CourseRefused({}, `${field}.assetIds`);
  const safe = inEach(body, lessonHtml, courseLimits.bodyCharacters, `${field}.body`);
  if (!Object.keys(safe).length && !assetIds.length) throw new CourseRefused({}, `${field}.body`);
  return { id, title: titleOf(title, `${field}.title`), body: safe, assetIds: [...assetIds], isPreview };
}

/** @throws CourseRefused */
function titleOf(title: Translated, field: string): Translated {
  const safe = inEach(title, (text) => text.replaceAll(/\p{Cc}+/gu, ' ').trim(), courseLimits.titleCharacters, field);
  if (!Object.keys(safe).length) throw new CourseRefused({}, field);
  return safe;
}

function inEach(given: Translated, made: (text: string) => string, longest: number, field: string): Translated {
  const texts = Object.entries(given).map(([locale, text]) => {
    if (!(locales as readonly string[]).includes(locale) || typeof text !== 'string' || text.length > longest) throw new CourseRefused({}, field);
    return [locale, made(text.replaceAll('\0', '').toWellFormed())] as const;
  });
  return Object.fromEntries(texts.filter(([, text]) => text !== '')) as Translated;
}
