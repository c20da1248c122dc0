import type { Context } from './context.js';
import { CreatePlatform1764000000000 } from './migrations/1764000000000-create-platform.js';
import { QueueEvents1764000000010 } from './migrations/1764000000010-queue-events.js';

export const platformContext: Context = {
  name: 'platform',
  entities: [],
  migrations: [CreatePlatform1764000000000, QueueEvents1764000000010],
  locales: new URL('./locales/', import.meta.url),
};
