import { createSandbox } from './sandbox.js';
import { readSettings } from './settings.js';

const { settings, faults } = readSettings();
if (!settings) {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}

const started = await createSandbox(settings)
  .then(async (sandbox) => ({ sandbox, port: (await sandbox.listen(settings.port, settings.host)).port }))
  .catch((error: NodeJS.ErrnoException) => {
    const advice = error.code === 'EADDRINUSE' ? `Port ${settings.port} is taken: set SANDBOX_PORT to another one, or to 0 for any free one.` : error.message;
    console.error(`The Stripe sandbox cannot start. ${advice}`);
    process.exit(1);
  });

let isEnding = false;

/** Ends once, whatever asked for it first: a signal, or the end of the process that started this one. */
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await started.sandbox.close();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, () => void end());

if (process.send) process.send({ type: 'listening', port: started.port });
else console.log(`Stripe sandbox: http://${settings.host}:${started.port}`);
