import { GatewayBodyRefused } from './api-access.errors.js';

/**
 * Refuses bodies whose end an upstream could see elsewhere than we do, so that what follows is read as a call of its own, of whoever comes
 * next (request smuggling): of methods that have none, and in codings other than `chunked`.
 * @param told headers about the body, empty without one @throws GatewayBodyRefused
 */
export function refuseBody(method: string, told: Readonly<Record<string, string>> | undefined): void {
  if (!told) return;
  const coding = told['transfer-encoding'];
  const isStrange = coding !== undefined && (coding.trim().toLowerCase() !== 'chunked' || told['content-length'] !== undefined);
  if (isStrange || method === 'GET' || method === 'HEAD') throw new GatewayBodyRefused();
}
