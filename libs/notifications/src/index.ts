export { MailFolder, type FolderMail, type FolderMailSummary } from './mail-folder.js';
export type { MessageKind, MessageState } from './message.entity.js';
export { notificationsContext } from './notifications.context.js';
export { NotificationsModule } from './notifications.module.js';
