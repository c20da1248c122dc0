import type { CommissionPlans, CommissionPlanView } from '@silkport/delivery';
import type { Translated } from '@silkport/values';
import { demoId } from '../demo-ids.js';
import { deliveryKindOf, variantsOf } from '../demo-variants.js';
import type { PlacedProduct } from '../placed-products.js';

const words = (en: string, zh: string, ru: string, ar: string): Translated => ({ en, 'zh-CN': zh, ru, ar });

const questions: CommissionPlanView['questions'] = [
  { id: 'goal', isRequired: true, label: words('What is it for, and who will use it?', '用途是什么，给谁用？', 'Для чего это нужно и кто будет этим пользоваться?', 'ما الغرض منه ومن سيستخدمه؟') },
  { id: 'scope', isRequired: true, label: words('What exactly should be delivered, in which form and language?', '具体交付什么，何种形式和语言？', 'Что именно нужно получить, в каком виде и на каком языке?', 'ما المطلوب تسليمه تحديدًا، وبأي شكل ولغة؟') },
  { id: 'examples', isRequired: false, label: words('Are there examples or links that show what you like?', '有没有您喜欢的例子或链接？', 'Есть ли примеры или ссылки на то, что вам нравится?', 'هل لديك أمثلة أو روابط لما يعجبك؟') },
];

const concept = words('Concept', '方案', 'Концепция', 'التصور');
const draft = words('Draft', '初稿', 'Черновик', 'المسودة');
const final = words('Final version', '终稿', 'Готовая работа', 'النسخة النهائية');

/** From this price on (in yuan) work is done in three parts; smaller work in two. */
const threeParts = 3000;

/** A plan for all work to order of the demo. Setting it again changes nothing. */
export async function seedCommissions({ plans }: { readonly plans: CommissionPlans }, placed: readonly PlacedProduct[]): Promise<void> {
  for (const { id, merchant, product } of placed.filter((each) => deliveryKindOf(each.product) === 'commission')) {
    const isLarge = Number(product.priceCny) >= threeParts;
    const milestones = isLarge
      ? [{ name: concept, shareBasisPoints: 2000, dueDays: 7 }, { name: draft, shareBasisPoints: 4000, dueDays: 21 }, { name: final, shareBasisPoints: 4000, dueDays: 35 }]
      : [{ name: draft, shareBasisPoints: 5000, dueDays: 7 }, { name: final, shareBasisPoints: 5000, dueDays: 14 }];
    for (const { sku } of variantsOf(product)) {
      await plans.set({ variantId: demoId('variant', sku), productId: id, merchantId: demoId('merchant', merchant.slug), questions, milestones, acceptDays: 14, changeRounds: 2 });
    }
  }
}
