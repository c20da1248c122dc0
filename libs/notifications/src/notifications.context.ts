import type { Context } from '@silkport/platform';
import { Message } from './message.entity.js';
import { CreateNotifications1764000000650 } from './migrations/1764000000650-create-notifications.js';

export const notificationsContext: Context = {
  name: 'notifications', entities: [Message], migrations: [CreateNotifications1764000000650], locales: new URL('./locales/', import.meta.url),
};
