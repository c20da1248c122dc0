import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock, SystemClock } from '@silkport/values';
import { DataSource } from 'typeorm';
import type { Config } from './config.js';
import { CONFIG } from './config-token.js';
import type { Context } from './context.js';
import { Database, dataSourceOptions } from './database.js';
import { EventDeliveries } from './event-deliveries.js';
import { Handlers } from './handlers.js';
import { HealthController } from './health.controller.js';
import { Idempotency } from './idempotency.js';
import { Metrics } from './metrics.js';
import { ObjectStorage } from './object-storage.js';
import { Outbox } from './outbox.js';
import { Signatures } from './signatures.js';
import { openStorage } from './storage/open-storage.js';
import { Worker } from './worker.js';

export interface PlatformOptions {
  readonly config: Config & { readonly databaseUrl: string; readonly signingSecret: string };
  readonly contexts: readonly Context[];
  /** Whether this process works on jobs and event deliveries. */
  readonly worker: boolean;
}

/** What every context stands on, available everywhere without import. */
@Module({})
export class PlatformModule {
  static forRoot({ config, contexts, worker }: PlatformOptions): DynamicModule {
    const exported = [
      { provide: CONFIG, useValue: config },
      { provide: Clock, useClass: SystemClock },
      { provide: Database, useFactory: (dataSource: DataSource) => new Database(dataSource), inject: [DataSource] },
      { provide: Signatures, useValue: new Signatures(config.signingSecret) },
      { provide: ObjectStorage, useFactory: () => openStorage(config) },
      Idempotency, Metrics, Outbox,
    ];
    const workerProviders = [Handlers, EventDeliveries, {
      provide: Worker,
      useFactory: (handlers: Handlers, deliveries: EventDeliveries) => new Worker({ databaseUrl: config.databaseUrl, concurrency: config.workerConcurrency }, handlers, deliveries),
      inject: [Handlers, EventDeliveries],
    }];
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule, TypeOrmModule.forRoot({ ...dataSourceOptions(config.databaseUrl, config.databasePoolSize, contexts), retryAttempts: 3, retryDelay: 500 })],
      controllers: [HealthController],
      providers: worker ? [...exported, ...workerProviders] : exported,
      exports: exported.map((provider) => ('provide' in provider ? provider.provide : provider)),
    };
  }
}
