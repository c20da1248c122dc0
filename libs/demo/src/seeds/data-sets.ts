import type { DecideExport, DescribeDataSet, DataSetReads } from '@silkport/delivery';
import type { Translated } from '@silkport/values';
import { demoId } from '../demo-ids.js';
import { deliveryKindOf } from '../demo-variants.js';
import type { PlacedProduct } from '../placed-products.js';

const rowQuota = 5000;
const provenance: Translated = {
  en: 'Made for the demonstration by a program, with figures that look like those of such a register. It describes nobody and nothing real.',
  'zh-CN': '为演示由程序生成，数字仿照同类登记数据，不对应任何真实的人或事物。',
  ru: 'Создано программой для демонстрации, цифры похожи на данные такого реестра. Ничего и никого настоящего не описывает.',
  ar: 'أُنشئت برمجيًا للعرض، بأرقام تشبه أرقام سجل كهذا، ولا تصف أحدًا ولا شيئًا حقيقيًا.',
};
const licenceTerms: Translated = {
  en: 'Use it in your own work and publish what you find; do not pass the rows on.', 'zh-CN': '可用于自己的工作并发表结论；不得转交原始数据行。',
  ru: 'Используйте в своей работе и публикуйте выводы; сами строки не передавайте.', ar: 'استخدمها في عملك وانشر ما تستنتجه؛ ولا تمرر الصفوف نفسها.',
};
const exempt = 'Figures of the demonstration, made by a program: they concern neither persons nor important data.';

interface Seeding { readonly describe: DescribeDataSet; readonly sets: DataSetReads; readonly decide: DecideExport; readonly personId: string }

/**
 * Describes the data sets of the demo and lets those of science leave; the buyers of the others, which machines are trained with, see what
 * it is to wait for a decision.
 * What is described already is left alone.
 * @param personId an admin's
 */
export async function seedDataSets({ describe, sets, decide, personId }: Seeding, placed: readonly PlacedProduct[]): Promise<void> {
  for (const { product, merchant, id } of placed.filter((each) => deliveryKindOf(each.product) === 'data-set')) {
    if (await sets.ofProduct(id)) continue;
    const given = { merchantId: demoId('merchant', merchant.slug), productId: id, personId, version: '2026-1', rowQuota, provenance, licenceTerms, columnWords: {}, examples: [], personalData: product.taxonomyId === 'da.dataset.scientific' ? 'none' : 'anonymised' } as const;
    await describe.run(given);
    const [table] = (await sets.ofProduct(id))?.tables ?? [];
    if (table) await describe.run({ ...given, examples: [{ title: firstRows, sql: `SELECT * FROM ${table.name} LIMIT 20` }, { title: howMany, sql: `SELECT count(*) AS n FROM ${table.name}` }] });
    if (product.taxonomyId === 'da.dataset.scientific') await decide.exempt({ productId: id, reason: exempt, personId });
  }
}

const firstRows: Translated = { en: 'The first twenty rows', 'zh-CN': '前二十行', ru: 'Первые двадцать строк', ar: 'أول عشرين صفًا' };
const howMany: Translated = { en: 'How many rows there are', 'zh-CN': '共有多少行', ru: 'Сколько всего строк', ar: 'عدد الصفوف كلها' };
