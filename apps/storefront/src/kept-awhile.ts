const freshForMilliseconds = 30_000;

/** Answers that may be half a minute old, the same for every visitor: asked for once however many wait, bounded, and never a failure kept. */
export class KeptAwhile<Value> {
  private readonly kept = new Map<string, { value: Promise<Value>; until: number }>();

  constructor(private readonly most = 500) {}

  of(key: string, ask: () => Promise<Value>): Promise<Value> {
    const known = this.kept.get(key);
    if (known && known.until > performance.now()) return known.value;
    const value = ask();
    value.catch(() => this.kept.delete(key));
    if (this.kept.size >= this.most) this.kept.clear();
    this.kept.set(key, { value, until: performance.now() + freshForMilliseconds });
    return value;
  }
}
