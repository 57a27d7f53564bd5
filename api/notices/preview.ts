import type { Telling } from '../../channels/notices/facts';
import { isNoticeKind, type NoticeKind } from '../../channels/notices/kinds';
import { readTemplates } from '../../channels/notices/templates';
import { writeOne } from '../../channels/notices/write';
import { invalid, notFound } from '../problem';
import { requireDesk } from '../require';
import { faultsOfTemplate } from '../resources/messageTemplates';
import type { Answer, Call } from '../route';
import type { PreviewMessage } from '../schemas/notices';

/** @throws Problem 404; 403 for those who may not, to whom what is there and what is not are alike */
export function findKind(call: Pick<Call, 'params' | 'permissions' | 'caller'>): Promise<NoticeKind> {
  requireDesk('write', 'Config')(call);
  const kind = call.params.id ?? '';
  if (!isNoticeKind(kind)) throw notFound('message template of this id');
  return Promise.resolve(kind);
}

/** A message as it would be sent, of a ticket that is made up. @throws Problem 422 */
export async function previewTemplate({
  deps,
  caller,
  body,
  target,
}: Call<PreviewMessage, unknown, NoticeKind>): Promise<Answer> {
  const faults = faultsOfTemplate(body);
  if (faults.length > 0) throw invalid(faults);
  const { language, subject, body: text } = body;
  const { publicUrl, secret } = deps.settings;
  const stored = await readTemplates(deps.prisma);
  const written = writeOne([sampleOf(target, language)], {
    templates: (kind) => ({ subject: subject ?? stored(kind).subject, body: text ?? stored(kind).body }),
    speaking: { language, timeZone: 'UTC', recipient: caller.name, publicUrl, secret },
    answersReachTicket: true,
  });
  return { status: 200, body: { subject: written.subject, text: written.text, html: written.html } };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function sampleOf(kind: NoticeKind, language: 'en' | 'fr'): Telling {
  const french = language === 'fr';
  const at = Date.UTC(2026, 10, 20, 16, 50);
  return {
    id: NOBODY,
    kind,
    createdAt: new Date(at),
    payload: {
      ...{ reason: 'vendor', until: at, resolution: 'done', clock: 'resolution', percent: 80, level: 2 },
      ...(kind === 'problemProposed' && { proposal: NOBODY, count: 5, people: 3, tickets: ['SD-42'] }),
      ...(kind.startsWith('survey') && { no: 1, expiresAt: at }),
    },
    ticket: {
      id: NOBODY,
      key: 'SD-42',
      subject: french ? 'L’imprimante <2e étage> ne répond plus' : 'The printer <2nd floor> does not answer',
      type: 'incident',
      status: 'open',
      priority: 'high',
      source: 'portal',
      requester: 'Camille Petit',
      requesterLocale: language,
      assignee: 'Dominique Martin',
      team: french ? 'Support' : 'Service desk',
    },
    actor: 'Dominique Martin',
    comment: french ? 'Est-ce que cela marche & s’allume ?' : 'Does it light up & print?',
  };
}
