import { applyDecorators, Header } from '@nestjs/common';

/** The same for every reader of a language: proxies and browsers may keep it for half a minute. */
export const CachedForAll = () => applyDecorators(Header('cache-control', 'public, max-age=30'), Header('vary', 'accept-language'));

/** About one person or one order: kept by nobody. */
export const NeverCached = () => Header('cache-control', 'no-store');
