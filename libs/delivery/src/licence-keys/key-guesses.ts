import { Injectable } from '@nestjs/common';
import { Clock } from '@silkport/values';
import { TooManyKeyTries } from './licence-key.errors.js';

const mostTries = 30;
const windowMilliseconds = 10 * 60 * 1000;
const mostAddresses = 10_000;

/**
 * Sends away who tries keys that are none. It counts only those and refuses only those, since many honest programs may share the
 * address of one that guesses. Kept by each process for itself and in memory only: with 80 bits of chance in a key a few tries more
 * do not matter, and no address is written down.
 */
@Injectable()
export class KeyGuesses {
  private readonly windows = new Map<string, { tries: number; readonly endsAt: number }>();

  constructor(private readonly clock: Clock) {}

  /** Whether one more unknown key would be too many: then it need not be written down any more. */
  isFull(address: string | undefined): boolean {
    const window = address === undefined ? undefined : this.windows.get(address);
    return window !== undefined && window.endsAt > this.clock.now().getTime() && window.tries >= mostTries;
  }

  /** An unknown key was tried. @throws TooManyKeyTries with the minutes to wait */
  note(address: string | undefined): void {
    if (address === undefined) return;
    const now = this.clock.now().getTime();
    const window = this.windows.get(address);
    if (window && window.endsAt > now) {
      if (window.tries >= mostTries) throw new TooManyKeyTries({ minutes: Math.ceil((window.endsAt - now) / 60_000) });
      window.tries += 1;
      return;
    }
    this.windows.delete(address);
    this.windows.set(address, { tries: 1, endsAt: now + windowMilliseconds });
    // The oldest goes first: a map keeps the order in which it was filled.
    const [oldest] = this.windows.keys();
    if (this.windows.size > mostAddresses && oldest !== undefined) this.windows.delete(oldest);
  }
}
