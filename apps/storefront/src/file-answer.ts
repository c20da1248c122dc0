import type { FastifyReply } from 'fastify';

/** Sends a file about a person: kept by no cache, and never shown as a page. */
export function sendFile(reply: FastifyReply, contentType: string, fileName: string, bytes: Buffer): void {
  void reply.header('content-type', contentType).header('content-disposition', `attachment; filename="${fileName}"`).header('cache-control', 'no-store').send(bytes);
}
