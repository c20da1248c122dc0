import { EntitlementUnknown } from '../delivery.errors.js';
import type { HeldEntitlement } from '../entitlements/entitlement-access.js';

export interface InHands {
  /** Of the seat, when its holder was let in. */
  readonly generation: number;
}

/** The seat may have been given to somebody else while its holder's request was on its way: what they would get now would outlive that. @throws EntitlementUnknown */
export function inSameHands(locked: HeldEntitlement, { generation }: InHands): void {
  if (locked.generation !== generation) throw new EntitlementUnknown();
}
