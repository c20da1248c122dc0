import type { INestApplication } from '@nestjs/common';
import { PublishProducts, type NewProduct } from '@silkport/catalog';
import { FoundClusters, type NewCluster, type NewMerchant } from '@silkport/clusters';
import { AddAssets, AddLicenceKeys } from '@silkport/delivery';
import { RecordRates, sampleRates } from '@silkport/pricing';
import { money, newId, type Translated } from '@silkport/values';

const yuan = (major: number) => money(BigInt(major) * 100n, 'CNY');
const words = (en: string, zh: string): Translated => ({ en, 'zh-CN': zh });

export const merchants = {
  studio: { id: newId(), slug: 'blue-kiln-studio', clusterId: 'jingdezhen', name: words('Blue Kiln Studio', '青窑工作室') },
  datahouse: { id: newId(), slug: 'tide-data-house', clusterId: 'hangzhou', name: words('Tide Data House', '潮汐数据') },
} as const;

function merchantRow({ id, slug, clusterId, name }: (typeof merchants)[keyof typeof merchants]): NewMerchant {
  return { id, slug, clusterId, name, city: words('A city', '城市'), story: words('How it began.', '缘起。'), sizeClass: 'small-and-medium', foundedYear: 2009, country: 'CN' };
}

function clusterRow(id: string, position: number, name: Translated): NewCluster {
  return {
    id, kind: 'industrial', country: 'CN', name, city: name, province: words('A province', '省'), tagline: words('A tagline', '标语'), story: words('A story', '故事'),
    specialities: [words('porcelain', '瓷器')], knownSince: '1004', latitude: 29.27, longitude: 117.18, position,
  };
}

type Wanted = Pick<NewProduct, 'slug' | 'taxonomyId' | 'deliveryKind' | 'name' | 'variants'> & { readonly merchant: keyof typeof merchants };

function productRow({ merchant, slug, ...product }: Wanted): NewProduct {
  const { id, slug: merchantSlug, name, clusterId } = merchants[merchant];
  return {
    ...product, slug, code: slug.toUpperCase(), merchant: { id, slug: merchantSlug, name }, clusterId, unit: 'piece',
    description: words(`About ${slug}.`, `关于${slug}。`), tags: { en: ['trade'], 'zh-CN': ['跨境电商'] },
  };
}

const wanted: readonly Wanted[] = [
  { merchant: 'studio', slug: 'clay-film-book', taxonomyId: 'dp.animation', deliveryKind: 'download', name: words('Clay film e-book', '泥偶电影书'), variants: [{ sku: 'BOOK', name: words('Book', '书'), prices: [yuan(30)] }] },
  { merchant: 'datahouse', slug: 'port-calls', taxonomyId: 'da.dataset', deliveryKind: 'download', name: words('Port calls data set', '港口数据集'), variants: [{ sku: 'DATA-S', name: words('Year', '一年'), prices: [yuan(200)] }, { sku: 'DATA-L', name: words('Decade', '十年'), prices: [yuan(900)] }] },
  { merchant: 'studio', slug: 'glaze-mixer', taxonomyId: 'dt.software', deliveryKind: 'licence-key', name: words('Glaze mixer', '釉料软件'), variants: [{ sku: 'KEY', name: words('Seat', '席位'), prices: [yuan(80)], stock: 5 }] },
  { merchant: 'datahouse', slug: 'market-advice', taxonomyId: 'ds.professional', deliveryKind: 'service', name: words('Market advice', '市场咨询'), variants: [{ sku: 'HOUR', name: words('Hour', '小时'), prices: [yuan(500)] }] },
  { merchant: 'studio', slug: 'tea-bowl', taxonomyId: 'g.ceramics', deliveryKind: 'parcel', name: words('Tea bowl', '茶碗'), variants: [{ sku: 'BOWL', name: words('Bowl', '碗'), prices: [yuan(120)], weightGrams: 400, stock: 3 }] },
  { merchant: 'studio', slug: 'old-catalogue', taxonomyId: 'dp.lit', deliveryKind: 'download', name: words('Old catalogue', '旧目录'), variants: [{ sku: 'OLD', name: words('Book', '书'), prices: [yuan(10)] }] },
];

export const fileBytes = Buffer.from('A clay figure wakes, and walks to the sea. '.repeat(200));

export type Catalogue = Readonly<Record<string, { readonly productId: string; readonly variantIds: readonly string[] }>>;

/** Two clusters, two merchants and six products by slug, with rates, files and keys: through the same use cases as the demo's. */
export async function publishCatalogue(app: INestApplication, leafOf: (id: string) => string): Promise<Catalogue> {
  await app.get(RecordRates, { strict: false }).run(sampleRates());
  await app.get(FoundClusters, { strict: false }).run(
    [clusterRow('jingdezhen', 1, words('Jingdezhen Ceramics', '景德镇陶瓷')), clusterRow('hangzhou', 2, words('Hangzhou Data', '杭州数据'))],
    Object.values(merchants).map(merchantRow),
  );
  const published = await app.get(PublishProducts, { strict: false }).run(wanted.map((product) => productRow({ ...product, taxonomyId: leafOf(product.taxonomyId) })));
  const catalogue = Object.fromEntries(published.map(({ productId, variantIds }, index) => [wanted[index]?.slug ?? '', { productId, variantIds }]));
  await app.get(AddLicenceKeys, { strict: false }).run({ variantId: catalogue['glaze-mixer']?.variantIds[0] ?? '', productId: catalogue['glaze-mixer']?.productId ?? '', keys: ['K-1', 'K-2', 'K-3', 'K-4', 'K-5'] });
  await app.get(AddAssets, { strict: false }).run(published.filter((_, index) => wanted[index]?.deliveryKind !== 'parcel').map(({ productId, code }) => (
    { productId, fileName: `${code.toLowerCase()}.txt`, contentType: 'text/plain; charset=utf-8', title: words('The file', '文件'), bytes: fileBytes }
  )));
  return catalogue;
}
