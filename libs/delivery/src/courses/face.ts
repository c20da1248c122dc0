export { AdmitHolder } from './admit-holder.js';
export { CertificateReads, type CertificateView, type ProvenCertificate } from './certificate-reads.js';
export { courseLimits, lessonsOf, type CourseModule, type Lesson, type WantedModule } from './course-outline.js';
export { CourseReads, lessonOf, type CourseProgress, type CourseView, type LearnerView, type LessonFile } from './course-reads.js';
export { CertificateUnknown, CourseUnknown, LessonUnknown } from './course.errors.js';
export { FollowLesson } from './follow-lesson.js';
export { IssueCertificate } from './issue-certificate.js';
export { RenderCertificate } from './render-certificate.js';
export { SetCourse } from './set-course.js';
