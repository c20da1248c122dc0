import type { HostWords, MerchantHosts, SessionPlans } from '@silkport/delivery';
import type { DemoProduct } from '../demo-content.js';
import { demoId } from '../demo-ids.js';
import { deliveryKindOf } from '../demo-variants.js';
import type { PlacedProduct } from '../placed-products.js';

const workingDays = [1, 2, 3, 4, 5];
const dayMinutes = 24 * 60;
/** Statutory holidays of China that have a fixed date. */
const holidays = ['2026-10-01', '2026-10-02', '2026-10-03', '2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'];

/** Merchants of whom several people hold sessions, one of them in hours of their own; of all others the product's hours count. */
const peopleOf: Readonly<Record<string, readonly { readonly name: string; readonly hours: readonly { readonly from: string; readonly to: string }[] }[]>> = {
  'qionghe-wellness': [{ name: 'Fu Hailan', hours: [{ from: '09:00', to: '12:00' }, { from: '14:00', to: '18:00' }] }, { name: 'Wang Chenyu', hours: [{ from: '12:00', to: '20:00' }] }],
};

/** When the people of the demo have time: office hours in China, and evenings for lessons. Setting it again changes nothing. */
export async function seedBookings({ plans, hosts }: { readonly plans: SessionPlans; readonly hosts: MerchantHosts }, placed: readonly PlacedProduct[]): Promise<void> {
  for (const { id, merchant, product } of placed.filter((each) => deliveryKindOf(each.product) === 'booking')) {
    const isLesson = product.taxonomyId.startsWith('ds.education.');
    const hours = isLesson ? [{ from: '09:00', to: '12:00' }, { from: '18:00', to: '21:00' }] : [{ from: '09:00', to: '12:00' }, { from: '14:00', to: '18:00' }];
    await plans.set({
      productId: id, merchantId: demoId('merchant', merchant.slug), timeZone: 'Asia/Shanghai', sessionMinutes: minutesOf(product), bufferMinutes: 10, noticeMinutes: dayMinutes, changeNoticeMinutes: dayMinutes,
      capacity: isLesson ? 8 : 1, sessionsPerPiece: sessionsOf(product), horizonDays: 60, weekly: workingDays.flatMap((weekday) => hours.map((each) => ({ weekday, ...each }))),
      exceptions: holidays.map((date) => ({ date, hours: [] })), meetingLink: `https://meet.silkport.example/${product.slug}`, hostIds: await hostIdsOf(hosts, merchant.slug),
    });
  }
}

async function hostIdsOf(hosts: MerchantHosts, merchantSlug: string): Promise<string[]> {
  const merchantId = demoId('merchant', merchantSlug);
  const ids: string[] = [];
  for (const [index, { name, hours }] of (peopleOf[merchantSlug] ?? []).entries()) {
    const words: HostWords = {
      name, timeZone: 'Asia/Shanghai', bufferMinutes: 10, weekly: workingDays.flatMap((weekday) => hours.map((each) => ({ weekday, ...each }))), exceptions: holidays.map((date) => ({ date, hours: [] })),
      meetingLink: `https://meet.silkport.example/${merchantSlug}-${index + 1}`,
    };
    const known = (await hosts.list(merchantId)).find((each) => each.name === name);
    ids.push(known?.id ?? (await hosts.add(merchantId, words)));
  }
  return ids;
}

/** As its name says: `20-min`, `2-h`; else an hour. */
function minutesOf({ slug }: DemoProduct): number {
  const [, minutes] = /-(\d+)-min\b/.exec(slug) ?? [];
  const [, hours] = /-(\d)-h\b/.exec(slug) ?? [];
  return Number(minutes ?? 0) || Number(hours ?? 0) * 60 || 60;
}

/** As its name says: `10-live-lessons`, `20-h` of lessons of an hour. */
function sessionsOf({ slug, taxonomyId }: DemoProduct): number {
  const [, lessons] = /-(\d+)-live-lessons\b/.exec(slug) ?? [];
  const [, hours] = taxonomyId.startsWith('ds.education.') ? (/-(\d\d)-h\b/.exec(slug) ?? []) : [];
  return Number(lessons ?? hours ?? 1);
}
