import type { CourseProgress, Lesson } from '@silkport/delivery';
import type { LinkedLessonFile } from '../courses/lesson-files.js';
import { fileForm } from '../file-forms.js';
import { itemPath, type KeptItem } from '../held-items.js';
import { Icon } from '../parts/icon.js';
import { LessonBody } from '../parts/lesson-body.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

interface LessonProps {
  readonly visitor: Visitor;
  readonly item: KeptItem;
  readonly progress: CourseProgress;
  readonly lesson: Lesson;
  readonly previous: Lesson | undefined;
  readonly following: Lesson | undefined;
  readonly files: readonly LinkedLessonFile[];
}

/** One lesson: its words, its files, and on to the next. */
export function LessonPage({ visitor, item, progress, lesson, previous, following, files }: LessonProps) {
  const isDone = progress.completed.has(lesson.id);
  const linkTo = (action: string) => visitor.link(itemPath(item, action));
  return (
    <article class="wrap narrow buying service">
      <p class="order-number"><a href={linkTo('/lessons')}><Words of={item.line.productName} visitor={visitor} /></a></p>
      <h1><Words of={lesson.title} visitor={visitor} /></h1>
      <LessonBody visitor={visitor} lesson={lesson} />
      {files.length ? <ul class="files">{files.map((file) => <LessonFilePart visitor={visitor} file={file} />)}</ul> : null}
      <div class="actions lesson-end">
        {isDone ? <p class="lesson-done"><Icon name="check" /> {visitor.t('course.lesson_done')}</p> : (
          <form method="post" action={linkTo(`/lessons/${lesson.id}/completion`)}><button class="button" type="submit">{visitor.t(following ? 'course.complete_next' : 'course.complete')}</button></form>
        )}
        {isDone && following ? <a class="button" href={linkTo(`/lessons/${following.id}`)}>{visitor.t('course.next')}</a> : null}
        {isDone && !following ? <a class="button" href={linkTo('/lessons')}>{visitor.t('course.to_contents')}</a> : null}
        {previous ? <a href={linkTo(`/lessons/${previous.id}`)}>{visitor.t('course.previous')}</a> : null}
      </div>
    </article>
  );
}

function LessonFilePart({ visitor, file: { title, fileName, contentType, sizeBytes, href } }: { visitor: Visitor; file: LinkedLessonFile }) {
  const name = visitor.text(title).text;
  return (
    <li class="file">
      {contentType.startsWith('video/') ? <video controls preload="none" src={href} aria-label={name} /> : null}
      {contentType.startsWith('audio/') ? <audio controls preload="none" src={href} aria-label={name} /> : null}
      <div class="file-words"><span class="file-title"><Words of={title} visitor={visitor} /></span><span class="hint"><bdi dir="ltr">{fileName}</bdi> · {fileForm(contentType)} · {visitor.bytes(sizeBytes)}</span></div>
      <a class="button quiet-button small-button" href={href} download={fileName}><Icon name="download" />{visitor.t('receive.download')}<span class="visually-hidden">: {fileName}</span></a>
    </li>
  );
}
