import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { NotYourProduct } from '@silkport/catalog';
import { DeactivateMachine, EntitlementAccess, EntitlementUnknown, ImportLicenceKeys, KeyPoolReads, LicenceReads, SetKeyPlan } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { machineAnswer, MachinesAnswer } from './licence-answer.js';
import { ImportedKeysAnswer, KeyFileDto, KeyPlanDto, KeyPoolAnswer } from './merchant-keys.dto.js';

/** What a merchant's variants give as keys, and the machines of those that were sold. */
@ApiTags('merchant')
@Controller('v1/merchant')
@Allow('merchant')
export class MerchantKeysController {
  constructor(
    private readonly pools: KeyPoolReads, private readonly importKeys: ImportLicenceKeys, private readonly setPlan: SetKeyPlan, private readonly licences: LicenceReads,
    private readonly deactivateMachine: DeactivateMachine, private readonly entitlements: EntitlementAccess,
  ) {}

  /** @throws NotYourProduct */
  @Get('variants/:variantId/licence-keys')
  @NeverCached()
  @ApiOperation({ summary: 'The plan of a variant’s keys, and how many are free, given and on sale' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiOkResponse({ type: KeyPoolAnswer })
  @Refuses(404)
  async pool(@Param('variantId') variantId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<KeyPoolAnswer> {
    const { terms, ...pool } = await this.pools.ofVariant(ownId(variantId), merchantId);
    return { ...pool, ...terms };
  }

  /** @throws NotYourProduct, KeyFileRefused, KeysTwice, KeysInPool */
  @Post('variants/:variantId/licence-keys')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Import a file of keys into the variant’s pool, all of them or none; as many go on sale' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiCreatedResponse({ type: ImportedKeysAnswer })
  @Refuses(400, 404, 409, 422)
  async import(
    @Param('variantId') variantId: string, @Body() { csv }: KeyFileDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal,
  ): Promise<ImportedKeysAnswer> {
    return { imported: await this.importKeys.run({ variantId: ownId(variantId), merchantId, personId, csv }, claim) };
  }

  /** @throws NotYourProduct, KeyPlanRefused */
  @Put('variants/:variantId/key-plan')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Say what keys of the variant allow from the next sale on' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is set; keys that were sold keep theirs.' })
  @Refuses(400, 404, 422)
  async plan(@Param('variantId') variantId: string, @Body() plan: KeyPlanDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    const { source, pattern = null, validityDays = null, maxMachines = null, isFloating = false, heartbeatMinutes = null, leaseMinutes = null, fileDays = 30, features = [] } = plan;
    await this.setPlan.run({ variantId: ownId(variantId), merchantId, source, pattern, validityDays, terms: { maxMachines, isFloating, heartbeatMinutes, leaseMinutes, fileDays, features } });
  }

  /** @throws EntitlementUnknown */
  @Get('entitlements/:entitlementId/machines')
  @NeverCached()
  @ApiOperation({ summary: 'The machines that take a place of a key that was sold' })
  @ApiOkResponse({ type: MachinesAnswer })
  @Refuses(404)
  async machines(@Param('entitlementId') entitlementId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<MachinesAnswer> {
    await this.requireOwn(entitlementId, merchantId);
    return { items: (await this.licences.machinesOf(entitlementId)).map(machineAnswer) };
  }

  /** @throws EntitlementUnknown, LicenceKeyUnknown */
  @Delete('entitlements/:entitlementId/machines/:machineId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Free a machine’s place for a buyer who cannot, at once, also where it has a licence file that is still good. Doing it again changes nothing' })
  @ApiNoContentResponse({ description: 'It has no place.' })
  @Refuses(404)
  async deactivate(@Param('entitlementId') entitlementId: string, @Param('machineId') machineId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.requireOwn(entitlementId, merchantId);
    if (isId(machineId)) await this.deactivateMachine.run({ licence: { entitlementId }, machine: { machineId }, freesAtOnce: true });
  }

  private async requireOwn(entitlementId: string, merchantId: string): Promise<void> {
    const entitlement = await this.entitlements.find(entitlementId);
    if (entitlement?.merchantId !== merchantId) throw new EntitlementUnknown();
  }
}

function ownId(variantId: string): string {
  if (!isId(variantId)) throw new NotYourProduct();
  return variantId;
}
