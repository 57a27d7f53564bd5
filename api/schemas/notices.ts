import { NOTICE_GROUPS, NOTICE_KINDS } from '../../channels/notices/kinds';
import { WAYS } from '../../channels/notices/preferences';
import { PLACEHOLDERS } from '../../channels/notices/templates';
import { cursor, instant, instantOut, limit, named, page, text, UUID_FORM, z } from './common';

export const watcher = z
  .object({ user: named, addedBy: z.string(), createdAt: instantOut })
  .openapi('Watcher', { description: 'Hears of a ticket beside those whom it concerns by itself' });
export const watcherList = z.object({ data: z.array(watcher) }).openapi('WatcherList');

const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time such as 08:30.')
  .openapi({ example: '08:30' });
const way = z.enum(WAYS);
const groups = Object.fromEntries(NOTICE_GROUPS.map((group) => [group, way])) as Record<
  (typeof NOTICE_GROUPS)[number],
  typeof way
>;
const quietHours = z
  .strictObject({ from: wallTime, to: wallTime })
  .refine(({ from, to }) => from !== to, { params: { code: 'invalid' }, message: 'Must not be empty.' })
  .nullable();

export const putPreferences = z
  .strictObject({
    kinds: z
      .strictObject(groups)
      .partial()
      .optional()
      .openapi({ description: 'Absent: `mail`. `none`: among one’s notifications only' }),
    quietHours: quietHours.optional().openapi({ description: 'Every day, in the time zone of the person' }),
    outsideShift: z
      .enum(['wait', 'send'])
      .optional()
      .openapi({ description: 'Of agents with a calendar: `wait` unless said. Escalations never wait' }),
    digestAt: wallTime.optional().openapi({ description: 'In the time zone of the person; 08:00 unless said' }),
  })
  .openapi('PreferencesUpdate');
export type PutPreferences = z.infer<typeof putPreferences>;

export const preferences = z
  .object({
    user: z.string(),
    version: z.int().openapi({ description: '0: nothing was ever said' }),
    kinds: z.object(groups),
    quietHours,
    outsideShift: z.enum(['wait', 'send']),
    digestAt: wallTime,
  })
  .openapi('Preferences');

const inBoth = (max: number) => z.strictObject({ en: text(1, max), fr: text(1, max) });

export const messageTemplate = z
  .strictObject({ subject: inBoth(255), body: inBoth(20_000) })
  .openapi({ description: `Placeholders: ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ')}` });

export const previewMessage = z
  .strictObject({ ...messageTemplate.partial().shape, language: z.enum(['en', 'fr']).default('en') })
  .openapi('MessagePreviewRequest');
export type PreviewMessage = z.infer<typeof previewMessage>;
export const messagePreview = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .openapi('MessagePreview');

export const notification = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    kind: z.enum(NOTICE_KINDS),
    ticket: z.object({ key: z.string(), subject: z.string() }),
    text: z.string().openapi({ description: 'What happened, in a line', example: 'Assigned to you' }),
    read: z.boolean(),
    createdAt: instantOut,
  })
  .openapi('Notification');
export type Notification = z.infer<typeof notification>;
export const notificationList = z.object({ data: z.array(notification), page }).openapi('NotificationList');
export const notificationQuery = z.strictObject({
  unread: z.enum(['true']).optional().openapi({ description: '`true`: only those that were not read' }),
  limit,
  cursor: cursor.optional(),
});

const notificationId = z
  .string()
  .regex(UUID_FORM, 'Must be the id of a notification (a UUID).')
  .openapi({ format: 'uuid' });
export const readNotifications = z
  .strictObject({
    ids: z.array(notificationId).min(1).max(500).optional(),
    until: instant.optional().openapi({ description: 'Instead of ids: all that came until then' }),
  })
  .superRefine(({ ids, until }, context) => {
    if ((ids === undefined) !== (until === undefined)) return;
    const message = 'Name either the ids, or until when all were read.';
    context.addIssue({ code: 'custom', params: { code: 'required' }, message });
  })
  .openapi('NotificationsRead');
export type ReadNotifications = z.infer<typeof readNotifications>;
export const readCount = z.object({ read: z.int() });
