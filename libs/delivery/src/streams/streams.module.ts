import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { DownloadsModule } from '../downloads/downloads.module.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { AddChapter } from './add-chapter.js';
import { BeginPlayback } from './begin-playback.js';
import { ChangeChapter } from './change-chapter.js';
import { FindPlayback } from './find-playback.js';
import { KeepPlace } from './keep-place.js';
import { MerchantChapters } from './merchant-chapters.js';
import { OpenWork } from './open-work.js';
import { OrderChapters } from './order-chapters.js';
import { PlaybackLinks } from './playback-link.js';
import { PlayableArchives } from './playable-archives.js';
import { PlayedFiles } from './played-file.js';
import { PlaysLeft } from './plays-left.js';
import { ReadTrack } from './read-track.js';
import { RecordPlayback } from './record-playback.js';
import { SendPlayed } from './send-played.js';
import { ServePlayback } from './serve-playback.js';
import { TrackReads } from './track-reads.js';

const exported = [AddChapter, ChangeChapter, KeepPlace, MerchantChapters, OpenWork, OrderChapters, PlaybackLinks, PlaysLeft, ReadTrack, ServePlayback, TrackReads];

/** What is played and read where it was bought. */
@Module({ imports: [CatalogModule, DownloadsModule, EntitlementsModule], providers: [...exported, BeginPlayback, FindPlayback, PlayableArchives, PlayedFiles, RecordPlayback, SendPlayed], exports: exported })
export class StreamsModule {}
