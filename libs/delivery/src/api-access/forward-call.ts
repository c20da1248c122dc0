import { createHmac } from 'node:crypto';
import dns from 'node:dns';
import http, { type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, Signatures, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { UpstreamAway } from './api-access.errors.js';
import { endSilent } from './end-silent.js';
import { headersBack, headersOnward } from './call-headers.js';
import { CallsUnderWay, mostOfUpstream } from './calls-under-way.js';
import type { AdmittedCall } from './check-api-call.js';
import type { GatewayPath } from './gateway-path.js';
import { isPublicAddress } from './public-address.js';

export interface OnwardCall {
  readonly method: string;
  readonly path: GatewayPath;
  readonly productId: string;
  readonly headers: IncomingHttpHeaders;
  /** What `content-type`, `content-length` and the like were, where there is a body. */
  readonly bodyHeaders: Readonly<Record<string, string>>;
  readonly body: Readable | undefined;
}

export interface UpstreamAnswer { readonly status: number; readonly headers: Record<string, string | string[]>; readonly body: Readable }

/** Looks a name up and refuses it where any of its addresses is inside: checked at the connection itself, so a name that changes its mind gains nothing. */
const publicLookup: LookupFunction = (host, options, done) => {
  dns.lookup(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error('No address'), '', 0);
    if (!addresses.every(({ address }) => isPublicAddress(address))) return done(new Error(`${host} leads inside`), '', 0);
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

/** Sends calls on to merchants' APIs and their answers back, byte by byte, without following where they point. */
@Injectable()
export class ForwardCall implements OnModuleDestroy {
  private readonly agents: { readonly 'http:': http.Agent; readonly 'https:': https.Agent };

  private readonly underWay = new CallsUnderWay();

  constructor(private readonly signatures: Signatures, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'gateway' | 'countryHeader'>) {
    const options = { keepAlive: true, maxSockets: mostOfUpstream, maxFreeSockets: 16, ...(config.gateway.allowsPrivateUpstreams ? {} : { lookup: publicLookup }) };
    this.agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  }

  onModuleDestroy(): void {
    this.agents['http:'].destroy();
    this.agents['https:'].destroy();
  }

  /** What a merchant checks the gateway's signatures with. */
  signingKeyOf(productId: string): string {
    return this.signatures.sign('gateway', productId);
  }

  /** @param onBroken called once where the answer's body breaks off after its headers @throws UpstreamAway, CallsAtOnce, UpstreamBusy */
  async run(call: OnwardCall, admitted: AdmittedCall, onBroken: () => void): Promise<UpstreamAnswer> {
    const url = new URL(`${admitted.upstreamUrl}${call.path.raw}${call.path.query}`);
    const { allowsPrivateUpstreams, timeoutSeconds } = this.config.gateway;
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    if (!allowsPrivateUpstreams && (url.protocol !== 'https:' || (isIP(host) && !isPublicAddress(host)))) throw new UpstreamAway();
    const headers = { ...headersOnward(call.headers, this.config.countryHeader), ...framed(call), ...this.identification(call, admitted, url) };
    const isHttps = url.protocol === 'https:';
    const leave = this.underWay.enter(admitted.entitlementId, url.origin);
    return new Promise((resolve, reject) => {
      const request = (isHttps ? https : http).request(url, { method: call.method, headers, agent: this.agents[isHttps ? 'https:' : 'http:'], timeout: timeoutSeconds * 1000 });
      endSilent(request, timeoutSeconds * 1000);
      request.on('error', () => reject(new UpstreamAway()));
      // Another protocol (101) is not what was called, and would have no end that is ours to see.
      request.on('upgrade', (_, socket) => {
        socket.destroy();
        reject(new UpstreamAway());
      });
      request.on('close', () => {
        leave();
        reject(new UpstreamAway());
      });
      request.on('response', (response) => {
        response.on('error', () => undefined);
        if (response.statusCode === 101) return response.destroy();
        response.on('close', () => { if (!response.complete && response.errored) onBroken(); });
        resolve({ status: response.statusCode ?? 502, headers: headersBack(response.headers), body: response });
      });
      if (call.body) pipeline(call.body, request, () => undefined);
      else request.end();
    });
  }

  /** Who calls, signed: HMAC-SHA-256 over time, method, path, entitlement and scope, a line each. */
  private identification({ method, productId }: OnwardCall, { entitlementId, scope, units }: AdmittedCall, url: URL): Record<string, string> {
    const timestamp = String(Math.floor(this.clock.now().getTime() / 1000));
    const signed = [timestamp, method, url.pathname + url.search, entitlementId, scope].join('\n');
    return {
      'x-silkport-entitlement': entitlementId, 'x-silkport-scope': scope, 'x-silkport-units': String(units), 'x-silkport-timestamp': timestamp,
      'x-silkport-signature': `v1=${createHmac('sha256', this.signingKeyOf(productId)).update(signed).digest('hex')}`,
    };
  }
}

/** Headers of a body with its end told: Node tells it by itself for some methods only, and what follows would be read as the next caller's. */
function framed({ body, bodyHeaders }: OnwardCall): Record<string, string> {
  const { 'transfer-encoding': _, ...told } = bodyHeaders;
  if (!body) return {};
  return told['content-length'] === undefined ? { ...told, 'transfer-encoding': 'chunked' } : told;
}
