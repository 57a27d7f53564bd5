import { sendContent } from '../attachments/content';
import { findAttachment } from '../attachments/find';
import { listAttachments } from '../attachments/list';
import { removeAttachment } from '../attachments/remove';
import { attachFile, holdFile } from '../attachments/upload';
import { viewAttachments, type AttachmentRow } from '../attachments/view';
import { findTicket } from '../findTicket';
import { forbidden } from '../problem';
import { requireTicket } from '../require';
import { route, type Call, type Route } from '../route';
import * as schema from '../schemas/attachments';
import { operation } from '../schemas/tickets';

const tag = 'Attachments';

export const attachmentRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/attachments',
    tag,
    summary: 'Send a file for a ticket or comment to come; kept for a day',
    upload: true,
    keepsAnswer: true,
    form: schema.heldUpload,
    headers: ['Idempotency-Key'],
    answers: { 201: schema.attachment },
    allow: ({ permissions }) => {
      if (!permissions.mayTicket('comment') && !permissions.mayTicket('open'))
        throw forbidden('This key may not send files.');
    },
    handle: holdFile,
  }),
  route({
    method: 'post',
    path: '/tickets/{key}/attachments',
    tag,
    summary: 'Attach a file to the ticket',
    upload: true,
    keepsAnswer: true,
    form: schema.ticketUpload,
    headers: ['Idempotency-Key', 'If-Match'],
    answers: { 201: schema.attachment, 202: operation },
    find: findTicket,
    allow: requireTicket('comment'),
    handle: attachFile,
  }),
  route({
    method: 'get',
    path: '/tickets/{key}/attachments',
    tag,
    summary: 'The files of the ticket that one may see, oldest first',
    query: schema.listQuery,
    answers: { 200: schema.attachmentList },
    find: findTicket,
    allow: requireTicket('read'),
    handle: async (call) => ({ status: 200, body: await listAttachments(call, call.query) }),
  }),
  route({
    method: 'get',
    path: '/attachments/{id}',
    tag,
    summary: 'One file: what it is, not its content',
    answers: { 200: schema.attachment },
    find: findAttachment,
    allow: requireRead,
    handle: async (call) => ({ status: 200, body: (await viewAttachments(call, [call.target]))[0] }),
  }),
  route({
    method: 'get',
    path: '/attachments/{id}/content',
    tag,
    summary: 'The content of one file, or one range of it',
    headers: ['If-None-Match', 'Range'],
    answers: { 200: null, 206: null },
    refuses: [409, 410],
    streams: ['*/*'],
    find: findAttachment,
    allow: requireRead,
    handle: (call) => Promise.resolve(sendContent(call)),
  }),
  route({
    method: 'delete',
    path: '/attachments/{id}',
    tag,
    summary: 'Take a file away; that there was one stays to be seen',
    answers: { 204: null },
    find: findAttachment,
    allow: ({ permissions, target, caller }) => {
      if (target.seq === null || (target.ticket && permissions.mayTicket('work', target.ticket))) return;
      throw forbidden(`A key of role ${caller.role} may not delete files of this ticket.`);
    },
    handle: removeAttachment,
  }),
];

/** Its uploader may read what no ticket has taken yet. */
function requireRead({ permissions, target }: Pick<Call<unknown, unknown, AttachmentRow>, 'permissions' | 'target'>) {
  if (target.seq === null || (target.ticket && permissions.mayTicket('read', target.ticket))) return;
  throw forbidden('This key may not read files.');
}
