import type { LegalFactsView } from '@silkport/clusters';
import type { DemoCluster, DemoMerchant } from './demo-content.js';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * What an invoice of the demo says of its merchants, plainly invented: `Demo` in the name and the street, a postal code that no post office has, and a
 * Unified Social Credit Code whose check character is right (GB 32100-2015) but whose authority, 000000, is nowhere. @param index place among all merchants
 */
export function demoLegalFacts({ province }: DemoCluster, { slug, name, city }: DemoMerchant, index: number): LegalFactsView {
  const code = demoCreditCode(index + 1);
  return {
    legalName: `${name['zh-CN']}（演示 Demo）`, streetLines: [`演示路（Demo Road）${index + 1}号`], postalCode: '000000', city: city['zh-CN'] ?? null, region: province['zh-CN'] ?? null, country: 'CN',
    registrationNumber: code, taxId: code, accountsEmail: `accounts@${slug}.example`,
  };
}

function demoCreditCode(serial: number): string {
  const body = `91000000DEM00${serial.toString().padStart(4, '0')}`;
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(body.charAt(index)), 0);
  return `${body}${alphabet[(31 - (sum % 31)) % 31]}`;
}
