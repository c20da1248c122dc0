import { lessonsOf, type CertificateView, type CourseProgress } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import { itemPath, type KeptItem } from '../held-items.js';
import { CourseContents } from '../parts/course-contents.js';
import { Field } from '../parts/field.js';
import { FormProblem } from '../parts/form-problem.js';
import { Icon } from '../parts/icon.js';
import { ItemHead } from '../parts/service-head.js';
import { problemAt } from '../parts/problem-at.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

export interface CertificateNotes { readonly typedName?: string | undefined; readonly problem?: Problem | undefined }

interface CourseProps {
  readonly visitor: Visitor;
  readonly item: KeptItem;
  readonly progress: CourseProgress;
  readonly certificate: CertificateView | undefined;
  readonly notes: CertificateNotes;
}

/** What to learn next, how far one has come, and all lessons; the certificate when all is done. */
export function CoursePage({ visitor, item, progress, certificate, notes }: CourseProps) {
  const { course, completed, opened, next } = progress;
  const lessons = lessonsOf(course.modules);
  const done = lessons.filter(({ id }) => completed.has(id)).length;
  const hrefOf = (lessonId: string) => visitor.link(itemPath(item, `/lessons/${lessonId}`));
  return (
    <div class="wrap narrow buying service">
      <ItemHead visitor={visitor} item={item} />
      <FormProblem visitor={visitor} problem={notes.problem} labels={{ name: 'course.name' }} />
      <section class="sheet">
        <p id="progress">{visitor.t('course.progress', { done: visitor.number(done), count: lessons.length })}</p>
        <progress max={lessons.length} value={done} aria-labelledby="progress" />
        {next ? (
          <p><a class="button" href={hrefOf(next.id)}><Icon name="course" />{visitor.t(opened.size ? 'course.go_on' : 'course.begin')}: <Words of={next.title} visitor={visitor} /></a></p>
        ) : <CertificatePart visitor={visitor} item={item} certificate={certificate} notes={notes} />}
      </section>
      {next && certificate ? <section class="sheet"><CertificatePart visitor={visitor} item={item} certificate={certificate} notes={notes} /></section> : null}
      <CourseContents visitor={visitor} modules={course.modules} completed={completed} hrefOf={({ id }) => hrefOf(id)} />
    </div>
  );
}

function CertificatePart({ visitor, item, certificate, notes: { typedName, problem } }: Pick<CourseProps, 'visitor' | 'item' | 'certificate' | 'notes'>) {
  if (certificate) {
    return (
      <>
        <h2>{visitor.t('course.certificate')}</h2>
        <p>{visitor.t('course.certificate_of', { name: certificate.learnerName })} <bdi dir="ltr">{certificate.number}</bdi></p>
        <div class="actions">
          <a class="button" href={visitor.link(itemPath(item, '/certificate'))} download={`${certificate.number}.pdf`}><Icon name="download" />{visitor.t('course.certificate_pdf')}</a>
          <a href={visitor.link(`/certificates/${certificate.number}`)}>{visitor.t('course.certificate_page')}</a>
        </div>
      </>
    );
  }
  return (
    <form method="post" action={visitor.link(itemPath(item, '/certificate'))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
      <h2>{visitor.t('course.done')}</h2>
      <Field name="name" label={visitor.t('course.name')} hint={visitor.t('course.name_help')} value={typedName} autocomplete="name" maxLength={120} required problem={problemAt(problem, 'name')} />
      <button class="button" type="submit">{visitor.t('course.get_certificate')}</button>
    </form>
  );
}
