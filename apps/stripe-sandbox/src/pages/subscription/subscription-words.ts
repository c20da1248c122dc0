import type { Interval } from '../../billing/objects/price.js';
import { formatCount } from '../format.js';
import type { PageLocale } from '../page-locale.js';

/** The words of a page that something is subscribed to on, or a card is kept on. */
export interface SubscriptionWords {
  subscribe: string;
  subscribeTo(merchant: string): string;
  /** `€10.00 per month`, `€10.00 every 3 months`. */
  every(price: string, interval: Interval, count: number): string;
  trial(days: number): string;
  /** What follows a trial. */
  then(price: string, date: string): string;
  dueToday: string;
  subscribeAndPay(amount: string): string;
  startTrial: string;
  /** What the buyer agrees to. */
  agreement(merchant: string): string;
  keepCard: string;
  keepCardText(merchant: string): string;
  /** To who comes back to a page that is done with. */
  doneTitle: string;
  doneText: string;
  bankKeeps(merchant: string, last4: string): string;
  cards: { chargeFails: string; askedOnce: string };
}

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** `3 months`, in the form that the language has for the number. */
function counted(locale: PageLocale, count: number, forms: Forms): string {
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return form.replace('#', formatCount(count, locale));
}

const en: SubscriptionWords = {
  subscribe: 'Subscribe',
  subscribeTo: (merchant) => `Subscribe with ${merchant}`,
  every: (price, interval, count) => (count === 1 ? `${price} per ${interval}` : `${price} every ${formatCount(count, 'en')} ${interval}s`),
  trial: (days) => counted('en', days, { one: '# day free', other: '# days free' }),
  then: (price, date) => `Then ${price}, from ${date}`,
  dueToday: 'Due today',
  subscribeAndPay: (amount) => `Subscribe and pay ${amount}`,
  startTrial: 'Start free trial',
  agreement: (merchant) => `The subscription renews by itself until you cancel it. By subscribing you allow ${merchant} to charge your card for each renewal.`,
  keepCard: 'Save card',
  keepCardText: (merchant) => `Nothing is charged now. You allow ${merchant} to charge this card for later payments.`,
  doneTitle: 'All done',
  doneText: 'You have completed this page before. Nothing more is charged for it.',
  bankKeeps: (merchant, last4) => `${merchant} asks to keep the card ending in ${last4} for later payments. This page stands in for your bank.`,
  cards: { chargeFails: 'Can be saved; every charge is declined', askedOnce: 'Asks the bank when it is saved, not at renewals' },
};

const zhUnits: Record<Interval, [string, string]> = { day: ['天', '天'], week: ['周', '周'], month: ['月', '个月'], year: ['年', '年'] };

const zh: SubscriptionWords = {
  subscribe: '订阅',
  subscribeTo: (merchant) => `向 ${merchant} 订阅`,
  every: (price, interval, count) => (count === 1 ? `每${zhUnits[interval][0]} ${price}` : `每 ${formatCount(count, 'zh-CN')} ${zhUnits[interval][1]} ${price}`),
  trial: (days) => `免费试用 ${formatCount(days, 'zh-CN')} 天`,
  then: (price, date) => `${date}起${price}`,
  dueToday: '今日应付',
  subscribeAndPay: (amount) => `订阅并支付 ${amount}`,
  startTrial: '开始免费试用',
  agreement: (merchant) => `订阅将自动续订，直至您取消。订阅即表示您允许 ${merchant} 在每次续订时从您的银行卡扣款。`,
  keepCard: '保存银行卡',
  keepCardText: (merchant) => `现在不会扣款。您允许 ${merchant} 日后从此卡扣款。`,
  doneTitle: '已完成',
  doneText: '此页面已经完成，不会因此再次扣款。',
  bankKeeps: (merchant, last4) => `${merchant} 请求保存尾号 ${last4} 的银行卡，用于日后付款。本页代替您的银行。`,
  cards: { chargeFails: '可以保存，但每次扣款都会被拒绝', askedOnce: '保存时需要银行验证，续订时不需要' },
};

const ruSingle: Record<Interval, string> = { day: 'в день', week: 'в неделю', month: 'в месяц', year: 'в год' };
const ruForms: Record<Interval, Forms> = {
  day: { one: 'каждый # день', few: 'каждые # дня', other: 'каждые # дней' }, week: { one: 'каждую # неделю', few: 'каждые # недели', other: 'каждые # недель' },
  month: { one: 'каждый # месяц', few: 'каждые # месяца', other: 'каждые # месяцев' }, year: { one: 'каждый # год', few: 'каждые # года', other: 'каждые # лет' },
};

const ru: SubscriptionWords = {
  subscribe: 'Подписка',
  subscribeTo: (merchant) => `Подписка в ${merchant}`,
  every: (price, interval, count) => (count === 1 ? `${price} ${ruSingle[interval]}` : `${price} ${counted('ru', count, ruForms[interval])}`),
  trial: (days) => counted('ru', days, { one: '# день бесплатно', few: '# дня бесплатно', other: '# дней бесплатно' }),
  then: (price, date) => `Затем ${price}, с ${date}`,
  dueToday: 'К оплате сегодня',
  subscribeAndPay: (amount) => `Подписаться и оплатить ${amount}`,
  startTrial: 'Начать бесплатный период',
  agreement: (merchant) => `Подписка продлевается автоматически, пока вы её не отмените. Оформляя её, вы разрешаете ${merchant} списывать с карты оплату каждого продления.`,
  keepCard: 'Сохранить карту',
  keepCardText: (merchant) => `Сейчас деньги не списываются. Вы разрешаете ${merchant} списывать с этой карты будущие платежи.`,
  doneTitle: 'Уже оформлено',
  doneText: 'Эта страница уже заполнена. За неё больше ничего списано не будет.',
  bankKeeps: (merchant, last4) => `${merchant} просит сохранить карту, номер которой заканчивается на ${last4}, для будущих платежей. Эта страница заменяет ваш банк.`,
  cards: { chargeFails: 'Сохраняется, но каждое списание отклоняется', askedOnce: 'Подтверждение банка при сохранении, но не при продлении' },
};

const arSingle: Record<Interval, string> = { day: 'يوميًا', week: 'أسبوعيًا', month: 'شهريًا', year: 'سنويًا' };
const arForms: Record<Interval, Forms> = {
  day: { two: 'كل يومين', few: 'كل # أيام', many: 'كل # يومًا', other: 'كل # يوم' }, week: { two: 'كل أسبوعين', few: 'كل # أسابيع', many: 'كل # أسبوعًا', other: 'كل # أسبوع' },
  month: { two: 'كل شهرين', few: 'كل # أشهر', many: 'كل # شهرًا', other: 'كل # شهر' }, year: { two: 'كل سنتين', few: 'كل # سنوات', many: 'كل # سنة', other: 'كل # سنة' },
};

const ar: SubscriptionWords = {
  subscribe: 'الاشتراك',
  subscribeTo: (merchant) => `الاشتراك لدى ${merchant}`,
  every: (price, interval, count) => (count === 1 ? `${price} ${arSingle[interval]}` : `${price} ${counted('ar', count, arForms[interval])}`),
  trial: (days) => counted('ar', days, { one: 'يوم واحد مجانًا', two: 'يومان مجانًا', few: '# أيام مجانًا', many: '# يومًا مجانًا', other: '# يوم مجانًا' }),
  then: (price, date) => `بعد ذلك ${price}، ابتداءً من ${date}`,
  dueToday: 'المستحق اليوم',
  subscribeAndPay: (amount) => `اشترك وادفع ${amount}`,
  startTrial: 'ابدأ الفترة المجانية',
  agreement: (merchant) => `يتجدد الاشتراك تلقائيًا حتى تلغيه. باشتراكك تسمح لـ ${merchant} بالخصم من بطاقتك عند كل تجديد.`,
  keepCard: 'حفظ البطاقة',
  keepCardText: (merchant) => `لن يُخصم أي مبلغ الآن. تسمح لـ ${merchant} بالخصم من هذه البطاقة للمدفوعات اللاحقة.`,
  doneTitle: 'تم سابقًا',
  doneText: 'أكملت هذه الصفحة من قبل. لن يُخصم أي مبلغ آخر مقابلها.',
  bankKeeps: (merchant, last4) => `يطلب ${merchant} حفظ البطاقة المنتهية بالأرقام ${last4} للمدفوعات اللاحقة. هذه الصفحة تقوم مقام بنكك.`,
  cards: { chargeFails: 'يمكن حفظها، ويُرفض كل خصم منها', askedOnce: 'تطلب تأكيد البنك عند حفظها، لا عند التجديد' },
};

const byLocale: Readonly<Record<PageLocale, SubscriptionWords>> = { en, 'zh-CN': zh, ru, ar };

export function subscriptionWords(locale: PageLocale): SubscriptionWords {
  return byLocale[locale];
}
