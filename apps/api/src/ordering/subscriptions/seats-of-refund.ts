import { Injectable } from '@nestjs/common';
import { EndingSeats } from '@silkport/delivery';
import { SeatPeriods, type OrderView } from '@silkport/ordering';
import type { EndingSeatAnswer } from './ending-seat-answer.js';

/** Which seats end where pieces of a subscription's order are given back, told before it is done. */
@Injectable()
export class SeatsOfRefund {
  constructor(private readonly periods: SeatPeriods, private readonly ending: EndingSeats) {}

  /** @param wanted of other orders' lines nothing is told; nor of lines that are given back for an amount, or whole: then all of them end */
  async of({ id, subscription, lines }: Pick<OrderView, 'id' | 'subscription' | 'lines'>, wanted: readonly { readonly lineId: string; readonly quantity?: number | undefined }[] = []): Promise<EndingSeatAnswer[]> {
    if (!subscription || !(await this.periods.runs(id))) return [];
    const own = wanted.flatMap(({ lineId, quantity }) => (quantity !== undefined && lines.some((line) => line.id === lineId) ? [{ lineId, quantity }] : []));
    const seats = await Promise.all(own.map(({ lineId, quantity }) => this.ending.of(lineId, quantity)));
    return seats.flat().map(({ entitlementId, seat, isGiven }) => ({ entitlementId, seat, isGiven }));
  }
}
