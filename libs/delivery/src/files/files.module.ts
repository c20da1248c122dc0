import { Module } from '@nestjs/common';
import { AddAssets } from './add-assets.js';
import { PublishRelease } from './publish-release.js';
import { ReleaseReads } from './release-reads.js';
import { SetReleaseTerms } from './set-release-terms.js';
import { WithdrawFile } from './withdraw-file.js';

const exported = [AddAssets, PublishRelease, ReleaseReads, SetReleaseTerms, WithdrawFile];

@Module({ providers: exported, exports: exported })
export class FilesModule {}
