import 'reflect-metadata';
import { loadConfig } from '@silkport/platform';
import { explainFault } from './explain-fault.js';
import { PartLost, Running } from './running.js';
import { startMarketplace } from './start-marketplace.js';

/** Under npm one Ctrl-C comes twice, from the terminal and from npm; a person who presses it again is heard a while later. */
const sameKeyMs = 1000;

const running = new Running();
const over = Promise.withResolvers<void>();
over.promise.catch(() => undefined);
let stoppingSince: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stoppingSince && performance.now() - stoppingSince > sameKeyMs) process.exit(1);
    if (stoppingSince) return;
    console.log('\nStopping…');
    stoppingSince = performance.now();
    over.resolve();
  });
}
// A terminal that was closed takes no more words; that is no reason to leave the database unclosed.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const say = (words: string) => {
  if (stoppingSince) throw new Error('The end was asked for: no further step is begun');
  console.log(words);
};
const lose = (part: string) => over.reject(new PartLost(`${part} ended by itself, and Silkport with it. Start it again: nothing is lost.`));

let code = 0;
try {
  await startMarketplace(loadConfig(process.env), { running, say, lose });
  await over.promise;
} catch (error) {
  if (!stoppingSince) {
    console.error(explainFault(error));
    code = 1;
  }
}
await running.endAll();
process.exit(code);
