/** Injection token of the checked `Config`. */
export const CONFIG = Symbol('silkport config');
