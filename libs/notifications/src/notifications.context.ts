import type { Context } from '@silkport/platform';
import { Message } from './message.entity.js';
import { CreateNotifications1764000000650 } from './migrations/1764000000650-create-notifications.js';
import { EncloseCalendars1764000000655 } from './migrations/1764000000655-enclose-calendars.js';
import { TellMerchants1764000000652 } from './migrations/1764000000652-tell-merchants.js';

export const notificationsContext: Context = {
  name: 'notifications', entities: [Message], migrations: [CreateNotifications1764000000650, TellMerchants1764000000652, EncloseCalendars1764000000655], locales: new URL('./locales/', import.meta.url),
};
