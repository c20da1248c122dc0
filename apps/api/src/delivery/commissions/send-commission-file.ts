import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServeCommissionFile } from '@silkport/delivery';

type Call = Parameters<ServeCommissionFile['run']>[2];
type Answer = Awaited<ReturnType<ServeCommissionFile['run']>>;

/** Sends a file as it is asked for: whole, or the range of it. */
export async function sendCommissionFile(reply: FastifyReply, { headers }: FastifyRequest, answered: (call: Call) => Promise<Answer>): Promise<void> {
  // The compression plug-in looks for this; compressed bytes would fit neither the ranges nor the digest.
  headers['x-no-compression'] = '1';
  const { status, headers: described, body } = await answered({
    method: 'GET', headers: { range: headers.range, ifNoneMatch: headers['if-none-match'], ifModifiedSince: headers['if-modified-since'], ifRange: headers['if-range'] as string | undefined },
  });
  await reply.status(status).headers(described).send(body);
}
