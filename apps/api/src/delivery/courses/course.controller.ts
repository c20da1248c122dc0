import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdmitHolder, CertificateReads, CourseReads, CourseUnknown, DownloadLinks, FollowLesson, IssueCertificate, RenderCertificate, type HeldItem } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { Clock, translation, type Locale } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { courseAnswer, CourseAnswer, certificateAnswer, CertificateAnswer, lessonAnswer, LessonAnswer } from './course-answer.js';
import { CertificateDto } from './course.dto.js';

/** A course for who has bought it, or holds a seat of it. */
@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId')
@Allow('order-holder')
export class CourseController {
  constructor(
    private readonly held: HeldItems, private readonly admit: AdmitHolder, private readonly courses: CourseReads, private readonly follow: FollowLesson, private readonly issue: IssueCertificate,
    private readonly certificates: CertificateReads, private readonly render: RenderCertificate, private readonly links: DownloadLinks, private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, CourseUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  @Get('course')
  @NeverCached()
  @ApiOperation({ summary: 'The course, what is completed of it, and what comes next' })
  @ApiOkResponse({ type: CourseAnswer })
  @Refuses(400, 403, 404, 410)
  async read(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<CourseAnswer> {
    return this.answer(await this.usable(number, id, key, principal, request), reader);
  }

  /** @throws as `read`, LessonUnknown */
  @Get('lessons/:lessonId')
  @NeverCached()
  @ApiOperation({ summary: 'A lesson; that it was opened is noted' })
  @ApiParam({ name: 'lessonId', format: 'uuid' })
  @ApiOkResponse({ type: LessonAnswer })
  @Refuses(400, 403, 404, 410)
  async open(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('lessonId') lessonId: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<LessonAnswer> {
    const { entitlement } = await this.usable(number, id, key, principal, request);
    const lesson = await this.follow.open({ entitlementId: entitlement.id, productId: entitlement.productId, lessonId, client: this.held.clientOf(request) });
    const files = await this.courses.filesOf(entitlement.id, lesson);
    const urlOf = (assetId: string) => `${this.config.publicUrl}${this.links.linkFor({ entitlementId: entitlement.id, assetId }, this.clock.now())}`;
    return lessonAnswer(lesson, files.map(({ id: assetId, title, ...file }) => ({ ...file, title: translation(title, reader).text, url: urlOf(assetId) })), reader);
  }

  /** @throws as `open` */
  @Put('lessons/:lessonId/completion')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'A lesson is done; doing it again changes nothing' })
  @ApiParam({ name: 'lessonId', format: 'uuid' })
  @ApiOkResponse({ type: CourseAnswer })
  @Refuses(400, 403, 404, 410)
  async complete(
    @Param('number') number: string, @Param('entitlementId') id: string, @Param('lessonId') lessonId: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<CourseAnswer> {
    const item = await this.usable(number, id, key, principal, request);
    await this.follow.complete({ entitlementId: item.entitlement.id, productId: item.entitlement.productId, lessonId, client: this.held.clientOf(request) });
    return this.answer(item, reader);
  }

  /** There is one for a seat, so repeating it brings the same. @throws as `read`, CourseNotCompleted */
  @Post('certificate')
  @NeverCached()
  @ApiOperation({ summary: 'Ask for the certificate; asked for again, it is the first one whatever name is given' })
  @ApiCreatedResponse({ type: CertificateAnswer })
  @Refuses(400, 403, 404, 409, 410)
  async certify(
    @Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @Req() request: FastifyRequest, @CurrentPrincipal() principal: Principal | undefined, @Body() { name }: CertificateDto,
  ): Promise<CertificateAnswer> {
    const { entitlement, line } = await this.usable(number, id, key, principal, request);
    const wish = { entitlementId: entitlement.id, productId: entitlement.productId, learnerName: name.trim(), courseName: line.productName, merchantName: line.merchantName, locale: reader };
    return certificateAnswer(await this.issue.run({ ...wish, client: this.held.clientOf(request) }), reader);
  }

  /** @throws as `read`, CertificateUnknown */
  @Get('certificate')
  @NeverCached()
  @ApiOperation({ summary: 'The certificate on paper, in the language that it was asked for in' })
  @ApiOkResponse({ description: 'The certificate.', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Refuses(400, 403, 404, 410)
  async paper(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<StreamableFile> {
    const { entitlement } = await this.usable(number, id, key, principal, request);
    const certificate = await this.certificates.require(entitlement.id);
    const bytes = await this.render.run(certificate);
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="${certificate.number}.pdf"`, length: bytes.length });
  }

  private async usable(number: string, id: string, key: string | undefined, principal: Principal | undefined, request: FastifyRequest): Promise<HeldItem> {
    const item = await this.held.require(number, id, key, principal);
    if (item.entitlement.deliveryKind !== 'course') throw new CourseUnknown();
    await this.admit.run(item.entitlement, this.held.clientOf(request));
    return item;
  }

  private async answer({ entitlement }: HeldItem, reader: Locale): Promise<CourseAnswer> {
    const [progress, certificate] = await Promise.all([this.courses.progressOf(entitlement), this.certificates.ofEntitlement(entitlement.id)]);
    return courseAnswer(progress, certificate?.number ?? null, reader);
  }
}
