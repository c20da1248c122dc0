import { Readable } from 'node:stream';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ProductReads } from '@silkport/catalog';
import { ClusterReads } from '@silkport/clusters';
import { taxonomyNodes } from '@silkport/markets';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply } from 'fastify';

const batch = 500;
/** Four addresses a product; the protocol allows 50,000 in a file. */
const mostProducts = 12_000;

/** Every page that search engines may show, with its address in each language; written out while it is read. */
@Controller()
@Allow('public')
export class SitemapController {
  constructor(private readonly products: ProductReads, private readonly clusters: ClusterReads, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  @Get('sitemap.xml')
  sitemap(@Res() reply: FastifyReply): void {
    void reply.header('content-type', 'application/xml; charset=utf-8').header('cache-control', 'public, max-age=3600').send(Readable.from(this.document()));
  }

  private async *document(): AsyncGenerator<string> {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n';
    const clusters = await this.clusters.all();
    const fixed = ['', '/clusters', '/categories', ...taxonomyNodes.map(({ id }) => `/categories/${id}`), ...clusters.map(({ id }) => `/clusters/${id}`)];
    yield fixed.map((path) => this.entries(path)).join('');
    let cursor: string | undefined;
    for (let written = 0; written < mostProducts; written += batch) {
      const page = await this.products.list({ locale: 'en', currency: 'CNY', limit: batch, cursor });
      yield page.items.map(({ slug }) => this.entries(`/products/${slug}`)).join('');
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    yield '</urlset>\n';
  }

  /** Slugs and ids are of letters, digits, dots and dashes: nothing in an address needs escaping. */
  private entries(path: string): string {
    const addressIn = (locale: string) => `${this.config.publicUrl}/${locale}${path}`;
    const others = locales.map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${addressIn(locale)}"/>`).join('');
    return locales.map((locale) => `<url><loc>${addressIn(locale)}</loc>${others}</url>\n`).join('');
  }
}
