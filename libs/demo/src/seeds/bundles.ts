import type { NewProduct } from '@silkport/catalog';
import { money, type Translated } from '@silkport/values';
import { demoId } from '../demo-ids.js';

interface DemoBundle {
  readonly code: string;
  readonly slug: string;
  readonly name: Translated;
  readonly description: Translated;
  /** Slugs of products of one merchant, of each its first variant. */
  readonly holds: readonly [string, ...string[]];
}

const bundles: readonly DemoBundle[] = [
  {
    code: 'set-01', slug: 'wheel-and-glaze-starter-set', holds: ['wheel-throwing-video-course-24-lessons', 'glaze-chemistry-course-pack', 'scanned-porcelain-3d-models-50-pcs'],
    name: { en: 'Wheel and glaze starter set', 'zh-CN': '拉坯与釉料入门套装', ru: 'Набор для начала: гончарный круг и глазури', ar: 'مجموعة البداية: العجلة والطلاء الزجاجي' },
    description: {
      en: 'Both courses of the academy and its scanned models to work from, for less than one by one.', 'zh-CN': '学院的两门课程，外加可供临摹的扫描模型，比单买更省。',
      ru: 'Оба курса академии и отсканированные модели для работы — дешевле, чем по отдельности.', ar: 'دورتا الأكاديمية مع نماذجها الممسوحة للعمل عليها، بأقل من سعرها متفرقة.',
    },
  },
  {
    code: 'set-02', slug: 'connected-device-kit', holds: ['wi-fi-and-bluetooth-dev-board', 'device-cloud-1000-devices'],
    name: { en: 'Connected device kit', 'zh-CN': '联网设备开发套件', ru: 'Комплект для подключённых устройств', ar: 'عُدّة الأجهزة المتصلة' },
    description: {
      en: 'The board comes by parcel, the device cloud to connect it to is there at once.', 'zh-CN': '开发板邮寄到手，配套的设备云即时开通。',
      ru: 'Плата приедет посылкой, а облако, к которому её подключать, доступно сразу.', ar: 'تصل اللوحة في طرد، أما سحابة الأجهزة التي تتصل بها فمتاحة فورًا.',
    },
  },
  {
    code: 'set-03', slug: 'sichuan-stories-collection', holds: ['bronze-mask-puzzle-adventure', 'shu-mountain-action-rpg', 'sanxingdui-vr-expedition', 'sichuan-kitchen-web-comic-season-pass'],
    name: { en: 'Sichuan stories collection', 'zh-CN': '蜀地故事合集', ru: 'Собрание сычуаньских историй', ar: 'مجموعة حكايات سيتشوان' },
    description: {
      en: 'Two games, a walk through Sanxingdui and a season of the kitchen comic.', 'zh-CN': '两款游戏、一次三星堆漫游，外加一季厨房漫画。',
      ru: 'Две игры, прогулка по Саньсиндую и сезон комикса о кухне.', ar: 'لعبتان وجولة في سانشينغدوي وموسم من القصة المصورة عن المطبخ.',
    },
  },
];

const shareNumerator = 85n;
const shareDenominator = 100n;

/** Bundles of what is on sale already: each for 85 % of what its things cost one by one. */
export function demoBundles(products: readonly NewProduct[]): NewProduct[] {
  const bySlug = new Map(products.map((product) => [product.slug, product]));
  return bundles.map(({ code, slug, name, description, holds }) => {
    const held = holds.map((each) => found(bySlug, each));
    const [first] = held;
    if (!first) throw new Error(`The bundle ${slug} holds nothing`);
    const sum = held.reduce((total, { variants: [variant] }) => total + variant.prices[0].amountMinor, 0n);
    const { merchant, clusterId, taxonomyId, tags, publishedAt } = first;
    const id = demoId('variant', code);
    return {
      id: demoId('product', code), code, slug, merchant, clusterId, taxonomyId, deliveryKind: 'bundle', unit: 'set', name, description, tags, ...(publishedAt && { publishedAt }),
      variants: [{ id, sku: code, name: { en: 'The set', 'zh-CN': '整套', ru: 'Набор', ar: 'المجموعة' }, prices: [money((sum * shareNumerator) / shareDenominator, 'CNY')], contains: held.map(({ variants: [variant] }) => variant.id ?? '') }],
    };
  });
}

function found(bySlug: ReadonlyMap<string, NewProduct>, slug: string): NewProduct {
  const product = bySlug.get(slug);
  if (!product) throw new Error(`The demo has no ${slug}`);
  return product;
}
