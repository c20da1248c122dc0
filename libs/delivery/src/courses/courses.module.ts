import { Module } from '@nestjs/common';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { AdmitHolder } from './admit-holder.js';
import { CertificateReads } from './certificate-reads.js';
import { CourseReads } from './course-reads.js';
import { FollowLesson } from './follow-lesson.js';
import { IssueCertificate } from './issue-certificate.js';
import { RenderCertificate } from './render-certificate.js';
import { SetCourse } from './set-course.js';

const exported = [AdmitHolder, CertificateReads, CourseReads, FollowLesson, IssueCertificate, RenderCertificate, SetCourse];

/** Online courses: what is taught, how far each learner has come, and certificates. */
@Module({ imports: [EntitlementsModule], providers: exported, exports: exported })
export class CoursesModule {}
