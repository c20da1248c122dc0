import { PlaysSection } from './plays-section.js';
import { SampleController } from './sample.controller.js';
import { ShownTracks } from './shown-tracks.js';
import { WatchController } from './watch.controller.js';

export const streamControllers = [WatchController, SampleController];
export const streamProviders = [PlaysSection, ShownTracks];
