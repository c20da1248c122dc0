import { Controller, Get, Header, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Database } from './database.js';
import { Metrics } from './metrics.js';
import { Allow } from './policy.js';

@Controller()
@Allow('public')
@ApiExcludeController()
export class HealthController {
  constructor(private readonly database: Database, private readonly metrics: Metrics) {}

  /** The process answers. */
  @Get('health')
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can serve: its database answers. */
  @Get('ready')
  async ready(): Promise<{ status: 'ready' }> {
    try {
      await this.database.read({ name: 'platform.ready', text: 'SELECT 1 AS ready' });
    } catch {
      throw new ServiceUnavailableException();
    }
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
