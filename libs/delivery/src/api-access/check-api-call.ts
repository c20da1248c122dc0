import { Injectable } from '@nestjs/common';
import { Database, type DomainError } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { countryOf, type AccessClient } from '../entitlements/access-log.js';
import { AccessExpired, AccessNotReady, AccessSuspended } from '../delivery.errors.js';
import { CallsTooFast, CredentialForeign, CredentialRefused, QuotaUsedUp, ScopeRefused } from './api-access.errors.js';
import type { CallOutcome } from './api-meter.entity.js';
import { admitCall } from './call-statements.js';
import { blindedToken } from './credential-token.js';
import type { CallStanding } from './quota-headers.js';
import { RefusedCalls } from './refused-calls.js';

/** A call as it stands before the gate: one that is forwarded by its method and path, or one that is asked about by its scope and units. */
export type ApiCall = { readonly token: string | undefined; readonly productId: string; readonly client: AccessClient } & (
  | { readonly method: string; readonly path: string }
  | { readonly scope?: string | undefined; readonly units?: number | undefined });

/** A call that was let through, and counted. */
export interface AdmittedCall extends CallStanding {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly scope: string;
  readonly units: number;
  /** Of `units`: what was taken from top-ups. */
  readonly fromExtra: number;
  readonly periodAt: Date;
  readonly upstreamUrl: string | null;
  /** Empty where the request did not tell. */
  readonly country: string;
}

type Refusal = 'credential' | 'foreign' | 'not_ready' | 'suspended' | 'expired' | 'scope';
type Judged = Omit<AdmittedCall, 'country'> & { readonly refusal: Refusal | null; readonly outcome: CallOutcome | null };

const refusals: Readonly<Record<Refusal, () => DomainError>> = {
  credential: () => new CredentialRefused(), foreign: () => new CredentialForeign(), not_ready: () => new AccessNotReady(), suspended: () => new AccessSuspended(),
  expired: () => new AccessExpired(), scope: () => new ScopeRefused(),
};

/** A refusal by what the plan allows, with where the call's limits stand. */
export interface LimitReached { readonly entitlementId: string; readonly orderId: string; readonly standing: CallStanding }
const limits = new WeakMap<DomainError, LimitReached>();

/** What a `CallsTooFast` or `QuotaUsedUp` was about. */
export function limitReached(error: DomainError): LimitReached | undefined {
  return limits.get(error);
}

/** The gate of every call to a merchant's API: who calls, whether it may, and how much is left, judged and counted in one statement. */
@Injectable()
export class CheckApiCall {
  constructor(private readonly database: Database, private readonly refused: RefusedCalls, private readonly clock: Clock) {}

  /** @throws CredentialRefused, CredentialForeign, AccessNotReady, AccessSuspended, AccessExpired, ScopeRefused, CallsTooFast, QuotaUsedUp */
  async run(call: ApiCall): Promise<AdmittedCall> {
    const now = this.clock.now();
    const country = countryOf(call.client) ?? '';
    const token = blindedToken(call.token ?? '');
    const [judged] = token && isId(call.productId) ? await this.database.read<Judged>(admitCall, [token.prefix, token.blinded, token.nonce, call.productId, ...askedOf(call), now, country]) : [];
    if (judged?.outcome === 'through' && !judged.refusal) return { ...judged, country };
    const error = refusalOf(judged);
    if (judged && judged.outcome) limits.set(error, { entitlementId: judged.entitlementId, orderId: judged.orderId, standing: judged });
    else this.refused.note(judged?.entitlementId ?? null, error.code, call.client, now);
    throw error;
  }

  /** A try that was refused before it came to the gate. */
  noteRefused({ code }: DomainError, client: AccessClient): void {
    this.refused.note(null, code, client, this.clock.now());
  }
}

function askedOf(call: ApiCall): [method: string | null, path: string | null, scope: string | null, units: number | null] {
  return 'path' in call ? [call.method, call.path, null, null] : [null, null, call.scope ?? null, call.units ?? null];
}

function refusalOf(judged: Judged | undefined): DomainError {
  if (!judged) return new CredentialRefused();
  if (judged.refusal) return refusals[judged.refusal]();
  return judged.outcome === 'quota' ? new QuotaUsedUp() : judged.outcome === 'rate' ? new CallsTooFast() : new ScopeRefused();
}
