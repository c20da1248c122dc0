/** A process beside us ended though nobody asked it to; the message says what to do. */
export class PartLost extends Error {}

/** What the process has started, and how it ends: the last first, each once, none waited for longer than its time. */
export class Running {
  private readonly ends: (() => Promise<void> | void)[] = [];

  /** @param end ends what was just started; told once */
  add(end: () => Promise<void> | void): void {
    this.ends.unshift(end);
  }

  async endAll(millisecondsEach = 10_000): Promise<void> {
    for (const end of this.ends.splice(0)) {
      await Promise.race([Promise.resolve().then(end), elapsed(millisecondsEach)]).catch((error: unknown) => console.error(error));
    }
  }
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
