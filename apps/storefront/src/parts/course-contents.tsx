import type { CourseModule, Lesson } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { Words } from './words.js';

interface ContentsProps {
  readonly visitor: Visitor;
  readonly modules: readonly CourseModule[];
  readonly completed?: ReadonlySet<string>;
  /** Undefined for a lesson that cannot be opened. */
  readonly hrefOf: (lesson: Lesson) => string | undefined;
}

/** Modules and their lessons in order, each with whether it is done. */
export function CourseContents({ visitor, modules, completed, hrefOf }: ContentsProps) {
  return (
    <section class="contents" aria-labelledby="contents">
      <h2 id="contents">{visitor.t('course.contents')}</h2>
      {modules.map(({ title, lessons }) => (
        <section>
          <h3><Words of={title} visitor={visitor} /></h3>
          <ol class="plain-rows">
            {lessons.map((lesson) => <li><LessonName visitor={visitor} lesson={lesson} href={hrefOf(lesson)} />{completed?.has(lesson.id) ? <span class="lesson-done"><Icon name="check" /> {visitor.t('course.lesson_done')}</span> : null}{!completed && lesson.isPreview ? <span class="tag">{visitor.t('course.free')}</span> : null}</li>)}
          </ol>
        </section>
      ))}
    </section>
  );
}

function LessonName({ visitor, lesson, href }: { visitor: Visitor; lesson: Lesson; href: string | undefined }) {
  return href ? <a href={href}><Words of={lesson.title} visitor={visitor} /></a> : <span><Words of={lesson.title} visitor={visitor} /></span>;
}
