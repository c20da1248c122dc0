import type { PageLocale } from '../page-locale.js';

export interface OnboardingWords {
  title(merchant: string): string;
  intro(merchant: string): string;
  identity: string;
  holderType: string;
  company: string;
  individual: string;
  holderName: string;
  idNumber: string;
  bank: string;
  country: string;
  currency: string;
  routingNumber: string;
  accountNumber: string;
  accept: string;
  submit: string;
  testValues: string;
  testHint: string;
  effects: { paid: string; fails(code: string): string; restricted: string; waiting: string };
  errors: Record<OnboardingError, string>;
}

export type OnboardingError =
  'holderMissing' | 'countryMissing' | 'currencyInvalid' | 'routingInvalid' | 'accountMissing' | 'accountInvalid' | 'acceptMissing';

const en: OnboardingWords = {
  title: (merchant) => `Get paid by ${merchant}`,
  intro: (merchant) => `${merchant} pays your share to this bank account. This page stands in for Stripe’s own.`,
  identity: 'Account holder', holderType: 'Kind of holder', company: 'Company', individual: 'Individual', holderName: 'Name of the account holder',
  idNumber: 'Tax or ID number (optional)', bank: 'Bank account', country: 'Country/region of the bank', currency: 'Currency (three letters)',
  routingNumber: 'Routing number, sort code or BIC (United States: required)', accountNumber: 'Account number or IBAN',
  accept: 'I accept the terms of this test service and confirm that these details are invented.', submit: 'Confirm',
  testValues: 'Test values', testHint: 'Any other account number is paid. Never enter a real one here.',
  effects: { paid: 'Payouts arrive', fails: (code) => `Payouts fail: ${code}`, restricted: 'ID number: the account stays restricted', waiting: 'ID number: the account waits for a check' },
  errors: {
    holderMissing: 'Enter the name of the account holder.', countryMissing: 'Choose a country/region.', currencyInvalid: 'Enter a currency such as EUR.',
    routingInvalid: 'Enter the nine digits of a US routing number, such as 110000000.', accountMissing: 'Enter an account number or IBAN.',
    accountInvalid: 'This account number or IBAN is not valid.', acceptMissing: 'Accept the terms to go on.',
  },
};

const zh: OnboardingWords = {
  title: (merchant) => `接收 ${merchant} 的付款`,
  intro: (merchant) => `${merchant} 会把您应得的款项付到此银行账户。本页代替 Stripe 的页面。`,
  identity: '账户持有人', holderType: '持有人类型', company: '公司', individual: '个人', holderName: '账户持有人姓名或名称', idNumber: '税号或证件号码（选填）',
  bank: '银行账户', country: '银行所在国家/地区', currency: '币种（三个字母）', routingNumber: '银行代码、清算号或 BIC（美国必填）', accountNumber: '账号或 IBAN',
  accept: '我接受本测试服务的条款，并确认所填资料均为虚构。', submit: '确认', testValues: '测试数值', testHint: '其他任何账号都会付款成功。切勿在此填写真实账号。',
  effects: { paid: '付款到账', fails: (code) => `付款失败：${code}`, restricted: '证件号码：账户继续受限', waiting: '证件号码：账户等待审核' },
  errors: {
    holderMissing: '请填写账户持有人姓名或名称。', countryMissing: '请选择国家/地区。', currencyInvalid: '请填写币种，例如 EUR。', routingInvalid: '请填写九位美国银行代码，例如 110000000。',
    accountMissing: '请填写账号或 IBAN。', accountInvalid: '账号或 IBAN 无效。', acceptMissing: '请接受条款后继续。',
  },
};

const ru: OnboardingWords = {
  title: (merchant) => `Получение выплат от ${merchant}`,
  intro: (merchant) => `${merchant} перечисляет вашу долю на этот банковский счёт. Эта страница заменяет страницу Stripe.`,
  identity: 'Владелец счёта', holderType: 'Тип владельца', company: 'Компания', individual: 'Физическое лицо', holderName: 'Имя или название владельца счёта',
  idNumber: 'ИНН или номер документа (необязательно)', bank: 'Банковский счёт', country: 'Страна/регион банка', currency: 'Валюта (три буквы)',
  routingNumber: 'Код банка или BIC (для США обязательно)', accountNumber: 'Номер счёта или IBAN',
  accept: 'Я принимаю условия этого тестового сервиса и подтверждаю, что данные вымышлены.', submit: 'Подтвердить',
  testValues: 'Тестовые значения', testHint: 'На любой другой номер счёта выплата пройдёт. Никогда не вводите здесь настоящий номер.',
  effects: { paid: 'Выплаты приходят', fails: (code) => `Выплаты не проходят: ${code}`, restricted: 'Номер документа: счёт остаётся ограниченным', waiting: 'Номер документа: счёт ждёт проверки' },
  errors: {
    holderMissing: 'Введите имя или название владельца счёта.', countryMissing: 'Выберите страну/регион.', currencyInvalid: 'Введите валюту, например EUR.',
    routingInvalid: 'Введите девять цифр кода банка США, например 110000000.', accountMissing: 'Введите номер счёта или IBAN.',
    accountInvalid: 'Номер счёта или IBAN неверен.', acceptMissing: 'Примите условия, чтобы продолжить.',
  },
};

const ar: OnboardingWords = {
  title: (merchant) => `استلام المدفوعات من ${merchant}`,
  intro: (merchant) => `يدفع ${merchant} حصتك إلى هذا الحساب المصرفي. هذه الصفحة تقوم مقام صفحة Stripe.`,
  identity: 'صاحب الحساب', holderType: 'نوع صاحب الحساب', company: 'شركة', individual: 'فرد', holderName: 'اسم صاحب الحساب', idNumber: 'الرقم الضريبي أو رقم الهوية (اختياري)',
  bank: 'الحساب المصرفي', country: 'بلد/منطقة البنك', currency: 'العملة (ثلاثة أحرف)', routingNumber: 'رمز البنك أو BIC (إلزامي للولايات المتحدة)', accountNumber: 'رقم الحساب أو IBAN',
  accept: 'أقبل شروط هذه الخدمة التجريبية وأؤكد أن هذه البيانات غير حقيقية.', submit: 'تأكيد', testValues: 'قيم الاختبار', testHint: 'ينجح الدفع إلى أي رقم حساب آخر. لا تُدخل رقمًا حقيقيًا هنا أبدًا.',
  effects: { paid: 'تصل الدفعات', fails: (code) => `تفشل الدفعات: ${code}`, restricted: 'رقم الهوية: يبقى الحساب مقيدًا', waiting: 'رقم الهوية: ينتظر الحساب المراجعة' },
  errors: {
    holderMissing: 'أدخل اسم صاحب الحساب.', countryMissing: 'اختر البلد/المنطقة.', currencyInvalid: 'أدخل العملة، مثل EUR.', routingInvalid: 'أدخل الأرقام التسعة لرمز البنك الأمريكي، مثل 110000000.',
    accountMissing: 'أدخل رقم الحساب أو IBAN.', accountInvalid: 'رقم الحساب أو IBAN غير صالح.', acceptMissing: 'اقبل الشروط للمتابعة.',
  },
};

const words: Readonly<Record<PageLocale, OnboardingWords>> = { en, 'zh-CN': zh, ru, ar };

export function onboardingWordsOf(locale: PageLocale): OnboardingWords {
  return words[locale];
}
