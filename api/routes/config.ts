import { resourceRoutes } from '../resource';
import { agents } from '../resources/agents';
import { alertSources } from '../resources/alertSources';
import { calendars } from '../resources/calendars';
import { fields } from '../resources/fields';
import { mailPolicy } from '../resources/mailPolicy';
import { organisations } from '../resources/organisations';
import { policies } from '../resources/policies';
import { messageTemplates } from '../resources/messageTemplates';
import { problemDetection } from '../resources/problemDetection';
import { replies } from '../resources/replies';
import { schedules } from '../resources/schedules';
import { teams } from '../resources/teams';
import { webhooks } from '../resources/webhooks';
import { matrix, triageRules } from '../resources/triage';
import type { Route } from '../route';

export const configRoutes: readonly Route[] = [
  ...resourceRoutes(calendars),
  ...resourceRoutes(policies),
  ...resourceRoutes(teams),
  ...resourceRoutes(organisations),
  ...resourceRoutes(agents),
  ...resourceRoutes(triageRules),
  ...resourceRoutes(matrix),
  ...resourceRoutes(webhooks),
  ...resourceRoutes(mailPolicy),
  ...resourceRoutes(problemDetection),
  ...resourceRoutes(alertSources),
  ...resourceRoutes(fields),
  ...resourceRoutes(replies),
  ...resourceRoutes(schedules),
  ...resourceRoutes(messageTemplates),
];
