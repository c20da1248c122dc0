export { addMoney, allocateMoney, CurrencyMismatch, money, multiplyMoney, sameMoney, subtractMoney, sumMoney, type Money } from './money.js';
export { decimalOfMinor, minorOfDecimal, parseDecimal, type Decimal } from './decimal.js';
export { convertHalfUp, crossRate, divideHalfUp, InvalidRate, type Conversion, type Rate } from './rate.js';
export { isId, newId } from './ids.js';
export { Clock, SetClock, SystemClock } from './clock.js';
export { directionOf, isLocale, locales, translation, type Locale, type Translated } from './locale.js';
