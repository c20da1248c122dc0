import { applyDecorators, Body, Controller, HttpCode, Post, Req, UseInterceptors, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ActivateMachine, DeactivateMachine, HearMachine, IssueLicenceFile, VerifyLicence, type LicenceClient } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { HeldItems } from '../held-items.js';
import {
  activatedAnswer, type ActivatedAnswer, type DeactivatedAnswer, type HeardAnswer, licenceFileAnswer, type LicenceFileAnswer, type LicenceVerdictAnswer, SignedActivatedAnswer, SignedDeactivatedAnswer, SignedHeardAnswer,
  SignedLicenceFileAnswer, SignedVerdictAnswer, verdictAnswer, wire,
} from './licence-answer.js';
import { ActivationDto, MachineDto, VerifyLicenceDto } from './licence.dto.js';
import { SignedAnswersInterceptor } from './signed-answers.interceptor.js';

const header = (description: string) => ({ description, schema: { type: 'string' as const } });
const signed = {
  'content-digest': header('SHA-256 of the body (RFC 9530).'), 'signature-input': header('What is signed, when and by which key (RFC 9421).'), signature: header('Ed25519; the keys are at /v1/licence-keys/public-keys.'),
};

/** A call of a program, with a signed answer. Sending it again does no harm. */
const ProgramCall = (path: string, summary: string, type: Type) => applyDecorators(
  Post(path), HttpCode(200), NeverCached(), ApiOperation({ summary }), ApiOkResponse({ type, headers: signed }),
);

/** Licence keys for the programs that they are for. The key in the body is the permission; who tries keys that are none is slowed down. */
@ApiTags('licences')
@Controller('v1/licences')
@Allow('public')
@UseInterceptors(SignedAnswersInterceptor)
export class LicencesController {
  constructor(
    private readonly verifyLicence: VerifyLicence, private readonly activateMachine: ActivateMachine, private readonly deactivateMachine: DeactivateMachine, private readonly hearMachine: HearMachine,
    private readonly issueFile: IssueLicenceFile, private readonly held: HeldItems,
  ) {}

  /** @throws TooManyKeyTries */
  @ProgramCall('verify', 'Whether a key is good now, and good on this machine', SignedVerdictAnswer)
  @Refuses(400, 429)
  async verify(@Body() { key, product, fingerprint }: VerifyLicenceDto, @Req() request: FastifyRequest): Promise<LicenceVerdictAnswer> {
    return verdictAnswer(await this.verifyLicence.run({ key, productId: product, fingerprint, client: this.clientOf(request) }));
  }

  /** @throws LicenceKeyUnknown, LicenceKeyRetired, LicenceAwaitsHolder, MachineLimitReached, LeaseRefused, AccessNotReady, AccessSuspended, AccessExpired, TooManyKeyTries */
  @ProgramCall('activate', 'Give a machine a place; one that has a place keeps it. With a lease, check a floating place out', SignedActivatedAnswer)
  @Refuses(400, 403, 404, 409, 410, 422, 429)
  async activate(@Body() { key, product, nonce: _, ...machine }: ActivationDto, @Req() request: FastifyRequest): Promise<ActivatedAnswer> {
    return activatedAnswer(await this.activateMachine.run({ licence: { key, productId: product }, ...machine, client: this.clientOf(request) }));
  }

  /** @throws LicenceKeyUnknown, TooManyKeyTries */
  @ProgramCall('deactivate', 'Deactivate a machine, or check it in; works whatever the licence’s state is. Its place is free when its last licence file has ended', SignedDeactivatedAnswer)
  @Refuses(400, 404, 429)
  async deactivate(@Body() { key, product, fingerprint }: MachineDto, @Req() request: FastifyRequest): Promise<DeactivatedAnswer> {
    const { wasActive, freeAt } = await this.deactivateMachine.run({ licence: { key, productId: product }, machine: { fingerprint }, client: this.clientOf(request) });
    return { wasActive, freeAt: wire(freeAt) };
  }

  /** @throws LicenceKeyUnknown, MachineNotActive, AccessNotReady, AccessSuspended, AccessExpired, TooManyKeyTries */
  @ProgramCall('heartbeat', 'Say that the machine is still there', SignedHeardAnswer)
  @Refuses(400, 403, 404, 409, 410, 429)
  async heartbeat(@Body() { key, product, fingerprint }: MachineDto, @Req() request: FastifyRequest): Promise<HeardAnswer> {
    return { aliveUntil: wire(await this.hearMachine.run({ licence: { key, productId: product }, fingerprint, client: this.clientOf(request) })) };
  }

  /** @throws LicenceKeyUnknown, MachineNotActive, LeaseNeeded, AccessNotReady, AccessSuspended, AccessExpired, TooManyKeyTries */
  @ProgramCall('licence-file', 'A signed file that proves the licence without network; each has the next number', SignedLicenceFileAnswer)
  @Refuses(400, 403, 404, 409, 410, 429)
  async file(@Body() { key, product, fingerprint }: MachineDto, @Req() request: FastifyRequest): Promise<LicenceFileAnswer> {
    return licenceFileAnswer(await this.issueFile.run({ licence: { key, productId: product }, machine: { fingerprint }, client: this.clientOf(request) }));
  }

  private clientOf(request: FastifyRequest): LicenceClient {
    return { ...this.held.clientOf(request), address: request.ip };
  }
}
