import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { AdmitHolder, CertificateReads, CourseReads, CourseUnknown, FollowLesson, IssueCertificate, lessonOf, RenderCertificate } from '@silkport/delivery';
import { ProblemFilter } from '@silkport/i18n';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendFile } from '../file-answer.js';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { CoursePage, type CertificateNotes } from '../pages/course.js';
import { LessonPage } from '../pages/lesson.js';
import { readForm, typedText } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { CertificateForm } from './course.dto.js';
import { LessonFiles } from './lesson-files.js';

/** A course for whoever has bought it or holds a seat of it: what comes next, each lesson, and the certificate at the end. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class CourseController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldItems, private readonly admit: AdmitHolder, private readonly courses: CourseReads, private readonly follow: FollowLesson,
    private readonly issue: IssueCertificate, private readonly certificates: CertificateReads, private readonly render: RenderCertificate, private readonly files: LessonFiles, private readonly problems: ProblemFilter,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, CourseUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get('lessons')
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.showCourse(await this.usable(number, id, request), {}, request, reply);
  }

  /** @throws as `show`, LessonUnknown */
  @Get('lessons/:lessonId')
  async lesson(@Param('number') number: string, @Param('entitlementId') id: string, @Param('lessonId') lessonId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    const { entitlement } = item;
    const lesson = await this.follow.open({ entitlementId: entitlement.id, productId: entitlement.productId, lessonId, client: this.held.clientOf(request) });
    const [progress, files] = await Promise.all([this.courses.progressOf(entitlement), this.files.of(entitlement, lesson)]);
    const visitor = this.visitors.of(request);
    renderPage(reply, visitor, { title: visitor.text(lesson.title).text, isPersonal: true }, <LessonPage visitor={visitor} item={item} progress={progress} {...lessonOf(progress.course, lessonId)} files={files} />);
  }

  /** Goes on to what comes next. Pressed twice, it is done once. @throws as `lesson` */
  @Post('lessons/:lessonId/completion')
  async complete(@Param('number') number: string, @Param('entitlementId') id: string, @Param('lessonId') lessonId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    const { entitlement } = item;
    await this.follow.complete({ entitlementId: entitlement.id, productId: entitlement.productId, lessonId, client: this.held.clientOf(request) });
    const { course, next } = await this.courses.progressOf(entitlement);
    const following = lessonOf(course, lessonId).following ?? next;
    return reply.redirect(this.visitors.of(request).link(itemPath(item, following ? `/lessons/${following.id}` : '/lessons')), 303);
  }

  /** Sent twice, it is the first one. @throws as `show` */
  @Post('certificate')
  async certify(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.usable(number, id, request);
    const { entitlement, line } = item;
    const { locale } = this.visitors.of(request);
    try {
      const { name } = await readForm(CertificateForm, body);
      await this.issue.run({ entitlementId: entitlement.id, productId: entitlement.productId, learnerName: name, courseName: line.productName, merchantName: line.merchantName, locale, client: this.held.clientOf(request) });
      return await reply.redirect(this.visitors.of(request).link(itemPath(item, '/lessons')), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.showCourse(item, { typedName: typedText(body).name, problem: this.problems.problemOf(error, request, locale) }, request, reply);
    }
  }

  /** @throws as `show`, CertificateUnknown */
  @Get('certificate')
  async paper(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { entitlement } = await this.usable(number, id, request);
    const certificate = await this.certificates.require(entitlement.id);
    sendFile(reply, 'application/pdf', `${certificate.number}.pdf`, await this.render.run(certificate));
  }

  private async usable(number: string, id: string, request: FastifyRequest): Promise<KeptItem> {
    const item = await this.held.require(number, id, request);
    if (item.entitlement.deliveryKind !== 'course') throw new CourseUnknown();
    await this.admit.run(item.entitlement, this.held.clientOf(request));
    return item;
  }

  private async showCourse(item: KeptItem, notes: CertificateNotes, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const [progress, certificate] = await Promise.all([this.courses.progressOf(item.entitlement), this.certificates.ofEntitlement(item.entitlement.id)]);
    const visitor = this.visitors.of(request);
    const head = { title: visitor.text(item.line.productName).text, isPersonal: true, status: notes.problem?.status ?? 200 };
    renderPage(reply, visitor, head, <CoursePage visitor={visitor} item={item} progress={progress} certificate={certificate} notes={notes} />);
  }
}
