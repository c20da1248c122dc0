import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

interface Drawn { readonly svg: string; readonly etag: string }

const mostKept = 3000;

/** Drawings that have been made, by address: each is a few kilobytes, stays the same for ever, and is asked for with every page. */
export class KeptArt {
  private readonly kept = new Map<string, Drawn>();

  /** Sends a drawing, made at most once; `draw` gives undefined for a subject that does not exist, and then nothing is sent. */
  async send(request: FastifyRequest, reply: FastifyReply, draw: () => Promise<string | undefined> | string | undefined): Promise<boolean> {
    const key = request.url.split('?', 1)[0] ?? '';
    let drawn = this.kept.get(key);
    if (!drawn) {
      const svg = await draw();
      if (svg === undefined) return false;
      drawn = { svg, etag: `"${createHash('sha256').update(svg).digest('base64url').slice(0, 22)}"` };
      if (this.kept.size >= mostKept) this.kept.clear();
      this.kept.set(key, drawn);
    }
    void reply.header('cache-control', 'public, max-age=86400').header('etag', drawn.etag);
    const isKnown = request.headers['if-none-match']?.split(/,\s*/).some((tag) => tag.replace(/^W\//, '') === drawn.etag);
    if (isKnown) void reply.status(304).send();
    else void reply.header('content-type', 'image/svg+xml; charset=utf-8').send(drawn.svg);
    return true;
  }
}
