import http from 'node:http';
import https from 'node:https';

export interface WebhookClient {
  /** The status of the answer; rejects when there is none within the time. */
  post(url: string, payload: string, signatureHeader: string): Promise<number>;
  close(): void;
}

/** Connections are kept open: at hundreds of payments a second a new one for each webhook would cost more than the webhook. */
export function webhookClient(connections: number, timeoutMs: number): WebhookClient {
  let isClosed = false;
  const plain = new http.Agent({ keepAlive: true, maxSockets: connections });
  const secure = new https.Agent({ keepAlive: true, maxSockets: connections });

  const postOnce = (url: string, payload: string, signatureHeader: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const target = new URL(url);
      const [client, agent] = target.protocol === 'https:' ? [https, secure] : [http, plain];
      const headers = {
        'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(payload),
        'stripe-signature': signatureHeader, 'user-agent': 'Stripe/1.0', accept: '*/*',
      };
      const request = client.request(target, { method: 'POST', agent, headers }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      });
      const deadline = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      request.once('error', (error) => reject(request.reusedSocket ? Object.assign(error, { isReused: true }) : error));
      request.once('close', () => {
        clearTimeout(deadline);
        reject(new Error('the connection was cut'));
      });
      request.end(payload);
    });

  return {
    async post(url, payload, signatureHeader) {
      try {
        return await postOnce(url, payload, signatureHeader);
      } catch (error) {
        // The other side may close a kept connection in the moment we use it: not a failure of the endpoint.
        const { code, isReused } = error as { code?: string; isReused?: boolean };
        if (isClosed || code !== 'ECONNRESET' || !isReused) throw error;
        return postOnce(url, payload, signatureHeader);
      }
    },
    close() {
      isClosed = true;
      plain.destroy();
      secure.destroy();
    },
  };
}
