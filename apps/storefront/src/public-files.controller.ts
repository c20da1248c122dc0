import { readFile } from 'node:fs/promises';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { Allow, CONFIG, NotFound, type Config } from '@silkport/platform';
import type { FastifyReply } from 'fastify';
import { assetsFolder } from './assets.js';
import { seal } from './seal.js';

const types: Readonly<Record<string, string>> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };
const builtName = /^[\w-]+\.(css|js)$/;
/** The build names a file by its content, so that a name never changes its meaning. */
const hashedName = /-[A-Z0-9]{8}\.(css|js)$/;

/** Paths that are about one person, or that cost work and lead nowhere new. */
const keptFromRobots = ['basket', 'checkout', 'orders', 'library', 'merchant/', 'search'];

/** Stylesheet, scripts and the few files that browsers and robots ask every site for. */
@Controller()
@Allow('public')
export class PublicFilesController {
  private readonly kept = new Map<string, Buffer>();

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  @Get('public/:name')
  async asset(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const [, ending = ''] = builtName.exec(name) ?? [];
    const bytes = ending ? await this.read(name) : undefined;
    if (!bytes) throw new NotFound();
    void reply.header('content-type', types[ending]).header('cache-control', hashedName.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache').send(bytes);
  }

  @Get(['public/seal.svg', 'favicon.ico'])
  seal(@Res() reply: FastifyReply): void {
    void reply.header('content-type', 'image/svg+xml; charset=utf-8').header('cache-control', 'public, max-age=86400').send(seal);
  }

  @Get('robots.txt')
  robots(@Res() reply: FastifyReply): void {
    const lines = ['User-agent: *', ...keptFromRobots.map((path) => `Disallow: /*/${path}`), `Sitemap: ${this.config.publicUrl}/sitemap.xml`];
    void reply.header('content-type', 'text/plain; charset=utf-8').header('cache-control', 'public, max-age=3600').send(`${lines.join('\n')}\n`);
  }

  private async read(name: string): Promise<Buffer | undefined> {
    const known = this.kept.get(name);
    if (known) return known;
    const bytes = await readFile(new URL(name, assetsFolder())).catch(() => undefined);
    if (bytes && hashedName.test(name)) this.kept.set(name, bytes);
    return bytes;
  }
}
