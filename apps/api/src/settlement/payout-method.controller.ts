import { Body, Controller, Get, HttpCode, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClusterReads } from '@silkport/clusters';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { OwnerOnly, PayoutMethodReads, SetBankAccount, StartStripe, stripeReaches } from '@silkport/settlement';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import type { MerchantPrincipal } from './merchant-principal.js';
import { OnboardingAnswer, payoutMethodAnswer, PayoutMethodAnswer } from './payout-method-answer.js';
import { BankAccountDto, PayoutMethodQuery } from './payout-method.dto.js';

const path = 'v1/merchant/payout-method';

/** Where a merchant's money goes: read by its whole team, changed by its owner alone. */
@ApiTags('merchant')
@Controller(path)
@Allow('merchant')
export class PayoutMethodController {
  constructor(
    private readonly methods: PayoutMethodReads,
    private readonly setBankAccount: SetBankAccount,
    private readonly startStripe: StartStripe,
    private readonly clusters: ClusterReads,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'How the merchant is paid, and what is still missing for it' })
  @ApiOkResponse({ type: PayoutMethodAnswer })
  @Refuses(400)
  async standing(@Query() _query: PayoutMethodQuery, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<PayoutMethodAnswer> {
    const [method, [merchant]] = await Promise.all([this.methods.of(merchantId), this.clusters.merchantsById([merchantId])]);
    return payoutMethodAnswer(method, merchant !== undefined && stripeReaches(merchant.country));
  }

  /** Doing it again changes nothing but the date. @throws OwnerOnly, IbanInvalid, AccountNumberInvalid, BicInvalid, CnapsCodeInvalid */
  @Put()
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Be paid to a bank account' })
  @ApiNoContentResponse({ description: 'It is set; pay-outs made before keep theirs.' })
  @Refuses(400, 422)
  async toBankAccount(@Body() account: BankAccountDto, @CurrentPrincipal() principal: MerchantPrincipal): Promise<void> {
    if (principal.role !== 'owner') throw new OwnerOnly();
    await this.setBankAccount.run({ ...account, merchantId: principal.merchantId, personId: principal.personId });
  }

  /** @throws OwnerOnly, ProviderDoesNotReach, PaymentProviderAway */
  @Post('stripe')
  @NeverCached()
  @ApiOperation({ summary: 'Be paid by the payment provider: a link to the page where it asks what it must know. Each call gives a new one' })
  @ApiCreatedResponse({ type: OnboardingAnswer })
  @Refuses(422, 503)
  async byStripe(@CurrentPrincipal() { merchantId, personId, email, role }: MerchantPrincipal): Promise<OnboardingAnswer> {
    if (role !== 'owner') throw new OwnerOnly();
    const own = `${this.config.publicUrl}/${path}?onboarding=`;
    const { url, expiresAt } = await this.startStripe.run({ merchantId, personId, email, returnUrl: `${own}returned`, refreshUrl: `${own}expired` });
    return { url, expiresAt: expiresAt.toISOString() };
  }
}
