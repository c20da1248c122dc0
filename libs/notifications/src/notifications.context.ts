import type { Context } from '@silkport/platform';
import { Message } from './message.entity.js';
import { CreateNotifications1764000000650 } from './migrations/1764000000650-create-notifications.js';
import { TellMerchants1764000000652 } from './migrations/1764000000652-tell-merchants.js';

export const notificationsContext: Context = {
  name: 'notifications', entities: [Message], migrations: [CreateNotifications1764000000650, TellMerchants1764000000652], locales: new URL('./locales/', import.meta.url),
};
