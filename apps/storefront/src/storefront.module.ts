import { Module } from '@nestjs/common';
import { BrowseModule } from './browse.module.js';
import { BuyingModule } from './buying.module.js';

/** The pages of buyers. The buying pages come first: the browsing ones end with a page for whatever is not found. */
@Module({ imports: [BuyingModule, BrowseModule] })
export class StorefrontModule {}
