import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { coverArt, ProductReads } from '@silkport/catalog';
import { clusterBanner, clusterMark, clusterPalette, ClusterReads, locatorMap, merchantMark, type ClusterView } from '@silkport/clusters';
import { findTaxonomyNode, leavesUnder } from '@silkport/markets';
import { Allow, NotFound } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeptArt } from './kept-art.js';

/** Celadon and clay, for subjects that belong to no place. */
const housePalette = ['#2f6f62', '#e0b07a'] as const;

/** Pictures drawn from what they stand for. Addresses end in `.svg`. */
@Controller('art')
@Allow('public')
export class ArtController {
  private readonly kept = new KeptArt();

  constructor(private readonly products: ProductReads, private readonly clusters: ClusterReads) {}

  @Get(':file')
  cover(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, async () => {
      const code = nameOf(file);
      const subject = code && (await this.products.artSubject(code));
      return subject ? coverOf(code, subject.taxonomyId, clusterPalette(subject.clusterId)) : undefined;
    });
  }

  @Get('categories/:file')
  category(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, () => {
      const id = nameOf(file);
      const leaf = id && leavesUnder(id)[0];
      return leaf ? coverOf(id, leaf, housePalette) : undefined;
    });
  }

  @Get('merchants/:file')
  merchant(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(request, reply, async () => {
      const slug = nameOf(file);
      const merchant = slug && (await this.clusters.merchant(slug));
      return merchant ? merchantMark({ id: slug, palette: clusterPalette(merchant.clusterId) }) : undefined;
    });
  }

  @Get('clusters/:id/banner.svg')
  banner(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ofCluster(id, request, reply, () => clusterBanner({ id, palette: clusterPalette(id) }));
  }

  @Get('clusters/:id/mark.svg')
  mark(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ofCluster(id, request, reply, () => clusterMark({ id, palette: clusterPalette(id) }));
  }

  @Get('clusters/:id/locator.svg')
  locator(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.ofCluster(id, request, reply, async ({ latitude, longitude }) => {
      const others = (await this.clusters.all()).filter((other) => other.id !== id);
      return locatorMap({ latitude, longitude, others, palette: clusterPalette(id) });
    });
  }

  private ofCluster(id: string, request: FastifyRequest, reply: FastifyReply, draw: (cluster: ClusterView) => string | Promise<string>): Promise<void> {
    return this.send(request, reply, async () => {
      const cluster = await this.clusters.find(id);
      return cluster && draw(cluster);
    });
  }

  /** @throws NotFound */
  private async send(request: FastifyRequest, reply: FastifyReply, draw: () => Promise<string | undefined> | string | undefined): Promise<void> {
    if (!(await this.kept.send(request, reply, draw))) throw new NotFound();
  }
}

function nameOf(file: string): string {
  return file.endsWith('.svg') ? file.slice(0, -4) : '';
}

function coverOf(id: string, taxonomy: string, palette: readonly [string, string]): string {
  return coverArt({ productId: id, taxonomy, deliveryMethod: findTaxonomyNode(taxonomy)?.deliveryMethods[0] ?? '', palette });
}
