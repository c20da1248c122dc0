import { Injectable, Logger } from '@nestjs/common';
import { AccessLog, type AccessClient } from '../entitlements/access-log.js';

interface Noted { readonly at: number; more: number }

const quietMilliseconds = 60_000;
const mostRemembered = 10_000;

/** Notes refused calls without letting whoever sends a million of them write a million rows: the first of a kind at once, those of the next minute with the one after. */
@Injectable()
export class RefusedCalls {
  private readonly logger = new Logger('api-access');
  private readonly noted = new Map<string, Noted>();

  constructor(private readonly log: AccessLog) {}

  note(entitlementId: string | null, code: string, client: AccessClient, now: Date): void {
    const key = `${entitlementId ?? ''} ${code}`;
    const known = this.noted.get(key);
    if (known && now.getTime() - known.at < quietMilliseconds) {
      known.more += 1;
      return;
    }
    if (this.noted.size >= mostRemembered) this.noted.clear();
    this.noted.set(key, { at: now.getTime(), more: 0 });
    this.log.note({ entitlementId, what: 'refused', subject: code, client, times: 1 + (known?.more ?? 0) }).catch((error: unknown) => this.logger.error(error));
  }
}
