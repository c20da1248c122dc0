import { Injectable } from '@nestjs/common';
import { findMarket, taxIdRules } from '@silkport/markets';
import { assessTaxes } from './assess-taxes.js';
import { Liabilities } from './thresholds/liabilities.js';
import { placeVerdict } from './place/place-verdict.js';
import { TaxIdShapeInvalid } from './tax.errors.js';
import { makesBusiness, TaxIdRegister, type TaxIdStatus } from './tax-ids/tax-id-register.js';
import { holderOf } from './tax-ids/tax-id-holder.js';
import { officialTaxId } from './tax-ids/tax-id-shape.js';
import type { TaxAssessment, TaxRequest } from './tax-request.js';

const noteOf: Readonly<Record<TaxIdStatus, string | null>> = {
  confirmed: null,
  unverified: 'tax id checked by its form only',
  unknown: 'tax id unknown to the register: treated as a consumer',
  unavailable: 'tax id not confirmed, no register answered: treated as a consumer',
  private: 'the tax id is a private person’s: treated as a consumer',
  formless: 'no form of tax id is known of the country/region: treated as a consumer',
};
const statusOfOthers = { person: 'private', nobody: 'formless' } as const;
const ofAnotherPlace = 'the place of supply is not the one of the tax id: treated as a consumer';

/** Decides which taxes each line of a basket bears, and why. No transaction may be open: it may ask a register outside. */
@Injectable()
export class DetermineTax {
  constructor(private readonly register: TaxIdRegister, private readonly liabilities: Liabilities) {}

  /** @throws TaxIdShapeInvalid (field `taxId`), RateMissing */
  async run(request: TaxRequest): Promise<TaxAssessment> {
    const verdict = placeVerdict(request.country, request.evidence);
    const [taxId, { isLiable }] = await Promise.all([
      request.taxId?.trim() ? this.checked(request.country, request.taxId, verdict.country) : undefined,
      this.liabilities.standing(request.at, request.rates),
    ]);
    const assessment = assessTaxes(request, { ...verdict, taxId: taxId?.official ?? null, taxIdNote: taxId?.note ?? null, isLiable });
    return { ...assessment, taxIdStatus: taxId?.status ?? null };
  }

  private async checked(country: string, typed: string, place: string): Promise<{ official: string | null; note: string | null; status: TaxIdStatus }> {
    const official = await officialTaxId(country, typed);
    if (!official) throw new TaxIdShapeInvalid(country, (findMarket(country) && taxIdRules(country)?.name) ?? '');
    const holder = holderOf(country, official);
    const status = holder === 'business' ? await this.register.check(country, official) : statusOfOthers[holder];
    const isBusiness = makesBusiness(status) && place === country;
    return { official: isBusiness ? official : null, note: place === country ? noteOf[status] : ofAnotherPlace, status };
  }
}
