import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigFaults, loadSharedConfig } from './config.js';
import type { Context } from './context.js';
import { createHttpApp } from './http-app.js';
import { Metrics } from './metrics.js';
import { PlatformModule } from './platform.module.js';

export interface ProcessOptions {
  readonly contexts: readonly Context[];
  readonly imports: readonly (DynamicModule | Type)[];
  readonly worker: boolean;
  readonly setUp?: (app: NestFastifyApplication) => void;
}

@Module({})
class ProcessModule {}

/** Runs one of several processes that share a database. Faults of the settings are printed, all at once, and end it. */
export async function serveProcess({ contexts, imports, worker, setUp }: ProcessOptions): Promise<void> {
  try {
    const config = loadSharedConfig(process.env);
    const app = await createHttpApp({ module: ProcessModule, imports: [PlatformModule.forRoot({ config, contexts, worker }), ...imports] }, config);
    app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
    setUp?.(app);
    app.get(Metrics).collectProcess();
    await app.listen(config.port, config.host);
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
}

function explain(error: unknown): unknown {
  if (error instanceof ConfigFaults) return `These settings cannot be used:\n  - ${error.faults.join('\n  - ')}`;
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (syscall === 'listen') return `Nothing can listen there (${message}): set HOST and PORT to a free port of this machine.`;
  if (code && unreachable.test(code)) return `The database of DATABASE_URL cannot be used (${message || code}): check the address, the name and the password, and that it has been migrated.`;
  return error;
}

/** Codes of the system's network calls, and of PostgreSQL for a wrong user, password or database. */
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|28\w{3}|3D000)$/;
