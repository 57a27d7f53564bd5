import type { Route } from '../route';
import { alertRoutes } from './alerts';
import { attachmentRoutes } from './attachments';
import { bulkRoutes } from './bulk';
import { auditRoutes } from './audit';
import { channelRoutes } from './channels';
import { commandRoutes } from './commands';
import { commentRoutes } from './comments';
import { configRoutes } from './config';
import { exportRoutes } from './exports';
import { historyRoutes } from './history';
import { holidayRoutes } from './holidays';
import { inboundMailRoutes } from './inboundMails';
import { linkRoutes } from './links';
import { metaRoutes } from './meta';
import { noticeRoutes } from './notices';
import { notificationRoutes } from './notifications';
import { operationRoutes } from './operations';
import { peopleRoutes } from './people';
import { personalDataRoutes } from './personalData';
import { problemRoutes } from './problems';
import { reportRoutes } from './reports';
import { replyRoutes } from './replies';
import { scheduleRoutes } from './schedules';
import { sessionRoutes } from './sessions';
import { simulationRoutes } from './simulations';
import { surveyRoutes } from './surveys';
import { ticketRoutes } from './tickets';
import { triageRoutes } from './triage';
import { viewRoutes } from './views';
import { webhookRoutes } from './webhooks';

/** Every call below `/api/v1`. */
export function allRoutes(): readonly Route[] {
  return [
    ...ticketRoutes,
    ...viewRoutes,
    ...webhookRoutes,
    ...bulkRoutes,
    ...commandRoutes,
    ...commentRoutes,
    ...linkRoutes,
    ...problemRoutes,
    ...attachmentRoutes,
    ...alertRoutes,
    ...historyRoutes,
    ...exportRoutes,
    ...operationRoutes,
    ...surveyRoutes,
    ...noticeRoutes,
    ...notificationRoutes,
    ...peopleRoutes,
    ...personalDataRoutes,
    ...sessionRoutes,
    ...configRoutes,
    ...scheduleRoutes,
    ...auditRoutes,
    ...channelRoutes,
    ...inboundMailRoutes,
    ...holidayRoutes,
    ...triageRoutes,
    ...replyRoutes,
    ...simulationRoutes,
    ...reportRoutes,
    ...metaRoutes,
  ];
}
