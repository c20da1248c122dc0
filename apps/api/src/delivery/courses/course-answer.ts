import { ApiProperty } from '@nestjs/swagger';
import { entitlementStates, type CourseProgress, type CourseView, type EntitlementState, type LearnerView, type Lesson, type ProvenCertificate } from '@silkport/delivery';
import { locales, translation, type Locale, type Translated } from '@silkport/values';
import { TranslatedAnswer } from '../translated.dto.js';

export class OutlineLessonAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'First steps' }) title: string;
  @ApiProperty({ enum: locales, example: 'en' }) titleLocale: Locale;
  @ApiProperty({ description: 'Whether it can be read before anything is bought.' }) isPreview: boolean;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null for who has not bought it.' }) isCompleted: boolean | null;
}

export class OutlineModuleAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'The kiln' }) title: string;
  @ApiProperty({ enum: locales, example: 'en' }) titleLocale: Locale;
  @ApiProperty({ type: [OutlineLessonAnswer] }) lessons: OutlineLessonAnswer[];
}

export class CourseAnswer {
  @ApiProperty({ type: 'integer', example: 1 }) version: number;
  @ApiProperty({ type: [OutlineModuleAnswer] }) modules: OutlineModuleAnswer[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The first lesson that is not completed; null when all are, and for who has not bought it.' }) nextLessonId: string | null;
  @ApiProperty({ type: Boolean, description: 'Whether all lessons are completed.' }) isCompleted: boolean;
  @ApiProperty({ type: String, nullable: true, example: null }) certificateNumber: string | null;
}

export class LessonFileAnswer {
  @ApiProperty({ example: 'Glaze recipes' }) title: string;
  @ApiProperty({ example: 'glazes.pdf' }) fileName: string;
  @ApiProperty({ example: 'application/pdf' }) contentType: string;
  @ApiProperty({ type: 'integer' }) sizeBytes: number;
  @ApiProperty({ description: 'Signed, and good for some hours.' }) url: string;
}

export class LessonAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'First steps' }) title: string;
  @ApiProperty({ description: 'Safe HTML; empty where it has files only.' }) body: string;
  @ApiProperty({ enum: locales, description: 'Of the body.', example: 'en' }) locale: Locale;
  @ApiProperty({ type: [LessonFileAnswer] }) files: LessonFileAnswer[];
}

export class SetLessonAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: TranslatedAnswer }) title: Translated;
  @ApiProperty({ type: TranslatedAnswer, description: 'As it is shown: made safe.' }) body: Translated;
  @ApiProperty({ type: [String] }) assetIds: readonly string[];
  @ApiProperty() isPreview: boolean;
}

export class SetModuleAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: TranslatedAnswer }) title: Translated;
  @ApiProperty({ type: [SetLessonAnswer] }) lessons: readonly SetLessonAnswer[];
}

export class SetCourseAnswer {
  @ApiProperty({ type: 'integer', description: 'To be named when it is changed.', example: 1 }) version: number;
  @ApiProperty({ format: 'date-time' }) setAt: string;
  @ApiProperty({ type: [SetModuleAnswer] }) modules: readonly SetModuleAnswer[];
}

export class LearnerAnswer {
  @ApiProperty({ format: 'uuid' }) entitlementId: string;
  @ApiProperty({ type: 'integer', example: 1 }) seat: number;
  @ApiProperty({ enum: entitlementStates, example: 'active' }) state: EntitlementState;
  @ApiProperty({ type: 'integer', example: 3 }) completedLessons: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) lastOpenedAt: string | null;
  @ApiProperty({ type: String, nullable: true }) certificateNumber: string | null;
}

export class LearnersAnswer {
  @ApiProperty({ type: 'integer', description: 'Of the version in force.', example: 12 }) lessons: number;
  @ApiProperty({ type: [LearnerAnswer], description: 'Newest first.' }) items: LearnerAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class CertificateAnswer {
  @ApiProperty({ example: 'SC-7K3M-Q92X-TV4D' }) number: string;
  @ApiProperty({ example: 'Айгерім Серікқызы' }) learnerName: string;
  @ApiProperty({ example: 'Throwing and glazing' }) course: string;
  @ApiProperty({ format: 'date', example: '2026-11-24' }) issuedOn: string;
}

export function courseAnswer({ course: { version, modules }, completed, next, isCompleted }: CourseProgress, certificateNumber: string | null, reader: Locale): CourseAnswer {
  return { version, modules: outlineAnswer(modules, reader, completed), nextLessonId: next?.id ?? null, isCompleted, certificateNumber };
}

/** For everybody. */
export function openCourseAnswer({ version, modules }: CourseView, reader: Locale): CourseAnswer {
  return { version, modules: outlineAnswer(modules, reader, null), nextLessonId: null, isCompleted: false, certificateNumber: null };
}

function outlineAnswer(modules: CourseView['modules'], reader: Locale, completed: ReadonlySet<string> | null): OutlineModuleAnswer[] {
  return modules.map(({ id, title, lessons }) => ({
    id, ...titled(title, reader), lessons: lessons.map((lesson) => ({ id: lesson.id, ...titled(lesson.title, reader), isPreview: lesson.isPreview, isCompleted: completed && completed.has(lesson.id) })),
  }));
}

function titled(title: Translated, reader: Locale): { title: string; titleLocale: Locale } {
  const { text, locale } = translation(title, reader);
  return { title: text, titleLocale: locale };
}

export function lessonAnswer({ id, title, body }: Lesson, files: LessonFileAnswer[], reader: Locale): LessonAnswer {
  const { text, locale } = translation(body, reader);
  return { id, title: translation(title, reader).text, body: text, locale, files };
}

export function setCourseAnswer({ version, setAt, modules }: CourseView): SetCourseAnswer {
  return { version, setAt: setAt.toISOString(), modules };
}

export function learnerAnswer({ entitlementId, seat, state, completedLessons, lastOpenedAt, certificateNumber }: LearnerView): LearnerAnswer {
  return { entitlementId, seat, state, completedLessons, lastOpenedAt: lastOpenedAt?.toISOString() ?? null, certificateNumber };
}

export function certificateAnswer({ number, learnerName, courseName, issuedAt }: ProvenCertificate, reader: Locale): CertificateAnswer {
  return { number, learnerName, course: translation(courseName, reader).text, issuedOn: issuedAt.toISOString().slice(0, 10) };
}
