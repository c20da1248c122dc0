import { CallsAtOnce, UpstreamBusy } from './api-access.errors.js';

/** Of one buyer. Others' calls of the same upstream find places beside them. */
export const mostOfEntitlement = 16;
/** Of one upstream: whoever comes then is told at once, and waits behind nobody. */
export const mostOfUpstream = 256;

/** Calls that this process has sent on and whose answers have not been read to the end. */
export class CallsUnderWay {
  private readonly counts = new Map<string, number>();

  /** @returns what ends the call @throws CallsAtOnce, UpstreamBusy */
  enter(entitlementId: string, origin: string): () => void {
    if ((this.counts.get(entitlementId) ?? 0) >= mostOfEntitlement) throw new CallsAtOnce({ max: mostOfEntitlement });
    if ((this.counts.get(origin) ?? 0) >= mostOfUpstream) throw new UpstreamBusy();
    this.add(entitlementId, 1);
    this.add(origin, 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.add(entitlementId, -1);
      this.add(origin, -1);
    };
  }

  private add(key: string, change: 1 | -1): void {
    const count = (this.counts.get(key) ?? 0) + change;
    if (count) this.counts.set(key, count);
    else this.counts.delete(key);
  }
}
