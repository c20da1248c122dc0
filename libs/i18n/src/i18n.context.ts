import type { Context } from '@silkport/platform';

export const i18nContext: Context = { name: 'i18n', entities: [], migrations: [], locales: new URL('./locales/', import.meta.url) };
