/** A failure made on demand, for the next `count` requests that it fits. */
export interface Fault {
  kind: 'status' | 'drop' | 'delay';
  /** For `status`: what to answer (500 when left out). */
  status?: number;
  /** For `delay`: how long to wait. */
  delayMs?: number;
  count: number;
  method?: string;
  /** The start of the path, e.g. `/v1/refunds`. */
  path?: string;
  /** `after`: the work is done and kept, only the answer is lost; the case that idempotency keys are for. */
  when: 'before' | 'after';
}

export class Faults {
  private waiting: Fault[] = [];

  add(fault: Fault): void {
    this.waiting.push(fault);
  }

  list(): readonly Fault[] {
    return this.waiting;
  }

  clear(): void {
    this.waiting = [];
  }

  /** The fault that this request meets at this moment, if any; it is used up by that. */
  take(method: string, path: string, when: Fault['when']): Fault | undefined {
    const fault = this.waiting.find((each) => each.when === when && (each.method ?? method) === method && path.startsWith(each.path ?? ''));
    if (!fault) return undefined;
    fault.count -= 1;
    if (fault.count <= 0) this.waiting = this.waiting.filter((each) => each !== fault);
    return fault;
  }
}
