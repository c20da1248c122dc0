/** The messages of the storefront, in the form that contexts have. */
export const storefrontMessages = { name: 'storefront', locales: new URL('./locales/', import.meta.url) };
