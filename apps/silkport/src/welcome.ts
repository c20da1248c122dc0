import { demoAdminEmail, demoBuyerEmail, demoClusters, demoOwnerEmail, demoPassword } from '@silkport/demo';
import type { Config } from '@silkport/platform';
import { showsMail } from './shows-mail.js';

/** What a person who has just started Silkport wants to know: where to go, and as whom. */
export function welcome(config: Config): string {
  const lines: [string, string][] = [
    ['Storefront', `${config.publicUrl}/`],
    ['API', `${config.publicUrl}/docs`],
    ...(showsMail(config) ? [['Mail', `${config.publicUrl}/mail`] satisfies [string, string]] : []),
    ...(config.stripe ? [] : [['Payment', 'local Stripe sandbox; pay with card 4242 4242 4242 4242, any future date, any code'] satisfies [string, string]]),
  ];
  const merchant = demoClusters()[0]?.merchants[0]?.slug ?? '';
  const people: [string, string][] = config.demo
    ? [['Buyer', demoBuyerEmail], ['Merchant', demoOwnerEmail(merchant)], ['Admin', demoAdminEmail], ['Password', `${demoPassword} (for all three)`]]
    : [];
  const table = (rows: readonly [string, string][]) => rows.map(([name, value]) => `  ${name.padEnd(11)}${value}`).join('\n');
  return ['', 'Silkport is open.', table(lines), ...(people.length ? ['', 'Demo sign-ins', table(people)] : []), '', 'Ctrl-C stops everything.', ''].join('\n');
}
