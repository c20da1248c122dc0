export { currencyName, formatBytes, formatDate, formatMoney, formatNumber, regionName } from './formats.js';
export { i18nContext } from './i18n.context.js';
export { I18nModule } from './i18n.module.js';
export { InvalidInput, type RefusedField } from './invalid-input.js';
export { acceptedLanguages, negotiateLocale } from './negotiate-locale.js';
export { messagesOf, Phrases, type MessageFolder, type PhraseParams } from './phrases.js';
export { ProblemFilter } from './problem.filter.js';
export type { FieldProblem, Problem } from './problem.js';
export { validationPipe } from './validation.js';
