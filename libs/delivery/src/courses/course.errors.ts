import { DomainError } from '@silkport/platform';

/** The product is no course, or its course has not been written yet. */
export class CourseUnknown extends DomainError {
  readonly code = 'delivery.course_unknown';
  readonly status = 404;
}

export class LessonUnknown extends DomainError {
  readonly code = 'delivery.lesson_unknown';
  readonly status = 404;
}

/** Somebody else has set a newer version than the one that was changed. */
export class CourseChanged extends DomainError {
  readonly code = 'delivery.course_changed';
  readonly status = 409;
}

/** A course without a lesson, a lesson without words and files, or an id or a file that is none of the product's. */
export class CourseRefused extends DomainError {
  readonly code = 'delivery.course_refused';
  readonly status = 422;
}

/** A certificate is asked for before the last lesson is done. */
export class CourseNotCompleted extends DomainError {
  readonly code = 'delivery.course_not_completed';
  readonly status = 409;
}

export class CertificateUnknown extends DomainError {
  readonly code = 'delivery.certificate_unknown';
  readonly status = 404;
}
