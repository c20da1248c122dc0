import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** A client of a marketplace that may be killed at any moment: it asks again until it is answered. */
export class InsistentClient {
  /** Set when nobody waits for answers any more. */
  isOver = false;

  constructor(private readonly origin: string) {}

  /** Sends a request again with the same Idempotency-Key until it is answered: what any client does whose connection broke. */
  async insist(address: string, init: RequestInit, isAnswered: (answer: Response) => boolean): Promise<Response> {
    while (!this.isOver) {
      const answer = await fetch(address.startsWith('http') ? address : this.origin + address, { redirect: 'manual', ...init }).catch(() => undefined);
      if (answer && isAnswered(answer)) return answer;
      if (answer && answer.status >= 400 && answer.status < 500) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
      await answer?.arrayBuffer().catch(() => undefined);
      await wait(40);
    }
    throw new Error('The story is over');
  }

  async create<T>(address: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const all = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers };
    for (;;) {
      const answer = await this.insist(address, { method: 'POST', headers: all, body: JSON.stringify(body) }, ({ status }) => status === 201);
      // The answer's head may have come and its body been cut off.
      const read = await answer.json().then((value: unknown) => value as T, () => undefined);
      if (read) return read;
    }
  }
}
