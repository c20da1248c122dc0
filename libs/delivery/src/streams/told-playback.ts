import { Readable } from 'node:stream';
import { CountedBody } from '../downloads/counted-body.js';
import type { FileAnswer } from '../downloads/file-answer.js';
import type { RecordPlayback } from './record-playback.js';

/** How often a long answer is looked at: a film may be one answer of two hours. */
const lookedAtMilliseconds = 30_000;

/** Tells a session how much of one answer has gone out, and breaks the answer off when what was bought may not be used any more. */
export class ToldPlayback {
  private toldBytes = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param sessionId null of what is only shown, which belongs to no session */
  constructor(private readonly record: RecordPlayback, private readonly sessionId: string | null) {}

  /** The answer is over, with so many bytes sent. */
  sent(sentBytes: number): void {
    clearInterval(this.timer);
    if (this.sessionId !== null) void this.record.run(this.sessionId, sentBytes - this.toldBytes);
  }

  /** Looks at the answer while it runs. */
  watch(answer: FileAnswer): FileAnswer {
    const { body } = answer;
    if (this.sessionId === null || !(body instanceof CountedBody)) return answer;
    const { sessionId } = this;
    this.timer = setInterval(() => {
      const more = body.sentBytes - this.toldBytes;
      this.toldBytes += more;
      void this.record.run(sessionId, more).then((mayGoOn) => { if (!mayGoOn) body.destroy(); });
    }, lookedAtMilliseconds);
    this.timer.unref();
    return answer;
  }

  /** Bytes that were made for this answer. */
  whole(bytes: Buffer, headers: Readonly<Record<string, string>>, method: 'GET' | 'HEAD'): FileAnswer {
    const described = { ...headers, 'content-length': String(bytes.length) };
    if (method === 'HEAD') return { status: 200, headers: described };
    return { status: 200, headers: described, body: new CountedBody(Readable.from([bytes]), (sentBytes) => this.sent(sentBytes)) };
  }
}
