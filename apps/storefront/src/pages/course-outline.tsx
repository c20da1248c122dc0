import type { ProductView } from '@silkport/catalog';
import type { CourseView, Lesson } from '@silkport/delivery';
import { CourseContents } from '../parts/course-contents.js';
import { LessonBody } from '../parts/lesson-body.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

/** What a course teaches, for who has not bought it; free lessons can be opened. */
export function CourseOutlinePage({ visitor, product, course }: { visitor: Visitor; product: ProductView; course: CourseView }) {
  const page = visitor.link(`/products/${product.slug}`);
  return (
    <div class="wrap narrow buying service">
      <h1><a href={page}><Words of={product.name} visitor={visitor} /></a></h1>
      <p class="card-maker"><Words of={product.merchantName} visitor={visitor} /></p>
      <CourseContents visitor={visitor} modules={course.modules} hrefOf={({ id, isPreview }) => (isPreview ? `${page}/lessons/${id}` : undefined)} />
      <p><a class="button" href={page}>{visitor.t('course.to_product')}</a></p>
    </div>
  );
}

export function FreeLessonPage({ visitor, product, lesson }: { visitor: Visitor; product: ProductView; lesson: Lesson }) {
  const page = visitor.link(`/products/${product.slug}`);
  return (
    <article class="wrap narrow buying service">
      <p class="order-number"><a href={`${page}/lessons`}><Words of={product.name} visitor={visitor} /></a> <span class="tag">{visitor.t('course.free')}</span></p>
      <h1><Words of={lesson.title} visitor={visitor} /></h1>
      <LessonBody visitor={visitor} lesson={lesson} />
      {lesson.assetIds.length ? <p class="quiet">{visitor.t('course.files_when_bought', { count: lesson.assetIds.length })}</p> : null}
      <p class="actions"><a class="button" href={page}>{visitor.t('course.to_product')}</a><a href={`${page}/lessons`}>{visitor.t('course.to_contents')}</a></p>
    </article>
  );
}
