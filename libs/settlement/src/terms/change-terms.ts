import { Injectable } from '@nestjs/common';
import { ClusterReads } from '@silkport/clusters';
import { recordAudit } from '@silkport/identity';
import { findCurrency } from '@silkport/markets';
import { Database } from '@silkport/platform';
import { Clock, decimalOfMinor, minorOfDecimal, newId } from '@silkport/values';
import { MerchantUnknown, MinimumInvalid, ScheduleDayInvalid, TermsCurrencyUnknown } from '../settlement.errors.js';
import { MerchantTerms, type PayoutSchedule } from './merchant-terms.entity.js';
import type { TermsView } from './terms-in-force.js';

export interface WantedTerms {
  readonly merchantId: string;
  readonly currency: string;
  readonly schedule: PayoutSchedule;
  /** 0 for daily, 1 (Monday) to 7 for weekly, 1 to 28 for monthly. */
  readonly scheduleDay: number;
  /** Major units as a decimal string. */
  readonly minimum: string;
  readonly holdDays: number;
  /** 1000 is a tenth. */
  readonly reserveBasisPoints: number;
  readonly reserveDays: number;
  readonly reason: string;
  /** The admin who changes them. */
  readonly personId: string;
}

const days: Readonly<Record<PayoutSchedule, readonly [number, number]>> = { daily: [0, 0], weekly: [1, 7], monthly: [1, 28] };

/** Agrees new terms with a merchant for one currency, from now on: sales of before keep the hold and the reserve that they were made under. */
@Injectable()
export class ChangeTerms {
  constructor(private readonly database: Database, private readonly clusters: ClusterReads, private readonly clock: Clock) {}

  /** @throws MerchantUnknown @throws TermsCurrencyUnknown @throws ScheduleDayInvalid @throws MinimumInvalid */
  async run({ minimum, personId, ...wanted }: WantedTerms): Promise<TermsView> {
    const currency = findCurrency(wanted.currency);
    if (!currency) throw new TermsCurrencyUnknown({}, 'currency');
    const [from, to] = days[wanted.schedule];
    if (wanted.scheduleDay < from || wanted.scheduleDay > to) throw new ScheduleDayInvalid({}, 'scheduleDay');
    const minimumMinor = minorOfDecimal(minimum, currency.minorUnits);
    if (minimumMinor === undefined || minimumMinor < 0n) throw new MinimumInvalid({ decimals: currency.minorUnits }, 'minimum');
    const [merchant] = await this.clusters.merchantsById([wanted.merchantId]);
    if (!merchant) throw new MerchantUnknown();
    await this.database.transaction(async (tx) => {
      const validFrom = this.clock.now();
      await tx.insert(MerchantTerms, { id: newId(), ...wanted, minimumMinor, validFrom, changedBy: personId });
      await recordAudit(tx, { personId, action: 'settlement.terms_changed', happenedAt: validFrom, details: { ...wanted, minimum: decimalOfMinor(minimumMinor, currency.minorUnits) } });
    });
    const { schedule, scheduleDay, holdDays, reserveBasisPoints, reserveDays } = wanted;
    return { schedule, scheduleDay, minimumMinor, holdDays, reserveBasisPoints, reserveDays };
  }
}
