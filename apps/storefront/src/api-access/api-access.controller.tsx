import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiAccessReads, IssueCredential, JoinTopUp, RevokeCredential, RotateCredential, TopUpUnfit, type IssuedCredential } from '@silkport/delivery';
import { ProblemFilter, type Problem } from '@silkport/i18n';
import { OrderUnknown } from '@silkport/ordering';
import { Allow, CONFIG, DomainError, hashBody, type Config } from '@silkport/platform';
import { Clock, locales, newId } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldOrders } from '../held-orders.js';
import { HeldItems, itemPath, type KeptItem } from '../held-items.js';
import { OrderUnknownFilter } from '../order-unknown.filter.js';
import { PageProblemFilter } from '../page-problem.filter.js';
import { ApiAccessPage } from '../pages/api-access.js';
import { readForm, typedText } from '../read-form.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';
import { CredentialForm, JoinForm, orderNamed, RotationForm } from './credential.dto.js';

interface Notes { readonly issued?: IssuedCredential; readonly problem?: Problem; readonly typed?: Readonly<Record<string, string>> }

const shownMilliseconds = 30 * 86_400_000;

/** Access to an API for whoever bought it: where to call, what is left, its credentials and its calls. */
@Controller(locales.map((locale) => `${locale}/orders/:number/items/:entitlementId/usage`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class ApiAccessPagesController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldItems, private readonly access: ApiAccessReads, private readonly issueCredential: IssueCredential, private readonly rotateCredential: RotateCredential,
    private readonly revokeCredential: RevokeCredential, private readonly heldOrders: HeldOrders, private readonly joinTopUp: JoinTopUp, private readonly problems: ProblemFilter, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown, ApiPlanUnknown */
  @Get()
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.render(await this.held.require(number, id, request), {}, request, reply);
  }

  /** The page itself shows the secret, this once. @throws OrderUnknown, EntitlementUnknown */
  @Post('credentials')
  async issue(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    await this.doing(item, body, request, reply, async () => {
      const { attempt, ...wanted } = await readForm(CredentialForm, body);
      return this.issueCredential.run({ ...wanted, entitlementId: item.entitlement.id, generation: item.entitlement.generation, client: this.held.clientOf(request) }, onceOf('credential', item, attempt, wanted));
    });
  }

  @Post('credentials/:credentialId/rotation')
  async rotate(@Param('number') number: string, @Param('entitlementId') id: string, @Param('credentialId') credentialId: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    await this.doing(item, {}, request, reply, async () => {
      const { attempt, overlap } = await readForm(RotationForm, body);
      const wanted = { credentialId, overlapHours: Number(overlap) };
      return this.rotateCredential.run({ ...wanted, entitlementId: item.entitlement.id, generation: item.entitlement.generation, client: this.held.clientOf(request) }, onceOf('rotation', item, attempt, wanted));
    });
  }

  /** Pressed twice, it is done once. @throws OrderUnknown, EntitlementUnknown, ApiCredentialUnknown */
  @Post('credentials/:credentialId/revocation')
  async revoke(@Param('number') number: string, @Param('entitlementId') id: string, @Param('credentialId') credentialId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    await this.revokeCredential.run(item.entitlement.id, credentialId);
    return reply.redirect(this.visitors.of(request).link(itemPath(item, '/usage')), 303);
  }

  /** Sent twice, it is done once. @throws OrderUnknown, EntitlementUnknown */
  @Post('join')
  async join(@Param('number') number: string, @Param('entitlementId') id: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const item = await this.held.require(number, id, request);
    try {
      await this.joinTopUp.run({ topUpId: item.entitlement.id, targetId: await this.targetOf(item, body, request) });
      await reply.redirect(this.visitors.of(request).link(itemPath(item, '/usage')), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.render(item, { problem: this.problems.problemOf(error, request, this.visitors.of(request).locale), typed: typedText(body) }, request, reply);
    }
  }

  /** @throws InvalidInput, OrderUnknown, TopUpUnfit */
  private async targetOf({ entitlement }: KeptItem, body: unknown, { principal }: FastifyRequest): Promise<string> {
    const { number, key } = orderNamed((await readForm(JoinForm, body)).order);
    const { order } = await this.heldOrders.require(number, { query: { key }, principal }).catch((error: unknown) => { throw error instanceof OrderUnknown ? new OrderUnknown({}, 'order') : error; });
    const targetId = await this.access.takingUnits(order.id, entitlement);
    if (!targetId) throw new TopUpUnfit({}, 'order');
    return targetId;
  }

  private async doing(item: KeptItem, body: unknown, request: FastifyRequest, reply: FastifyReply, work: () => Promise<IssuedCredential>): Promise<void> {
    try {
      await this.render(item, { issued: await work() }, request, reply);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.render(item, { problem: this.problems.problemOf(error, request, this.visitors.of(request).locale), typed: typedText(body) }, request, reply);
    }
  }

  private async render(item: KeptItem, notes: Notes, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const until = this.clock.now();
    const [access, usage] = await Promise.all([
      this.access.of(item.entitlement.id), this.access.usage(item.entitlement.id, { from: new Date(until.getTime() - shownMilliseconds), until, by: 'day' }, item),
    ]);
    const head = { title: visitor.t('api_access.title'), isPersonal: true, status: notes.problem?.status ?? 200 };
    const gatewayUrl = `${this.config.publicUrl}/v1/gateway/${item.entitlement.productId}`;
    renderPage(reply, visitor, head, <ApiAccessPage visitor={visitor} item={item} access={access} usage={usage} gatewayUrl={gatewayUrl} attempt={newId()} {...notes} />);
  }
}

function onceOf(what: string, { entitlement }: KeptItem, attempt: string, wanted: object) {
  return { scope: `storefront ${what} ${entitlement.id}`, key: attempt, bodyHash: hashBody(wanted) };
}
