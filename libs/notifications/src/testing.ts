import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { OrderLineView, OrderView } from '@silkport/ordering';
import type { Database } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { untaxedLine } from '../../ordering/src/testing.js';

export function aLine(given: Partial<OrderLineView> = {}): OrderLineView {
  return {
    id: newId(), productId: newId(), productCode: 'steppe-fox', productSlug: 'steppe-fox', productName: { en: 'Steppe Fox', 'zh-CN': '草原狐' }, variantId: newId(), variantName: null, bundle: null,
    merchantId: newId(), merchantName: { en: 'West Lake Animation', 'zh-CN': '西湖动漫' }, clusterId: 'hangzhou-binjiang', taxonomyId: 'dp.pub.ebook', deliveryKind: 'download',
    quantity: 2, unit: money(131_560n, 'KZT'), total: money(263_120n, 'KZT'), merchantTotal: money(4000n, 'CNY'), rate: '65.78', ...untaxedLine(given.total ?? money(263_120n, 'KZT'), given.merchantTotal ?? money(4000n, 'CNY')), ...given,
  };
}

/** A paid order of one animation e-book, from Almaty, read in Russian. */
export function anOrder(given: Partial<OrderView> = {}): OrderView {
  return {
    id: newId(), number: 'SP-7K3MQ-92XTV', status: 'paid', email: 'aigerim@example.kz', locale: 'ru', country: 'KZ', taxId: null, business: null, total: money(263_120n, 'KZT'), refunded: money(0n, 'KZT'), rateSetId: newId(), recipient: null,
    placedAt: new Date('2026-11-23T07:50:00Z'), expiresAt: new Date('2026-11-23T08:22:00Z'), paidAt: new Date('2026-11-23T08:00:00Z'), heldAt: null, cancelledAt: null, completedAt: null, consents: [], lines: [aLine()], ...given,
  };
}

/** Puts an order where ordering's reads find it, without the road that led there. */
export async function storeOrder({ dataSource }: Database, order: OrderView): Promise<void> {
  await dataSource.query(
    `INSERT INTO ordering.orders (id, number, quote_id, status, email, locale, country, currency, total_minor, rate_set_id, recipient, placed_at, expires_at, paid_at, cancelled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [order.id, order.number, newId(), order.status, order.email, order.locale, order.country, order.total.currency, order.total.amountMinor, order.rateSetId, order.recipient,
      order.placedAt, order.expiresAt, order.paidAt, order.cancelledAt],
  );
  for (const [position, line] of order.lines.entries()) {
    await dataSource.query(
      `INSERT INTO ordering.order_lines (order_id, position, id, merchant_id, merchant_name, product_id, product_code, product_slug, product_name, variant_id, variant_name, cluster_id,
         taxonomy_id, delivery_kind, digitally_ordered, digitally_delivered, quantity, unit_minor, total_minor, merchant_currency, merchant_total_minor, rate,
         reference_rate, net_minor, merchant_net_minor, payable_minor, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, true, true, $15, $16, $17, $18, $19, $20, $20, $17, $19, $19, $21)`,
      [order.id, position, line.id, line.merchantId, line.merchantName, line.productId, line.productCode, line.productSlug, line.productName, line.variantId, line.variantName,
        line.clusterId, line.taxonomyId, line.deliveryKind, line.quantity, line.unit.amountMinor, line.total.amountMinor, line.merchantTotal.currency,
        line.merchantTotal.amountMinor, line.rate, line.state],
    );
  }
}

export interface ReceivedMail { from: string; to: string[]; raw: string }

/** As much of an SMTP server (RFC 5321) as takes mails in; it refuses the first `refusals` of them for a while, as a busy one does. */
export async function startSmtpServer(refusals = 0) {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let toRefuse = refusals;
  const server = createServer((socket) => {
    sockets.add(socket);
    let mail: ReceivedMail = { from: '', to: [], raw: '' };
    let isInData = false;
    let unread = '';
    const answer = (line: string) => void socket.write(`${line}\r\n`);
    const command = (line: string) => {
      if (/^(EHLO|HELO)/i.test(line)) return answer('250 test');
      if (/^MAIL FROM:/i.test(line)) {
        if (toRefuse-- > 0) return answer('451 4.3.2 busy, try again later');
        mail = { from: /<(.*?)>/.exec(line)?.[1] ?? '', to: [], raw: '' };
        return answer('250 ok');
      }
      if (/^RCPT TO:/i.test(line)) mail.to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
      if (/^QUIT/i.test(line)) return void socket.end('221 bye\r\n');
      isInData = /^DATA/i.test(line);
      return answer(isInData ? '354 go on' : '250 ok');
    };
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      unread += bytes.toString('latin1');
      for (;;) {
        const end = isInData ? '\r\n.\r\n' : '\r\n';
        const at = unread.indexOf(end);
        if (at < 0) return;
        const text = unread.slice(0, at);
        unread = unread.slice(at + end.length);
        if (!isInData) { command(text); continue; }
        isInData = false;
        received.push({ ...mail, raw: text.replaceAll('\r\n..', '\r\n.') });
        answer('250 queued');
      }
    });
    answer('220 test ready');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise<void>((resolve) => {
    for (const socket of sockets) socket.destroy();
    server.close(() => resolve());
  });
  return { received, close, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
