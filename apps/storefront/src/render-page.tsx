import type { FastifyReply } from 'fastify';
import type { ComponentChild } from 'preact';
import { render } from 'preact-render-to-string';
import { Layout } from './layout.js';
import type { Visitor } from './visitor.js';

export interface PageHead {
  readonly title: string;
  readonly description?: string;
  readonly status?: number;
  /** Seconds after which the page loads itself again: for a page that waits for a payment to be confirmed. */
  readonly refreshSeconds?: number;
  /** Pages about a person are kept by no cache and shown to no search engine. */
  readonly isPersonal?: boolean;
  /** Path without the language under which the page exists in every language; absent for pages that do not. */
  readonly alternatePath?: string;
}

/** Sends a whole page, as bytes: a string would be measured for its header and then encoded once more. */
export function renderPage(reply: FastifyReply, visitor: Visitor, head: PageHead, body: ComponentChild): void {
  const html = `<!doctype html>${render(<Layout visitor={visitor} head={head}>{body}</Layout>)}`;
  void reply
    .status(head.status ?? 200)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', head.isPersonal ? 'no-store' : 'private, max-age=0, must-revalidate')
    .send(Buffer.from(html));
}
