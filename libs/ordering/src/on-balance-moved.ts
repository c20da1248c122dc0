import { Injectable } from '@nestjs/common';
import { balanceMoved, type BalanceMoved } from '@silkport/payments';
import { Handles, type Tx } from '@silkport/platform';
import { AddEvidence } from '@silkport/tax';

/** Keeps the country/region of each card that was charged: it is known only once the provider lists the charge, and is one more item of evidence for the tax office. */
@Injectable()
export class OnBalanceMoved {
  constructor(private readonly addEvidence: AddEvidence) {}

  @Handles(balanceMoved, 'ordering/keep-card-country')
  async keepCardCountry(tx: Tx, { movements }: BalanceMoved): Promise<void> {
    await this.addEvidence.within(tx, movements.flatMap(({ kind, reference, cardCountry, at }) => (
      kind === 'charge' && reference && cardCountry ? [{ orderId: reference, evidence: [{ kind: 'card-country' as const, country: cardCountry, raw: cardCountry, seenAt: at }] }] : [])));
  }
}
