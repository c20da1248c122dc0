import { MerchantChaptersController } from './merchant-chapters.controller.js';
import { PlaybackController } from './playback.controller.js';
import { SamplesController } from './samples.controller.js';
import { TracksController } from './tracks.controller.js';

export const streamControllers = [MerchantChaptersController, PlaybackController, SamplesController, TracksController];
